"""Who reads: a full member, and the channels that they are in where that decides.

Whoever may not read an invoice or contract changes nothing of it either, whatever they still have
open or find in a message.
"""

import http.client
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.logs.errors import traced
from bot.slack.context import Body, SlackContext
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.readers import Reader, Readers
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.readable import expect_reader, reads_all

_PAGE = 999
MOST_PAGES = 10
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
    return Reader(
        person=person_id, channels=channels_of(client, person_id) if asks else frozenset()
    )


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
    reader = known_reader(ctx, client, body, person_id)
    with ctx.writing(body, once=once) as uow:
        subject = named(uow)
        expect_reader(uow, reader, subject, subject.id)
        yield uow


def channels_of(client: WebClient, person_id: str) -> frozenset[str]:
    """The channels that they are in at this moment, as far as the app can see; none where Slack
    does not tell: then nothing is shown for them."""
    return frozenset(named_channels(client, person_id).values())


def named_channels(client: WebClient, person_id: str) -> dict[str, str]:
    """The same by name, in small letters; channels without a name are by their id."""
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
        return {}
    return found
