"""The App Home: opening it, what its buttons at the top open."""

from collections.abc import Callable

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.context import SlackContext
from bot.slack.contract.modal import open_contract_builder
from bot.slack.desk_view import show_desk
from bot.slack.invoice.modal import open_builder
from bot.slack.payload import Body, team_of
from bot.slack.setup.listeners import open_setup
from bot.slack.setup.profiles import open_entity
from bot.slack.telling import refusal_view
from bot.slack.turn import open_window
from bot.slack.views.desk.actions import ENTITY, NEW_CONTRACT, NEW_INVOICE, SETUP
from jupiter_core.domain.refusals import Refusal


def register(app: App, ctx: SlackContext) -> None:
    @app.event("app_home_opened")
    def opened(event: Body, body: Body, client: WebClient) -> None:
        if event.get("tab") != "messages":
            show_desk(ctx, client, team_of(body), event["user"])

    @app.action(NEW_INVOICE)
    def new(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _or_say_why(client, body, lambda: open_builder(ctx, client, body))

    @app.action(NEW_CONTRACT)
    def new_contract(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _or_say_why(client, body, lambda: open_contract_builder(ctx, client, body))

    @app.action(SETUP)
    def setup(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _or_say_why(client, body, lambda: open_setup(ctx, client, body))

    @app.action(ENTITY)
    def entity(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _or_say_why(client, body, lambda: open_entity(ctx, client, body))


def _or_say_why(client: WebClient, body: Body, open_it: Callable[[], None]) -> None:
    try:
        open_it()
    except Refusal as refusal:
        open_window(client, body, refusal_view(refusal))
