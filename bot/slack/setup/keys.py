"""`/invoice setup`: keys by which other systems use the API."""

from contextlib import suppress

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.setup import parse_key
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.setup.access import (
    chosen,
    click_key,
    expect_admin,
    pressed,
    push,
    show_home,
    submitted,
)
from bot.slack.views.blocks import Block
from bot.slack.views.setup.keys import (
    ADD_KEY,
    KEY_MADE,
    REVOKE_KEY,
    key_view,
    made_before_view,
    made_view,
)
from bot.slack.views.setup.opened import Opened, read_opened
from jupiter_core.commands.api_key import RevokeApiKey, make_api_key, revoke_api_key
from jupiter_core.domain.refusals import AlreadyDone


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(ADD_KEY)
    def add(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        pressed(client, body, lambda: _open_new(ctx, client, body))

    @app.view(KEY_MADE)
    def made(ack: Ack, body: Body, client: WebClient) -> None:
        if submitted(ack, body, lambda: _make(ctx, client, body), replay=made_before_view()):
            show_home(ctx, client, body)

    @app.action(REVOKE_KEY)
    def revoke(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        if pressed(client, body, lambda: _revoke(ctx, client, body)):
            show_home(ctx, client, body)


def _open_new(ctx: SlackContext, client: WebClient, body: Body) -> None:
    expect_admin(ctx, client, body)
    with ctx.reading(body) as uow:
        opened = Opened(nonce=uow.new_id(), is_new=True)
    push(client, body, key_view(metadata=str(opened)))


def _make(ctx: SlackContext, client: WebClient, body: Body) -> Block:
    """The view that shows the key: it is in the answer to the form and in nothing else."""
    person = expect_admin(ctx, client, body)
    opened = read_opened(body["view"]["private_metadata"])
    command = parse_key(body["view"]["state"]["values"], person.actor, ctx.random_text())
    with ctx.writing(body, once=opened.key) as uow:
        made = make_api_key(command, uow)
    return made_view(made)


def _revoke(ctx: SlackContext, client: WebClient, body: Body) -> None:
    """Where another admin was first, the list shows it."""
    person = expect_admin(ctx, client, body)
    with ctx.writing(body, once=click_key(body)) as uow, suppress(AlreadyDone):
        revoke_api_key(RevokeApiKey(by=person.actor, key_id=chosen(body)), uow)
