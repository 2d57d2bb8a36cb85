"""Lists and results: a table of a page of rows, with what goes on from there."""

from collections.abc import Sequence
from datetime import date

from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.slack.views.data_table import data_table, number_cell, said_of, text_cell
from bot.slack.views.rich_text import Rendered
from bot.wording import figures as words
from bot.wording.text import echoed, shortened
from jupiter_core.domain.contract.contract import ContractState
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import OPEN, State
from jupiter_core.domain.search import Order, SearchEntry, SearchKind

PAGE_ROWS = 25
MOST_COUNTED = 1000
"""Of a longer list nobody asks how long it is: they look for something in it, or take its CSV."""
SHOW, SHOW_CONTRACT = "found_show", "found_show_contract"
EARLIER, LATER, SORT, CSV = "found_earlier", "found_later", "found_sort", "found_csv"
_NAME_LIMIT = 60
_NOTHING = "Nothing found."
_ORDERS = {
    Order.CHANGED: "Last changed",
    Order.DATE: "Date",
    Order.DUE: "Due date",
    Order.AMOUNT: "Amount",
    Order.CUSTOMER: "Customer",
}


class FoundPlace(Frozen):
    """Which page of which list; it travels in the ids and values of the buttons."""

    kind: SearchKind = SearchKind.INVOICE
    order: Order = Order.CHANGED
    page: int = 0
    line: str = ""

    def text(self) -> str:
        """At most 255 characters, as a block's id has them."""
        return f"{self.kind.value}:{self.order.value}:{self.page}:{self.line}"


def read_place(text: str) -> FoundPlace:
    """What `FoundPlace.text` wrote. Raises ValueError for anything else."""
    kind, order, page, line = text.split(":", 3)
    if not page.isdigit() or len(page) > 6:
        raise ValueError(text)
    return FoundPlace(kind=SearchKind(kind), order=Order(order), page=int(page), line=line)


class FoundRows(Frozen):
    """A page of rows under its title; `total` counts up to MOST_COUNTED. `beside` are sentences as
    typed."""

    title: str
    place: FoundPlace
    rows: tuple[SearchEntry, ...]
    total: int
    today: date
    beside: tuple[str, ...] = ()
    empty: str = _NOTHING


def found_message(found: FoundRows) -> Rendered:
    """The table, or the sentence that there is nothing."""
    notes = [b.section(b.plain(each)) for each in found.beside]
    if not found.rows:
        text = b.escaped("\n".join([found.title, *found.beside, found.empty]))
        return text, [b.header(found.title), *notes, b.context(found.empty)]
    table = found_table(found)
    text = "\n".join([*(b.escaped(each) for each in found.beside), said_of(table)])
    return text[: b.MESSAGE_LIMIT], [*notes, table, *_ways_on(found)]


def found_table(found: FoundRows) -> Block:
    """The rows of this page alone."""
    drawn = _contract_cells if found.place.kind is SearchKind.CONTRACT else _invoice_cells
    header = _CONTRACT_HEADER if found.place.kind is SearchKind.CONTRACT else _INVOICE_HEADER
    rows = [drawn(each, found.today) for each in found.rows]
    return data_table(_caption(found), header, rows, page_size=10)


def found_modal(found: FoundRows) -> Block:
    """The same where no table can be: a row with its button each."""
    notes = [b.section(b.plain(each)) for each in found.beside]
    rows = [_modal_row(each, found.today) for each in found.rows]
    ways = [b.actions(_turning(found), found.place.text())] if rows else []
    blocks = [*notes, b.context(_caption(found)), *(rows or [b.context(found.empty)]), *ways]
    return b.modal("Results", blocks, callback_id="found")


_INVOICE_HEADER = ("Number", "Customer", "Total", "Status", "Issued", "Due", "PO")
_CONTRACT_HEADER = ("Contract", "Customer", "Total", "Status", "Start")


def _caption(found: FoundRows) -> str:
    first = found.place.page * PAGE_ROWS + 1
    last = first + len(found.rows) - 1
    if not found.rows:
        return found.title
    if found.total == len(found.rows):
        return f"{found.title} ({found.total:,})"
    if found.total < MOST_COUNTED:
        return f"{found.title} ({first:,}–{last:,} of {found.total:,})"
    return f"{found.title} ({first:,}–{last:,} of {MOST_COUNTED:,} or more)"


def _invoice_cells(entry: SearchEntry, today: date) -> list[Block]:
    due = date.fromisoformat(entry.due_date)
    return [
        text_cell(entry.title or "Draft"),
        text_cell(shortened(entry.customer, _NAME_LIMIT)),
        number_cell(entry.total_minor, words.amount(entry.total)),
        text_cell(status_of(entry, today)),
        text_cell(words.day(date.fromisoformat(entry.issue_date))),
        text_cell(words.day(due)),
        text_cell(shortened(entry.po_number, _NAME_LIMIT)),
    ]


def _contract_cells(entry: SearchEntry, today: date) -> list[Block]:
    del today
    return [
        text_cell(shortened(entry.title, _NAME_LIMIT)),
        text_cell(shortened(entry.customer, _NAME_LIMIT)),
        number_cell(entry.total_minor, words.amount(entry.total)),
        text_cell(ContractState(entry.state).words),
        text_cell(words.day(date.fromisoformat(entry.issue_date))),
    ]


def status_of(entry: SearchEntry, today: date) -> str:
    """How an invoice stands: `overdue`, `partially paid, USD 5.00 due`, `paid`."""
    state = State(entry.state)
    if entry.corrects:
        return f"{state.words}, credit note for {shortened(entry.corrects, _NAME_LIMIT)}"
    said = "overdue" if entry.overdue(today) else state.words
    partly = state in OPEN and 0 < entry.due_minor < entry.total_minor
    left = f"{words.amount(entry.due)} due" if partly else ""
    if entry.due_soon(today):
        return f"{said}, {left or 'due'} soon"
    return f"{said}, {left}" if left else said


def _ways_on(found: FoundRows) -> list[Block]:
    place = found.place
    select = b.select(_show_id(place), [_option(each) for each in found.rows], placeholder="Show…")
    return [b.actions([select, *_turning(found)], place.text())]


def _turning(found: FoundRows) -> list[Block]:
    place = found.place
    orders = [b.option(f"Sort: {said}", order.value) for order, said in _ORDERS.items()]
    elements = [b.select(SORT, orders, initial=place.order.value)]
    if place.page:
        elements.append(_turn("Previous", EARLIER, place, -1))
    beyond = found.total >= MOST_COUNTED and len(found.rows) == PAGE_ROWS
    if (place.page + 1) * PAGE_ROWS < found.total or beyond:
        elements.append(_turn("Next", LATER, place, 1))
    return [*elements, b.button("Download CSV", CSV, value=place.text())]


def _turn(text: str, action_id: str, place: FoundPlace, by: int) -> Block:
    there = place.model_copy(update={"page": place.page + by})
    return b.button(text, action_id, value=there.text())


def _show_id(place: FoundPlace) -> str:
    return SHOW_CONTRACT if place.kind is SearchKind.CONTRACT else SHOW


def _option(entry: SearchEntry) -> Block:
    named = entry.title or "Draft"
    return b.option(f"{named}  ·  {entry.customer}", entry.subject_id, words.amount(entry.total))


def _modal_row(entry: SearchEntry, today: date) -> Block:
    named, customer = entry.title or "Draft", shortened(entry.customer, _NAME_LIMIT)
    said = f"{named}  ·  {customer}  ·  {words.amount(entry.total)}"
    if entry.kind is SearchKind.CONTRACT:
        show = b.button("Show", SHOW_CONTRACT, value=entry.subject_id)
        return b.section(b.plain(f"{said}\n{ContractState(entry.state).words}"), accessory=show)
    show = b.button("Show", "invoice_show", value=entry.subject_id)
    due = words.day(date.fromisoformat(entry.due_date))
    due = f"on {due}" if entry.due_soon(today) else f"due {due}"
    return b.section(b.plain(f"{said}\n{status_of(entry, today)}, {due}"), accessory=show)


def not_read(unread: Sequence[str]) -> tuple[str, ...]:
    """What of a search was not understood, as a sentence; none where all was."""
    if not unread:
        return ()
    named = ", ".join(f"“{echoed(each, 40)}”" for each in unread[:10])
    return (f"I couldn't read {named}, so the results don't depend on it.",)
