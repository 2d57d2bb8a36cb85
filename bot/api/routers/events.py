"""Events: the very things that webhooks tell, to be read at any time and in order."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query
from fastapi.responses import Response

from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from bot.api.paging import Cursor, Feed, Limit, count_of, cursor_of
from bot.api.routers.invoices import Text
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.event_scopes import expect_readable, readable
from jupiter_core.domain.events import EventName
from jupiter_core.queries.resources.event import EventResource
from jupiter_core.queries.told import told

EventId = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,64}$", examples=["01JD8KZ3W4"])]
Hears = Annotated[Caller, Depends(caller(Scope.EVENTS_READ))]

router = APIRouter(tags=["Events"])


@router.get(
    "/events",
    summary="List events",
    responses=answers(200, Feed[EventResource], "Oldest first", 400),
)
def listed(
    caller: Hears,
    wanted: Annotated[
        list[EventName] | None, Query(alias="type", description="Any of these.")
    ] = None,
    subject_id: Annotated[
        Text, Query(description="The id of an invoice, contract, sender profile, endpoint or key.")
    ] = "",
    limit: Limit = 25,
    cursor: Cursor = "",
) -> Response:
    """From the first one on: those that your key may read, so that `invoice.*` and `credit_note.*`
    need `invoices:read`, and so on. Keep the last `next_cursor` and ask again with it later: a
    cursor stays good for ever, and skips nothing."""
    names = tuple(wanted or readable(caller.key))
    expect_readable(caller.key, names)
    with caller.reading() as uow:
        found = uow.events.page(
            after=count_of(cursor), names=names, subject_id=subject_id, limit=limit
        )
        items = tuple(told(uow, event) for _, event in found)
    following = cursor_of(str(found[-1][0])) if found else None
    page = Feed[EventResource](items=items, next_cursor=following)
    return Reply(page.model_dump_json()).response


@router.get(
    "/events/{event_id}",
    summary="Read an event",
    responses=answers(200, EventResource, "As its webhooks said it", 404),
)
def read(caller: Hears, event_id: EventId) -> Response:
    with caller.reading() as uow:
        event = uow.events.get(event_id)
        expect_readable(caller.key, (event.name,))
        found = told(uow, event)
    return Reply(found.model_dump_json()).response
