"""Resend: a message that was given up goes out again; so do all of them in one press."""

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.slack.actions import click_key, member, refusals_told
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.telling import answer, tell_privately
from bot.slack.views.invoice.direct import RESEND, RESEND_ALL, resent, resent_all
from jupiter_core.commands.dead_letters import (
    ResendLetter,
    ResendLetters,
    resend_letter,
    resend_letters,
)

_DEED = "resend messages"


def register(app: App, ctx: SlackContext) -> None:
    @app.action(RESEND)
    def resend_pressed(ack: Ack, body: Body, client: WebClient, respond: Respond) -> None:
        ack()
        with refusals_told(client, body):
            person = member(ctx, client, body, _DEED)
            command = ResendLetter(
                by=person.actor,
                message_id=str(body["actions"][0]["value"]),
                is_admin=person.is_admin,
            )
            with ctx.writing(body, once=click_key(body)) as uow:
                title = resend_letter(command, uow)
            text, blocks = resent(title)
            if not body.get("response_url"):  # the App Home has none
                tell_privately(client, body, text)
                return
            answer(respond, client, body, text, blocks, replace=True)

    @app.action(RESEND_ALL)
    def resend_all_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            person = member(ctx, client, body, _DEED)
            command = ResendLetters(by=person.actor, is_admin=person.is_admin)
            with ctx.writing(body, once=click_key(body)) as uow:
                count = resend_letters(command, uow)
            tell_privately(client, body, resent_all(count))
