"""Looking for invoices and contracts: from the command, from Home's field, page by page."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.intake.search.query import SearchQuery, read_query
from bot.slack.actions import click_key, refusals_told
from bot.slack.context import SlackContext
from bot.slack.contract.view import open_contract
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.reading import known_reader, named_channels
from bot.slack.telling import answer
from bot.slack.turn import open_window
from bot.slack.views.blocks import Block
from bot.slack.views.found import (
    CSV,
    EARLIER,
    LATER,
    MOST_COUNTED,
    PAGE_ROWS,
    SORT,
    FoundPlace,
    FoundRows,
    found_message,
    found_modal,
    not_read,
    read_place,
)
from bot.slack.views.search_field import SEARCH
from bot.wording.text import echoed, shortened
from jupiter_core.domain.readers import Reader
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.search import Order, SearchKind, Sight, Wanted
from jupiter_core.outbox.messages import list_file
from jupiter_core.queries.finding import sight_of
from jupiter_core.queries.local_days import local_days

LOOK_UP = "look up invoices"
_FILTERS = {
    *("states", "overdue", "unpaid", "customer", "po", "issued_from", "issued_to", "currency"),
    *("paper", "past_due", "issued_days", "po_awaited", "upload_due"),
}
_TITLES = {SearchKind.INVOICE: "Invoices", SearchKind.CONTRACT: "Contracts"}


class Asking(NamedTuple):
    """Whoever asks, as a full member, and what they may read."""

    person: Person
    reader: Reader


def register(app: App, ctx: SlackContext) -> None:
    def turned(ack: Ack, body: Body, client: WebClient, respond: Respond) -> None:
        ack()
        with refusals_told(client, body):
            _redraw(ctx, client, respond, body, _place(body["actions"][0].get("value")))

    for action_id in (EARLIER, LATER):
        app.action(action_id)(turned)

    @app.action(SORT)
    def sorted_anew(ack: Ack, body: Body, client: WebClient, respond: Respond) -> None:
        ack()
        with refusals_told(client, body):
            action = body["actions"][0]
            order = Order((action.get("selected_option") or {}).get("value", ""))
            place = _place(action.get("block_id")).model_copy(update={"order": order, "page": 0})
            _redraw(ctx, client, respond, body, place)

    @app.action(CSV)
    def wanted_as_file(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            asking, place = who_asks(ctx, client, body), _place(body["actions"][0].get("value"))
            wanted = wanted_of(ctx, client, body, asking, read_query(place.line), place)
            with ctx.writing(body, once=click_key(body)) as uow:
                uow.outbox.put(list_file(uow.workspace_id, asking.person.id, wanted, uow.new_id()))

    @app.action(SEARCH)
    def searched(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            line = str(body["actions"][0].get("value") or "")
            open_window(client, body, found_modal(look(ctx, client, body, line)))

    @app.action("found_show_contract")
    def show_contract(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            open_contract(ctx, client, body, chosen(body))


def who_asks(ctx: SlackContext, client: WebClient, body: Body) -> Asking:
    """Raises NotPermitted for a guest."""
    person = ctx.person(client, body)
    person.expect_member(LOOK_UP)
    return Asking(person, known_reader(ctx, client, body, person.id))


def look(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    line: str,
    place: FoundPlace | None = None,
    title: str = "",
) -> FoundRows:
    """A page of what a line asks for, as far as whoever sent the payload may read it.

    Raises NotPermitted for a guest.
    """
    query = read_query(line)
    at = place or FoundPlace(line=query.line, order=query.order or Order.CHANGED)
    asking = who_asks(ctx, client, body)
    wanted = wanted_of(ctx, client, body, asking, query, at)
    with ctx.reading(body) as uow:
        rows = uow.search.page(wanted, skip=at.page * PAGE_ROWS, limit=PAGE_ROWS)
        total = uow.search.count(wanted, most=MOST_COUNTED)
    searched = f"{_TITLES[at.kind]} matching “{echoed(at.line, 80)}”"
    return FoundRows(
        title=title or (searched if at.line else f"All {_TITLES[at.kind].lower()}"),
        place=at,
        rows=tuple(rows),
        total=total,
        today=wanted.today,
        beside=not_read(query.not_understood),
    )


def answer_found(
    ctx: SlackContext,
    client: WebClient,
    respond: Respond,
    body: Body,
    found: FoundRows,
    *,
    replace: bool = False,
    above: Sequence[Block] = (),
) -> None:
    """Where it was asked for, to whoever asked alone; `above` stands before it."""
    text, drawn = found_message(found)
    blocks = [*above, *drawn]
    answer(respond, client, body, text, blocks, replace=replace, natives=ctx.natives)


def wanted_of(
    ctx: SlackContext,
    client: WebClient,
    body: Body,
    asking: Asking,
    query: SearchQuery,
    place: FoundPlace,
) -> Wanted:
    """The query of the store: names of channels are asked of Slack, and only of those that the
    person is in."""
    with ctx.reading(body) as uow:
        sight: Sight = sight_of(uow, asking.reader)
        today = uow.now.astimezone(ZoneInfo(asking.person.time_zone)).date()
        days, paid_since = local_days(uow), uow.now - timedelta(days=query.paid_days)
    channel = query.channel
    if query.channel_name:
        channel = named_channels(client, asking.person.id).get(query.channel_name, "?")
    filters: dict[str, Any] = query.model_dump(include=_FILTERS)
    return Wanted(
        sight=sight,
        kind=place.kind,
        terms=query.terms,
        today=today,
        days=days,
        paid_since=paid_since if query.paid_days else None,
        channel=channel,
        drafted_by=asking.person.id if query.mine else "",
        order=place.order,
        **filters,
    )


def chosen(body: Body) -> str:
    """What a menu's choice, or a button, is about."""
    action = body["actions"][0]
    return str((action.get("selected_option") or {}).get("value") or action.get("value") or "")


def _redraw(
    ctx: SlackContext, client: WebClient, respond: Respond, body: Body, place: FoundPlace
) -> None:
    found = look(ctx, client, body, place.line, place)
    if "view" in body:
        client.views_update(view_id=body["view"]["id"], view=found_modal(found))
    else:
        answer_found(ctx, client, respond, body, found, replace=True)


def _place(text: object) -> FoundPlace:
    try:
        return read_place(str(text))
    except ValueError:
        raise NotFound("list", shortened(str(text), 40)) from None
