"""Send, and Do not send: a person's word on a mail to where none was ever sent."""

from functools import partial

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.actions import (
    click_key,
    expect_deal_team,
    member,
    pressed,
    refusals_told,
    the_invoice,
)
from bot.slack.context import SlackContext
from bot.slack.metadata import SubjectRef
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import writing_about
from bot.slack.telling import replace_message
from bot.slack.views import blocks as b
from bot.slack.views.invoice.thread_mail import SEND_MAIL, WITHHOLD_MAIL
from jupiter_core.commands.mail_domain import DecideMail, decide_mail
from jupiter_core.domain.invoice import Invoice

_DECIDE = "decide on mails to the customer"


def register(app: App, ctx: SlackContext) -> None:
    @app.action(SEND_MAIL)
    def send_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _decide(ctx, client, body, send=True)

    @app.action(WITHHOLD_MAIL)
    def withhold_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        _decide(ctx, client, body, send=False)


def _asked(body: Body) -> tuple[SubjectRef, str]:
    """The invoice, and of which address it is asked; a button of before asks of the first."""
    action = body["actions"][0]
    reference, _, email = str(action.get("value", "")).partition(" ")
    return pressed({**body, "actions": [{**action, "value": reference}]}), email


def decided(
    ctx: SlackContext, client: WebClient, body: Body, person: Person, *, send: bool
) -> Invoice:
    """The invoice whose held mail the pressed button is about, once the person has decided. Raises
    NotPermitted for whoever is not of the deal's team, and what `decide_mail` raises."""
    subject, email = _asked(body)
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
        return decide_mail(command, uow)


def _decide(ctx: SlackContext, client: WebClient, body: Body, *, send: bool) -> None:
    with refusals_told(client, body):
        person = member(ctx, client, body, _DECIDE)
        decided(ctx, client, body, person, send=send)
        said = f"{person.name} decided {'to send it' if send else 'not to send it'}."
        message = body["message"]
        kept = [each for each in message["blocks"] if each["type"] != "actions"]
        replace_message(client, body, message["text"], [*kept, b.context(said)])
