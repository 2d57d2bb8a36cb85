"""`/invoice mail`, and the same behind a button of the set-up: how mails to customers fare."""

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.slack.actions import (
    member,
    refusals_told,
)
from bot.slack.context import SlackContext
from bot.slack.invoice.mail_question import decided
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import known_reader
from bot.slack.turn import open_window, push_window
from bot.slack.views.blocks import Block
from bot.slack.views.mail_status import SEND, WITHHOLD, mail_view
from bot.slack.views.setup.home import OPEN_MAIL
from jupiter_core.commands.permission import expect_receivables
from jupiter_core.outbox.messages import EMAIL
from jupiter_core.queries.mail_status import mail_status

_SEE = "see how mails fare"


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(OPEN_MAIL)
    def opened(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person = _who(ctx, client, body)
            push_window(client, body, _view(ctx, client, body, person))

    @app.action(SEND)
    def sent(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _decide(ctx, client, body, send=True)

    @app.action(WITHHOLD)
    def withheld(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _decide(ctx, client, body, send=False)


def open_mail(
    ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str
) -> None:
    """Raises NotPermitted for all but approvers, accounts receivable and admins."""
    del respond, rest
    person = _who(ctx, client, body)
    open_window(client, body, _view(ctx, client, body, person))


def _who(ctx: SlackContext, client: WebClient, body: Body) -> Person:
    person = member(ctx, client, body, _SEE)
    if not person.is_admin:
        with ctx.reading(body) as uow:
            expect_receivables(uow, person.actor, _SEE)
    return person


def _view(
    ctx: SlackContext, client: WebClient, body: Body, person: Person, said: str = ""
) -> Block:
    reader = known_reader(ctx, client, body, person.id)
    with ctx.reading(body) as uow:
        return mail_view(mail_status(uow, reader, EMAIL), mails=ctx.mails, said=said)


def _decide(ctx: SlackContext, client: WebClient, body: Body, *, send: bool) -> None:
    with refusals_told(client, body):
        person = _who(ctx, client, body)
        invoice = decided(ctx, client, body, person, send=send)
        said = f"{invoice.title} {'goes out now' if send else 'is not sent'}."
        view = _view(ctx, client, body, person, said[:1].upper() + said[1:])
        client.views_update(view_id=body["view"]["id"], view=view)
