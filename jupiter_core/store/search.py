"""The search index, as rows: who may read is asked in the query itself."""

from typing import Any

from sqlalchemy import ColumnElement, case, exists, false, or_
from sqlmodel import col

from jupiter_core.domain.content import State
from jupiter_core.domain.search import (
    FORM,
    Order,
    PaperKind,
    SearchEntry,
    SearchKind,
    Sight,
    Term,
    Wanted,
)
from jupiter_core.store.desk_tables import DeskEntryRow as Desk
from jupiter_core.store.local_days import day_at, past_due
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.search_tables import SearchEntryRow as Row

_OVERDUE = (1, None)


class SearchRepository:
    """See `SearchIndex`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def page(self, wanted: Wanted, *, skip: int = 0, limit: int = 25) -> list[SearchEntry]:
        query = self._scope.select(Row).where(*_matching(wanted))
        query = query.order_by(*_order(wanted)).offset(skip).limit(limit)
        return [_entry(row) for row in self._scope.all(query)]

    def count(self, wanted: Wanted) -> int:
        return self._scope.count(self._scope.select(Row).where(*_matching(wanted)))


def note_entry(scope: TransactionScope, entry: SearchEntry) -> None:
    """Keeps an entry in the transaction in which its invoice or contract is saved."""
    values = entry.model_dump()
    values |= {"kind": entry.kind.value, "workspace_id": scope.workspace_id, "form": FORM}
    scope.put(Row(**values))


def _entry(row: Row) -> SearchEntry:
    values = row.model_dump(exclude={"workspace_id", "form"})
    return SearchEntry(**{**values, "kind": SearchKind(row.kind)})


def _matching(wanted: Wanted) -> list[ColumnElement[bool]]:
    found = [col(Row.kind) == wanted.kind.value, *_seen(wanted.sight), *_filters(wanted)]
    return [*found, *(_says(term) for term in wanted.terms)]


def _seen(sight: Sight) -> list[ColumnElement[bool]]:
    if sight.everything:
        return []
    own: ColumnElement[bool] = col(Row.drafted_by) == sight.person
    theirs = col(Row.deal_channel).in_(sorted(sight.channels)) if sight.channels else false()
    return [or_(own, theirs)]


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.states:
        found.append(col(Row.state).in_(wanted.states))
    if wanted.overdue or wanted.unpaid:
        found += [col(Row.is_open).is_(True), col(Row.due_minor) > 0]
    if wanted.overdue and not wanted.days:
        found.append(col(Row.due_date) < wanted.today.isoformat())
    if wanted.channel:
        found.append(col(Row.deal_channel) == wanted.channel)
    if wanted.drafted_by:
        found.append(col(Row.drafted_by) == wanted.drafted_by)
    if wanted.customer:
        found.append(col(Row.customer_key).contains(wanted.customer, autoescape=True))
    if wanted.po:
        found.append(col(Row.po_key).contains(wanted.po, autoescape=True))
    if wanted.issued_from:
        found.append(col(Row.issue_date) >= wanted.issued_from.isoformat())
    if wanted.issued_to:
        found.append(col(Row.issue_date) <= wanted.issued_to.isoformat())
    if wanted.currency:
        found.append(col(Row.currency) == wanted.currency)
    if wanted.paper:
        noted = col(Row.corrects) != ""
        found.append(noted if wanted.paper is PaperKind.CREDIT_NOTE else ~noted)
    at_desk = _at_desk(wanted)
    return [*found, _desk_says(at_desk)] if at_desk else found


def _at_desk(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What the desk's entry of the same invoice has to say."""
    found: list[ColumnElement[bool]] = []
    if wanted.po_awaited:
        found.append(col(Desk.po_awaited).is_(True))
    if wanted.upload_due:
        found.append(col(Desk.upload_due).is_(True))
    if wanted.paid_since:
        settled = col(Desk.settled_at) >= wanted.paid_since
        found += [col(Desk.state) == State.PAID.value, settled]
    if wanted.days:
        seller, days = col(Desk.seller_id), wanted.days
        for ages in (wanted.past_due, _OVERDUE if wanted.overdue else None):
            if ages:
                found.append(col(Desk.due_on) > "")
                found.append(past_due(col(Desk.due_on), seller, days, ages))
        if wanted.issued_days:
            found.append(col(Row.issue_date) > day_at(seller, days, -wanted.issued_days))
    return found


def _desk_says(where: list[ColumnElement[bool]]) -> ColumnElement[bool]:
    same = (col(Desk.workspace_id) == Row.workspace_id, col(Desk.subject_id) == Row.subject_id)
    return exists().where(*same, *where)


def _says(term: Term) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = [false()]
    if term.text:
        text = f" {term.text} " if term.whole else term.text
        ways.append(col(Row.words).contains(text, autoescape=True))
    if term.number:
        ways += [col(Row.number_plain) == term.number, col(Row.serial) == term.number]
    if term.amount:
        amount = col(Row.amounts).contains(f" {term.amount} ", autoescape=True)
        ways.append(amount & (col(Row.currency) == term.currency) if term.currency else amount)
    return or_(*ways)


def _order(wanted: Wanted) -> list[Any]:
    orders: dict[Order, list[Any]] = {
        Order.CHANGED: [col(Row.updated_at).desc()],
        Order.DATE: [col(Row.issue_date).desc()],
        Order.DUE: [col(Row.due_date)],
        Order.AMOUNT: [col(Row.currency), col(Row.total_minor).desc()],
        Order.CUSTOMER: [col(Row.customer_key), col(Row.issue_date).desc()],
    }
    return [*_rank(wanted), *orders[wanted.order], col(Row.subject_id).desc()]


def _rank(wanted: Wanted) -> list[Any]:
    """An exact number first, then the last figures of one, then a PO or another system's id."""
    numbers = [term.number for term in wanted.terms if term.number]
    keys = [term.text for term in wanted.terms if term.text]
    if not numbers and not keys:
        return []
    return [
        case(
            (col(Row.number_plain).in_(numbers), 0),
            (col(Row.serial).in_(numbers), 1),
            (or_(col(Row.po_key).in_(keys), col(Row.external_key).in_(keys)), 2),
            else_=3,
        )
    ]
