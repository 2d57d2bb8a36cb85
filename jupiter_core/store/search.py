"""The search index, as rows: who may read is asked in the query itself."""

from typing import Any

from sqlalchemy import ColumnElement, case, false, func, or_
from sqlalchemy import select as sa_select
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from jupiter_core.domain.content import State
from jupiter_core.domain.desk import LocalDays
from jupiter_core.domain.desk_sums import SumKind
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
from jupiter_core.store.desk_sums import DeskSumRow as Sum
from jupiter_core.store.desk_sums import summed
from jupiter_core.store.desk_tables import DeskEntryRow as Desk
from jupiter_core.store.having import HasText
from jupiter_core.store.local_days import day_at, past_due
from jupiter_core.store.prepared import unindexed
from jupiter_core.store.rare_grams import FEW
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.search_tables import IS_OWED
from jupiter_core.store.search_tables import SearchEntryRow as Row
from jupiter_core.store.seen import parts_of, seen_by
from jupiter_core.store.seen_pages import seen_count, seen_page
from jupiter_core.store.word_candidates import Candidates, found_by
from jupiter_core.store.word_index import SearchWordsRow as Words
from jupiter_core.store.word_index import keep_words

_OVERDUE = (1, None)
_KEY = (col(Row.workspace_id), col(Row.subject_id))
_EXACT = (col(Row.po_key), col(Row.external_key))


class SearchRepository:
    """See `SearchIndex`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def page(self, wanted: Wanted, *, skip: int = 0, limit: int = 25) -> list[SearchEntry]:
        found = self._found(wanted)
        if found is not None and found.are_none:
            return []
        if found is not None and found.are_few:
            return self._among(found, wanted, skip, limit)
        first = seen_page(self._scope, wanted, skip, limit)
        if first is not None:
            query = self._scope.select(Row).where(col(Row.subject_id).in_(first))
            return self._rows(query.order_by(*_order(wanted)), 0, limit)
        return self._in_order(wanted, skip, limit)

    def count(self, wanted: Wanted, *, most: int | None = None) -> int:
        if wanted.days and wanted.is_all_that_is_overdue:
            count = self._overdue(wanted.sight, wanted.days)
            return count if most is None else min(count, most)
        found = self._found(wanted)
        if found is not None and found.are_none:
            return 0
        if found is not None and found.exactly is not None and _is_for_words_alone(wanted):
            return found.exactly if most is None else min(found.exactly, most)
        of_seen = None if found and found.are_few else seen_count(self._scope, wanted, most)
        if of_seen is not None:
            return of_seen
        return self._counted(self._all(wanted, found).limit(most))

    def _all(self, wanted: Wanted, found: Candidates | None) -> Any:
        """The key of each, in no order."""
        having = None if found is None or found.are_few else found.having
        if having is not None and _is_for_words_alone(wanted):
            return having
        if having is not None:
            each = having.subquery()
            same = (a == b for a, b in zip(_KEY, each.c, strict=True))
            return sa_select(*_KEY).where(*_matching(wanted, unindexed(Row.kind)), *same)
        if found is not None and found.are_few:
            named = found.among(*_KEY)
            return sa_select(*_KEY).where(named, *_matching(wanted, unindexed(Row.kind)))
        ours = col(Row.workspace_id) == self._scope.workspace_id
        return sa_select(*_KEY).where(ours, *_matching(wanted))

    def _overdue_are_many(self, wanted: Wanted) -> bool:
        """SQLite goes row by row in any case."""
        is_sqlite = self._scope.connection.dialect.name == "sqlite"
        if is_sqlite or not (wanted.overdue and wanted.days):
            return False
        return self._overdue(wanted.sight, wanted.days) > FEW

    def _overdue(self, sight: Sight, days: LocalDays) -> int:
        """Of the sums by day: thousands of them are not counted one by one."""
        late = col(Sum.day) < day_at(col(Sum.seller_id), days, 0)
        whose = "" if sight.everything else sight.person
        found = summed(self._scope, SumKind.DUE, [late], whose=whose)
        return sum(each.number for (each,) in found.values())

    def _found(self, wanted: Wanted) -> Candidates | None:
        """Once for the page and their number: what has the words, and where that is not few, what
        is seen if that is."""
        found = self._worded(wanted)
        if found is not None and found.are_few:
            return found
        kind, sight = wanted.kind.value, wanted.sight
        key = (kind, sight.person, sight.channels, sight.everything)
        seen = self._scope.memory.of(Row, key, lambda: seen_by(self._scope, kind, sight))
        return seen if seen is not None and seen.are_few else found

    def _worded(self, wanted: Wanted) -> Candidates | None:
        kind, words = wanted.kind.value, [*(term.sought for term in wanted.terms)]
        words += [(each,) for each in (wanted.customer, wanted.po) if each]
        asked = (kind, *words)
        return self._scope.memory.of(Words, asked, lambda: found_by(self._scope, kind, words))

    def _among(self, found: Candidates, wanted: Wanted, skip: int, limit: int) -> list[SearchEntry]:
        """SQLite would sort them with all that they say."""
        where = (found.among(*_KEY), *_matching(wanted, unindexed(Row.kind)))
        order = (*_rank(wanted), *_order(wanted))
        if self._scope.connection.dialect.name != "sqlite":
            return self._rows(select(Row).where(*where).order_by(*order), skip, limit)
        first = sa_select(col(Row.subject_id)).where(*where).order_by(*order)
        named = col(Row.subject_id).in_(first.offset(skip).limit(limit))
        return self._rows(self._scope.select(Row).where(named).order_by(*order), 0, limit)

    def _in_order(self, wanted: Wanted, skip: int, limit: int) -> list[SearchEntry]:
        """To sort many by rank would be to read them: what has one is asked for before the rest,
        each rank by its index."""
        rows: list[SearchEntry] = []
        ranked, walk = self._there(_ranked(wanted)), self._overdue_are_many(wanted)
        for n, rank in enumerate([*ranked, None]):
            kind = col(Row.kind) if rank is None else unindexed(Row.kind)
            where = [*_matching(wanted, kind, walk=walk), *(~each for each in ranked[:n])]
            where += [] if rank is None else [rank]
            query = self._scope.select(Row).where(*where).order_by(*_order(wanted))
            part = self._rows(query, skip, limit - len(rows))
            rows += part
            if len(rows) == limit or rank is None:
                break
            skip -= 0 if not skip else self._counted(query.order_by(None).limit(skip))
        return rows

    def _there(self, ranked: list[ColumnElement[bool]]) -> list[ColumnElement[bool]]:
        """Without what nothing has."""
        if not ranked:
            return []
        any_ = (
            self._scope.select_ids(Row, col(Row.subject_id)).where(each).exists() for each in ranked
        )
        there = self._scope.connection.execute(sa_select(*any_)).one()
        return [each for each, has in zip(ranked, there, strict=True) if has]

    def _rows(self, query: SelectOfScalar[Row], skip: int, limit: int) -> list[SearchEntry]:
        return [_entry(row) for row in self._scope.all(query.offset(skip).limit(limit))]

    def _counted(self, query: Any) -> int:
        counted = sa_select(func.count()).select_from(query.subquery())
        return int(self._scope.connection.execute(counted).scalar_one())


def note_entry(scope: TransactionScope, entry: SearchEntry) -> None:
    """Keeps an entry in the transaction in which its invoice or contract is saved."""
    values = entry.model_dump()
    values |= {"kind": entry.kind.value, "workspace_id": scope.workspace_id, "form": FORM}
    scope.put(Row(**values), before=scope.by(Row, subject_id=entry.subject_id))
    keep_words(scope, entry.kind.value, entry.subject_id, entry.indexed)


def _entry(row: Row) -> SearchEntry:
    values = row.model_dump(exclude={"workspace_id", "form"})
    return SearchEntry(**{**values, "kind": SearchKind(row.kind)})


def _is_for_words_alone(wanted: Wanted) -> bool:
    """Whether the words say all; those of contracts have the mark of customers' too."""
    return wanted.kind is SearchKind.INVOICE and wanted.is_for_words_alone


def _matching(
    wanted: Wanted, kind: Any = col(Row.kind), *, walk: bool = False
) -> list[ColumnElement[bool]]:
    """With `walk`, the desk is asked row by row."""
    found = [kind == wanted.kind.value, *_filters(wanted)]
    parts = parts_of(wanted.sight)
    found += [or_(*parts)] if parts else []
    at_desk = _at_desk(wanted)
    found += [_desk_says(at_desk, walk=walk)] if at_desk else []
    return [*found, *(_says(term) for term in wanted.terms)]


def _filters(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.states:
        found.append(col(Row.state).in_(wanted.states))
    if wanted.overdue or wanted.unpaid:
        found.append(IS_OWED)
    if wanted.overdue and not wanted.days:
        found.append(col(Row.due_date) < wanted.today.isoformat())
    if wanted.channel:
        found.append(col(Row.deal_channel) == wanted.channel)
    if wanted.drafted_by:
        found.append(col(Row.drafted_by) == wanted.drafted_by)
    if wanted.customer:
        found.append(HasText(col(Row.customer_key), wanted.customer))
    if wanted.po:
        found.append(HasText(col(Row.po_key), wanted.po))
    if wanted.issued_from:
        found.append(col(Row.issue_date) >= wanted.issued_from.isoformat())
    if wanted.issued_to:
        found.append(col(Row.issue_date) <= wanted.issued_to.isoformat())
    if wanted.currency:
        found.append(col(Row.currency) == wanted.currency)
    if wanted.paper:
        noted = col(Row.corrects) != ""
        found.append(noted if wanted.paper is PaperKind.CREDIT_NOTE else ~noted)
    return found


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


def _desk_says(where: list[ColumnElement[bool]], *, walk: bool) -> ColumnElement[bool]:
    """To `walk` is for what many have: PostgreSQL would join and sort all of it for a page, since
    it takes what is owed and what is due for independent of each other. It leaves a subquery with
    an offset alone."""
    same = (col(Desk.workspace_id) == Row.workspace_id, col(Desk.subject_id) == Row.subject_id)
    there = sa_select(col(Desk.subject_id)).where(*same, *where)
    return (there.offset(0) if walk else there).correlate(Row).exists()


def _says(term: Term) -> ColumnElement[bool]:
    ways: list[ColumnElement[bool]] = [false()]
    if term.text:
        text = f" {term.text} " if term.whole else term.text
        ways.append(HasText(col(Row.words), text))
    if term.number:
        ways += [col(Row.number_plain) == term.number, col(Row.serial) == term.number]
    if term.amount:
        amount: ColumnElement[bool] = HasText(col(Row.amounts), f" {term.amount} ")
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
    return [*orders[wanted.order], col(Row.subject_id).desc()]


def _rank(wanted: Wanted) -> list[Any]:
    """An exact number first, then the last figures of one, then a PO or another system's id."""
    ranked = _ranked(wanted)
    return (
        [case(*((each, n) for n, each in enumerate(ranked)), else_=len(ranked))] if ranked else []
    )


def _ranked(wanted: Wanted) -> list[ColumnElement[bool]]:
    """What has a rank at all, the first one first."""
    numbers = [term.number for term in wanted.terms if term.number]
    keys = [term.text for term in wanted.terms if term.text]
    ranked: list[ColumnElement[bool]] = []
    if numbers:
        ranked += [col(Row.number_plain).in_(numbers), col(Row.serial).in_(numbers)]
    return [*ranked, *(column.in_(keys) for column in _EXACT if keys)]
