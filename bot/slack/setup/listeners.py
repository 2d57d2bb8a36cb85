"""`/invoice setup`: legal entities, customers, team and API keys, for workspace admins."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.presenters.setup.choices import (
    COUNTRY,
    CURRENCY,
    TIME_ZONE,
    country_options,
    currency_options,
    time_zone_options,
)
from bot.slack.door import Body, Door
from bot.slack.setup import bank as setup_bank
from bot.slack.setup import customers as setup_customers
from bot.slack.setup import decisions as setup_decisions
from bot.slack.setup import keys as setup_keys
from bot.slack.setup import profiles as setup_profiles
from bot.slack.setup import proposals as setup_proposals
from bot.slack.setup import team as setup_team
from bot.slack.setup.gate import expect_admin, home


def open_setup(door: Door, client: WebClient, body: Body) -> None:
    """Opens the first view on the command's trigger. Raises NotPermitted to all but admins."""
    expect_admin(door, client, body)
    client.views_open(trigger_id=body["trigger_id"], view=home(door, body))


def register(app: App, door: Door) -> None:
    """Everything that can be pressed, chosen and submitted in setup and in bank notices."""
    for noun in (
        setup_profiles,
        setup_customers,
        setup_team,
        setup_bank,
        setup_decisions,
        setup_proposals,
        setup_keys,
    ):
        noun.register(app, door)

    @app.options(COUNTRY)
    def countries(ack: Ack, body: Body) -> None:
        ack(options=country_options(str(body.get("value") or "")))

    @app.options(CURRENCY)
    def currencies(ack: Ack, body: Body) -> None:
        ack(options=currency_options(str(body.get("value") or "")))

    @app.options(TIME_ZONE)
    def time_zones(ack: Ack, body: Body) -> None:
        ack(options=time_zone_options(str(body.get("value") or "")))
