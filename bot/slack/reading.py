"""Who reads: a full member, and the channels that they are in where that decides.

Whoever may not read an invoice or contract changes nothing of it either, whatever they still have
open or find in a message.
"""

import http.client
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.logs.errors import traced
from bot.slack.context import SlackContext
from bot.slack.payload import Body, team_of
from bot.slack.people import KNOWN_FOR
from bot.slack.turn import current, is_submission, settle, wait_in_window
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.directory import is_overtaken
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.readers import Reader, Readers
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.readable import expect_reader, reads_all

_PAGE = 999
MOST_PAGES = 10
_SOON = timedelta(minutes=1)
_TYPES = "public_channel,private_channel"

log = structlog.get_logger(__name__)


def reader_of(ctx: SlackContext, client: WebClient, body: Body, action: str) -> Reader:
    """Whoever sent this. Raises NotPermitted for a guest; `action` completes “you may not”."""
    person = ctx.person(client, body)
    person.expect_member(action)
    return known_reader(ctx, client, body, person.id)


def known_reader(ctx: SlackContext, client: WebClient, body: Body, person_id: str) -> Reader:
    """The same of a full member who was asked for already."""
    with ctx.reading(body) as uow:
        by_channel = uow.workspace().readers is Readers.DEAL_CHANNEL
        asks = by_channel and not reads_all(uow, person_id)
    channels = _channels_of(ctx, client, body, person_id) if asks else frozenset()
    return Reader(person=person_id, channels=channels)


@contextmanager
def writing_about(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    person_id: str,
    named: Callable[[UnitOfWork], Invoice | Contract],
    *,
    once: str,
) -> Iterator[UnitOfWork]:
    """A transaction of a full member who may read what is `named`, asked at this moment. Raises
    NotFound as for what is not there, AlreadyDone for a repeat, or what `named` raises."""
    settle()
    reader = known_reader(ctx, client, body, person_id)
    with ctx.writing(body, once=once) as uow:
        subject = named(uow)
        expect_reader(uow, reader, subject, subject.id)
        yield uow


def named_channels(client: WebClient, person_id: str) -> dict[str, str]:
    """The channels that they are in, by name in small letters; those without one by their id."""
    wait_in_window()
    return _named_channels(client, person_id) or {}


def _channels_of(
    ctx: SlackContext, client: WebClient, body: Body, person_id: str
) -> frozenset[str]:
    """The channels that they are in, as far as the app can see; none where Slack does not tell:
    then nothing is shown for them. While Slack waits, those that are kept; otherwise at this
    moment."""
    turn, team_id = current(), team_of(body)
    ask = partial(_ask_for_channels, ctx, client, team_id, person_id)
    if turn is None or not turn.owes or is_submission(body):
        return ask()
    with ctx.reading(body) as uow:
        person, moved = uow.directory.person(person_id), uow.directory.moved()
        now = uow.now
    if person and person.channels is not None and _is_recent(person.channels_at, now):
        turn.behind.append(lambda _turn: ctx.people.executor.submit(ask))
        return _with_former_ids(person.channels, moved)
    if turn.owes_answer:
        return frozenset()
    turn.wait()
    return ask()


def _ask_for_channels(
    ctx: SlackContext, client: WebClient, team_id: str, person_id: str
) -> frozenset[str]:
    with ctx.store.read(team_id) as uow:
        asked_at = uow.now
    found = _named_channels(client, person_id)
    if found is None:
        return frozenset()
    channels = tuple(sorted(set(found.values())))
    with ctx.store.read(team_id) as uow:
        person, moved, now = uow.directory.person(person_id), uow.directory.moved(), uow.now
    if person and (person.channels != channels or not _is_recent(person.channels_at, now, _SOON)):
        with ctx.store.write(team_id) as uow:
            person = uow.directory.person(person_id)
            if person and not is_overtaken(person, asked_at):
                known = {"channels": channels, "channels_at": asked_at}
                uow.directory.keep_person(person.model_copy(update=known))
    return _with_former_ids(channels, moved)


def _is_recent(at: datetime | None, now: datetime, age: timedelta = KNOWN_FOR) -> bool:
    return at is not None and now - at < age


def _with_former_ids(channels: Iterable[str], moved: Mapping[str, str]) -> frozenset[str]:
    """Deals name a channel by the id that it had when they were drafted."""
    now = frozenset(channels)
    return now | {old for old, new in moved.items() if new in now}


def _named_channels(client: WebClient, person_id: str) -> dict[str, str] | None:
    """None where Slack does not tell."""
    found: dict[str, str] = {}
    cursor = ""
    try:
        for _ in range(MOST_PAGES):
            answer = client.users_conversations(
                user=person_id, types=_TYPES, exclude_archived=False, limit=_PAGE, cursor=cursor
            )
            for each in answer.get("channels") or ():
                found[str(each.get("name") or each["id"]).lower()] = str(each["id"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
    except (SlackApiError, OSError, http.client.HTTPException) as trouble:
        log.warning("channels_not_known", error=traced(trouble))
        return None
    return found
