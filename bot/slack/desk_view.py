"""The desk of one person, read and published."""

import http.client
from collections.abc import Iterator, Sequence
from functools import partial
from zoneinfo import ZoneInfo

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.logs.errors import traced
from bot.slack.context import SlackContext
from bot.slack.people import Person
from bot.slack.permalinks import Place
from bot.slack.quick_calls import quick
from bot.slack.views.desk.home import DeskView, desk_home
from jupiter_core.domain.approvers import approves_for, own_delegation
from jupiter_core.domain.desk import DeskEntry, DeskKind, DeskSection
from jupiter_core.domain.readers import Reader
from jupiter_core.outbox.messages import MessageKind, contract_stream, invoice_stream
from jupiter_core.outbox.resendable import resendable
from jupiter_core.ports import DeadLetter, UnitOfWork
from jupiter_core.queries.bank_entries import waiting_part
from jupiter_core.queries.desk import FIRST, DeskPart, desk_parts, look_of, owed_to
from jupiter_core.queries.entity_sections import unfinished_entity
from jupiter_core.queries.readable import may_read, reads_all
from jupiter_core.queries.setup_checklist import SetupStep, setup_steps
from jupiter_core.queries.waiting_proposals import waiting_proposals

_LINKED = (DeskSection.TO_APPROVE, DeskSection.SENT_BACK)
"""Sections whose rows lead to a thread."""

log = structlog.get_logger(__name__)


def show_desk(
    ctx: SlackContext, client: WebClient, team_id: str, user_id: str, said: str = ""
) -> None:
    """Draws the App Home of somebody, which follows what they do from now on. Raises SlackSilent,
    SlackApiError."""
    ctx.homes.show(team_id, user_id, partial(_publish, ctx, client, team_id, user_id), said)


def _publish(ctx: SlackContext, client: WebClient, team_id: str, user_id: str, said: str) -> None:
    person = ctx.people.get(client, team_id, user_id)
    with ctx.store.read(team_id) as uow:
        view, places = desk_view(uow, person, said)
    steps = dict(view.steps)
    if steps and not steps[SetupStep.CHANNEL]:
        steps[SetupStep.CHANNEL] = _is_in_a_channel(client)
    threads = threads_of(ctx, client, places)
    drawn = desk_home(view.model_copy(update={"threads": threads, "steps": steps}))
    client.views_publish(user_id=user_id, view=drawn)


def desk_view(uow: UnitOfWork, person: Person, said: str = "") -> tuple[DeskView, dict[str, Place]]:
    """What is read of it, and where the cards of its rows stand."""
    today = uow.now.astimezone(ZoneInfo(person.time_zone)).date()
    empty = DeskView(name=person.name, now=uow.now, today=today, is_guest=person.is_guest)
    if person.is_guest:
        return empty, {}
    look = look_of(uow, person.id)
    parts = desk_parts(uow, look)
    workspace = uow.workspace()
    approves = workspace.policy.allows(person.id)
    view = empty.model_copy(
        update={
            "days": look.days,
            "is_admin": person.is_admin,
            "may_draft": uow.workspace().may_draft(person.id),
            "reads_all": reads_all(uow, person.id),
            "said": said,
            "owed": tuple(owed_to(uow, look)),
            "approves": approves,
            "away": own_delegation(workspace, person.id, uow.now) if approves else None,
            "approves_for": approves_for(workspace, person.id, uow.now),
            "parts": parts,
            "proposals": waiting_proposals(uow, person.id, is_admin=person.is_admin),
            "bank": waiting_part(uow, person.id, FIRST),
            "stuck": tuple(_stuck(uow, person)) if person.is_admin or approves else (),
            "forms": tuple(uow.forms.of(person.id)),
            "steps": setup_steps(uow) if person.is_admin else {},
            "unfinished": unfinished_entity(uow) if person.is_admin else None,
        }
    )
    return view, places_of(uow, parts)


def places_of(uow: UnitOfWork, parts: Sequence[DeskPart]) -> dict[str, Place]:
    """Where the cards stand, by the ids of what they are about, of rows that lead there."""
    entries = [each for part in parts if part.section in _LINKED for each in part.entries]
    found = ((each.subject_id, _place(uow, each)) for each in entries)
    return {subject_id: place for subject_id, place in found if place}


def threads_of(ctx: SlackContext, client: WebClient, places: dict[str, Place]) -> dict[str, str]:
    """Their addresses, by the ids of what they are about."""
    found = ((key, ctx.homes.permalinks.of(client, place)) for key, place in places.items())
    return {key: url for key, url in found if url}


def _place(uow: UnitOfWork, entry: DeskEntry) -> Place | None:
    if entry.kind is DeskKind.CONTRACT:
        stream, kind = contract_stream(entry.subject_id), MessageKind.CONTRACT_CARD
    else:
        stream, kind = invoice_stream(entry.subject_id), MessageKind.CARD
    receipt = uow.outbox.receipt(stream, kind) or {}
    return (receipt["channel"], receipt["ts"]) if receipt.get("ts") else None


def _is_in_a_channel(client: WebClient) -> bool:
    try:
        types = "public_channel,private_channel"
        return bool(quick(client).users_conversations(types=types, limit=1).get("channels"))
    except (SlackApiError, OSError, http.client.HTTPException) as trouble:
        log.info("channels_not_known", error=traced(trouble))
        return False


def _stuck(uow: UnitOfWork, person: Person) -> Iterator[DeadLetter]:
    """Those that they may read of; an admin is no reader by that alone."""
    reader = Reader(person=person.id)
    for letter in resendable(uow):
        if reads_all(uow, person.id) or _may_read(uow, reader, letter):
            yield letter


def _may_read(uow: UnitOfWork, reader: Reader, letter: DeadLetter) -> bool:
    body = letter.message.body
    if "invoice_id" in body:
        return may_read(uow, reader, uow.invoices.get(body["invoice_id"]))
    return "contract_id" not in body or may_read(
        uow, reader, uow.contracts.get(body["contract_id"])
    )
