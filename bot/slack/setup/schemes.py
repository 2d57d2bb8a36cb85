"""`/invoice setup`: the fields of a bank account follow the kind that is chosen for it."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.account import account_texts
from bot.slack.context import Body, SlackContext
from bot.slack.setup.access import expect_admin, pressed
from bot.slack.setup.entity import opened_in
from bot.slack.views.blocks import Block
from bot.slack.views.setup.account_fields import SCHEME
from bot.slack.views.setup.bank import ACCOUNT_PROPOSED, account_view, base_of
from bot.slack.views.setup.entity import section_view
from jupiter_core.queries.entity_sections import EntitySection


def register(app: App, ctx: SlackContext) -> None:
    """The listener of the menu."""

    @app.action(SCHEME)
    def chosen(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _redraw(ctx, client, body))


def _redraw(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """What was typed stays where there is a field for it; nothing is saved."""
    person = expect_admin(ctx, client, body)
    view = body["view"]
    view_of = _account if view["callback_id"] == ACCOUNT_PROPOSED else _section
    client.views_update(view_id=view["id"], view=view_of(ctx, body, person.id))


def _account(ctx: SlackContext, body: Body, person: str) -> Block:
    opened, metadata = opened_in(body), body["view"]["private_metadata"]
    with ctx.reading(body) as uow:
        profile = uow.sender_profiles.get(opened.subject)
    known = base_of(profile, person)
    account = next((each for each in known if each.currency == opened.extra), None)
    typed = account_texts(body["view"]["state"]["values"])
    country = profile.address.country
    return account_view(account, metadata=metadata, country=country, typed=typed)


def _section(ctx: SlackContext, body: Body, _person: str) -> Block:
    opened, metadata = opened_in(body), body["view"]["private_metadata"]
    with ctx.reading(body) as uow:
        profile = uow.sender_profiles.get(opened.subject)
    typed = account_texts(body["view"]["state"]["values"])
    return section_view(
        EntitySection.BANK, profile, metadata=metadata, guided=opened.guided, typed=typed
    )
