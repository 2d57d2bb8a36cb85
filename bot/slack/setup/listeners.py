"""`/invoice setup`: legal entities, customers, team and API keys, for workspace admins."""

from collections.abc import Callable

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.context import SlackContext
from bot.slack.forms import is_drafter
from bot.slack.payload import Body
from bot.slack.setup import bank as setup_bank
from bot.slack.setup import customer_sections as setup_customer_sections
from bot.slack.setup import customers as setup_customers
from bot.slack.setup import decisions as setup_decisions
from bot.slack.setup import keys as setup_keys
from bot.slack.setup import products as setup_products
from bot.slack.setup import profiles as setup_profiles
from bot.slack.setup import proposals as setup_proposals
from bot.slack.setup import schemes as setup_schemes
from bot.slack.setup import tax_form as setup_tax_form
from bot.slack.setup import team as setup_team
from bot.slack.setup import webhooks as setup_webhooks
from bot.slack.setup.access import expect_admin, home
from bot.slack.turn import open_window
from bot.slack.views.blocks import Block
from bot.slack.views.setup.choices import (
    COUNTRY,
    CURRENCY,
    TIME_ZONE,
    country_options,
    currency_options,
    time_zone_options,
)

Options = Callable[[str], list[Block]]
May = Callable[[SlackContext, WebClient, Body], bool]


def open_setup(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Opens the first view on the command's trigger. Raises NotPermitted to all but admins."""
    expect_admin(ctx, client, body)
    open_window(client, body, home(ctx, body))


def register(app: App, ctx: SlackContext) -> None:
    """Everything that can be pressed, chosen and submitted in setup and in bank notices."""
    for noun in (
        setup_profiles,
        setup_tax_form,
        setup_customers,
        setup_customer_sections,
        setup_products,
        setup_team,
        setup_bank,
        setup_schemes,
        setup_decisions,
        setup_proposals,
        setup_keys,
        setup_webhooks,
    ):
        noun.register(app, ctx)

    def listed(action_id: str, options: Options, may: May) -> None:
        @app.options(action_id)
        def list_options(ack: Ack, body: Body, client: WebClient) -> None:
            typed = str(body.get("value") or "")
            ack(options=options(typed) if may(ctx, client, body) else [])

    listed(COUNTRY, country_options, _fills_in_addresses)
    listed(CURRENCY, currency_options, _sets_up)
    listed(TIME_ZONE, time_zone_options, _sets_up)


def _sets_up(ctx: SlackContext, client: WebClient, body: Body) -> bool:
    return ctx.person(client, body).is_admin


def _fills_in_addresses(ctx: SlackContext, client: WebClient, body: Body) -> bool:
    """Admins in setup, and drafters, who may add a customer in the builder."""
    person = ctx.person(client, body)
    with ctx.reading(body) as uow:
        return person.is_admin or is_drafter(uow, person)
