"""`/invoice mail`, and the same behind a button of the set-up: how mails to customers fare."""

from functools import partial

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.slack.actions import (
    click_key,
    expect_deal_team,
    member,
    pressed,
    refusals_told,
    the_invoice,
)
from bot.slack.context import Body, SlackContext
from bot.slack.metadata import SubjectRef
from bot.slack.people import Person
from bot.slack.reading import known_reader, writing_about
from bot.slack.views.blocks import Block
from bot.slack.views.mail_status import SEND, WITHHOLD, mail_view
from bot.slack.views.setup.home import OPEN_MAIL
from jupiter_core.commands.mail_domain import DecideMail, decide_mail
from jupiter_core.commands.permission import expect_receivables
from jupiter_core.outbox.messages import EMAIL
from jupiter_core.queries.mail_status import mail_status

_SEE, _DECIDE = "see how mails fare", "decide on mails to the customer"


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    @app.action(OPEN_MAIL)
    def opened(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person = _who(ctx, client, body)
            client.views_push(trigger_id=body["trigger_id"], view=_view(ctx, client, body, person))

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
    client.views_open(trigger_id=body["trigger_id"], view=_view(ctx, client, body, person))


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


def _asked(body: Body) -> tuple[SubjectRef, str]:
    """The invoice, and of which address it is asked."""
    action = body["actions"][0]
    reference, _, email = str(action.get("value", "")).partition(" ")
    return pressed({**body, "actions": [{**action, "value": reference}]}), email


def _decide(ctx: SlackContext, client: WebClient, body: Body, *, send: bool) -> None:
    with refusals_told(client, body):
        person, (subject, email) = _who(ctx, client, body), _asked(body)
        named, key = partial(the_invoice, about=subject), click_key(body)
        with writing_about(ctx, client, body, person.id, named, once=key) as uow:
            expect_deal_team(uow, person, _DECIDE)
            command = DecideMail(
                by=person.actor,
                invoice_id=subject.subject_id,
                expected_version=subject.expected_version,
                send=send,
                email=email,
            )
            invoice = decide_mail(command, uow)
        said = f"{invoice.title} {'goes out now' if send else 'is not sent'}."
        view = _view(ctx, client, body, person, said[:1].upper() + said[1:])
        client.views_update(view_id=body["view"]["id"], view=view)
