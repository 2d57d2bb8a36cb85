"""`/invoice audit`: who decided what and when, by person and period, to whoever asks alone."""

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.exports.request import ExportKind, ExportRequest
from bot.exports.tables import Format
from bot.slack.actions import click_key, member, refusals_told
from bot.slack.context import SlackContext
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.telling import answer, tell_privately
from bot.slack.views.audit import (
    EVERYONE,
    FILE,
    FROM,
    PERSON,
    SCOPE,
    TO,
    audit_message,
    look_text,
    read_look,
)
from bot.slack.views.exports import request_words
from bot.wording.text import shortened
from jupiter_core.commands.exporting import AskForExport, ask_for_export
from jupiter_core.commands.permission import expect_finance
from jupiter_core.domain.period import Period
from jupiter_core.domain.refusals import NotFound
from jupiter_core.queries.audit_page import AuditLook, audit_page

_ACTION = "see the audit trail"
_DAYS = timedelta(days=30)
_MENTION = re.compile(r"<@(?P<id>[A-Z0-9]+)(?:\|[^<>]*)?>")
_SENT = "The audit trail is on its way to you, in a direct message."


def register(app: App, ctx: SlackContext) -> None:
    """The listeners of this noun."""

    def narrowed(ack: Ack, body: Body, client: WebClient, respond: Respond) -> None:
        ack()
        with refusals_told(client, body):
            _show(ctx, client, respond, body, _chosen(body["actions"][0]), replace=True)

    for action_id in (PERSON, FROM, TO, SCOPE, EVERYONE):
        app.action(action_id)(narrowed)

    @app.action(FILE)
    def wanted_as_file(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            _ask(ctx, client, body, _read(body["actions"][0].get("value")))
            tell_privately(client, body, _SENT)


def answer_audit(
    ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str
) -> None:
    """The last 30 days; of the person who is mentioned, or of everybody. Raises NotPermitted for
    all but approvers and admins."""
    person = _who(ctx, client, body)
    with ctx.reading(body) as uow:
        today = uow.now.astimezone(ZoneInfo(person.time_zone)).date()
    named = _MENTION.search(rest)
    period = Period.checked(today - _DAYS, today)
    look = AuditLook(period=period, person=named["id"] if named else "")
    _show(ctx, client, respond, body, look)


def _who(ctx: SlackContext, client: WebClient, body: Body) -> Person:
    person = member(ctx, client, body, _ACTION)
    if not person.is_admin:
        with ctx.reading(body) as uow:
            expect_finance(uow, person.actor, _ACTION)
    return person


def _show(
    ctx: SlackContext,
    client: WebClient,
    respond: Respond,
    body: Body,
    look: AuditLook,
    *,
    replace: bool = False,
) -> None:
    _who(ctx, client, body)
    with ctx.reading(body) as uow:
        text, blocks = audit_message(audit_page(uow, look))
    answer(respond, client, body, text, blocks, replace=replace, natives=ctx.natives)


def _ask(ctx: SlackContext, client: WebClient, body: Body, look: AuditLook) -> None:
    person = _who(ctx, client, body)
    request = ExportRequest(
        kind=ExportKind.AUDIT_TRAIL, period=look.period, form=Format.XLSX, person=look.person
    )
    with ctx.writing(body, once=click_key(body)) as uow:
        command = AskForExport(
            by=person.actor,
            request=request.model_dump(mode="json"),
            words=request_words(request),
            is_admin=person.is_admin,
        )
        ask_for_export(command, uow)


def _chosen(action: dict[str, Any]) -> AuditLook:
    """What is looked for once this was chosen: fields carry what was, in their block's id."""
    if action["action_id"] == EVERYONE:
        return _read(action.get("value")).model_copy(update={"person": ""})
    scope, first, last, person = look_text(_read(action.get("block_id"))).split(":", 3)
    match action["action_id"]:
        case "audit_person":
            person = str(action.get("selected_user") or "")
        case "audit_from":
            first = str(action.get("selected_date") or first)
            last = max(first, last)
        case "audit_to":
            last = str(action.get("selected_date") or last)
            first = min(first, last)
        case _:
            scope = str((action.get("selected_option") or {}).get("value") or scope)
    return _read(f"{scope}:{first}:{last}:{person}")


def _read(text: object) -> AuditLook:
    try:
        return read_look(str(text))
    except ValueError:
        raise NotFound("list", shortened(str(text), 40)) from None
