"""Resend: a message that was given up goes out again."""

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.slack.actions import click_key, member, refusals_told
from bot.slack.context import Body, SlackContext, answer, tell_privately
from bot.slack.people import Person
from bot.slack.views.invoice.direct import RESEND, resent
from jupiter_core.domain.refusals import NotFound, NotPermitted
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.dead_letters import about

_DEED = "resend messages"


def register(app: App, ctx: SlackContext) -> None:
    @app.action(RESEND)
    def resend_pressed(ack: Ack, body: Body, client: WebClient, respond: Respond) -> None:
        ack()
        with refusals_told(client, body):
            person = member(ctx, client, body, _DEED)
            with ctx.writing(body, once=click_key(body)) as uow:
                title = _revived(uow, person, str(body["actions"][0]["value"]))
            text, blocks = resent(title)
            if not body.get("response_url"):  # the App Home has none
                tell_privately(client, body, text)
                return
            answer(respond, client, body, text, blocks, replace=True)


def _revived(uow: UnitOfWork, person: Person, message_id: str) -> str:
    """The title of what goes on. Raises NotFound, also for what is on its way already."""
    letters = (each.message for each in uow.outbox.dead_letters())
    message = next((each for each in letters if each.id == message_id), None)
    subject = about(uow, message) if message else None
    if subject is None:
        raise NotFound("undelivered message", message_id)
    mine = person.id == subject.drafted_by.person or uow.workspace().policy.allows(person.id)
    if not mine and not person.is_admin:
        raise NotPermitted(_DEED, "Whoever drafted it can, and approvers and admins.")
    uow.outbox.revive(message_id)
    return subject.title
