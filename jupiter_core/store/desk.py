"""The desk's entries, as rows."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlmodel import col

from jupiter_core.domain.content import State
from jupiter_core.domain.desk import (
    DUE_SOON,
    RECENTLY,
    DeskEntry,
    DeskKind,
    DeskLook,
    DeskSection,
    LocalDays,
    Owed,
)
from jupiter_core.domain.desk_sums import SumKind
from jupiter_core.store.desk_sums import DeskSumRow as Sum
from jupiter_core.store.desk_sums import Summed, keep_sums, summed
from jupiter_core.store.desk_tables import IS_SENT_BACK
from jupiter_core.store.desk_tables import DeskEntryRow as Row
from jupiter_core.store.local_days import ANY, day_at, first_day, last_day
from jupiter_core.store.prepared import unindexed
from jupiter_core.store.reminders import watch
from jupiter_core.store.scope import TransactionScope

_DAYS = ("issue_date", "due_date", "due_on", "promised_on")


_SUMMED = {DeskSection.OVERDUE, DeskSection.DUE_SOON, DeskSection.WAITING_FOR_PO}


class DeskRepository:
    """See `Desk`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def count(self, section: DeskSection, look: DeskLook, *, most: int | None = None) -> int:
        if section in _SUMMED:
            return self._owed_count(section, look)
        ids = select(col(Row.subject_id)).where(self._ours, *_section(section, look)).limit(most)
        query = select(func.count()).select_from(ids.subquery())
        return int(self._scope.connection.execute(query).scalar_one())

    def entries(
        self, section: DeskSection, look: DeskLook, *, offset: int = 0, limit: int = 10
    ) -> list[DeskEntry]:
        query = self._scope.select(Row).where(*_section(section, look))
        query = query.order_by(*_ORDER[section], col(Row.subject_id))
        return [_entry(row) for row in self._scope.all(query.offset(offset).limit(limit))]

    def owed(self, look: DeskLook) -> list[Owed]:
        today, due = _today(look.days, Sum), col(Sum.day)
        late = due < today
        soon = ~late & (due <= _today(look.days, Sum, soon=True))
        found = summed(self._scope, SumKind.DUE, (ANY, late, soon), whose=look.whose)
        return [_owed(currency, *found[currency]) for currency in sorted(found)]

    def _owed_count(self, section: DeskSection, look: DeskLook) -> int:
        today, due = _today(look.days, Sum), col(Sum.day)
        soon = (due >= today) & (due <= _today(look.days, Sum, soon=True))
        kind, part = {
            DeskSection.OVERDUE: (SumKind.DUE, due < today),
            DeskSection.DUE_SOON: (SumKind.DUE, soon),
            DeskSection.WAITING_FOR_PO: (SumKind.PO, ANY),
        }[section]
        found = summed(self._scope, kind, [part], whose=look.whose)
        return sum(each.number for (each,) in found.values())

    @property
    def _ours(self) -> ColumnElement[bool]:
        return col(Row.workspace_id) == self._scope.workspace_id


def keep_entry(scope: TransactionScope, entry: DeskEntry) -> None:
    """Adds it, or replaces the one of before, and what the timer watches with it."""
    said = entry.model_dump()
    spoken_for = "".join(f" {each} " for each in entry.spoken_for)
    days = {name: _iso(said[name]) for name in _DAYS}
    told: dict[str, Any] = {**said, **days, "kind": entry.kind.value, "spoken_for": spoken_for}
    before = scope.by(Row, subject_id=entry.subject_id) if entry.sequence > 1 else None
    keep_sums(scope, _entry(before) if before else None, entry)
    waits = entry.state == State.PENDING_APPROVAL.value
    told["look_at"] = entry.updated_at if waits else None
    scope.put(Row(workspace_id=scope.workspace_id, **told), before=before)
    watch(scope, entry)


def forget_entry(scope: TransactionScope, subject_id: str) -> None:
    """Takes it out of the sums, before it is removed."""
    row = scope.by(Row, subject_id=subject_id)
    if row:
        keep_sums(scope, _entry(row), None)


def _section(section: DeskSection, look: DeskLook) -> list[ColumnElement[bool]]:
    mine = col(Row.drafted_by) == look.person
    draft = col(Row.state) == State.DRAFT.value
    today, late = _today(look.days), _today(look.days, soon=True)
    match section:
        case DeskSection.TO_APPROVE:
            theirs = [_unspoken(each.id) for each in look.approves_for]
            pending = col(Row.state) == State.PENDING_APPROVAL.value
            return [pending, _unspoken(look.person), *([or_(*theirs)] if theirs else [])]
        case DeskSection.SUBMITTED:
            return [col(Row.state) == State.PENDING_APPROVAL.value, mine]
        case DeskSection.SENT_BACK:
            return [draft, mine, IS_SENT_BACK]
        case DeskSection.DRAFTS:
            return [draft, mine, col(Row.sent_back) == ""]
        case DeskSection.OVERDUE:
            before = col(Row.due_on) < last_day(look.days)
            return [col(Row.due_on) > "", before, *_at_entity(look, until=today), *_whose(look)]
        case DeskSection.DUE_SOON:
            due, last = col(Row.due_on), last_day(look.days, DUE_SOON.days)
            near = [due >= first_day(look.days), due <= last]
            return [*near, *_at_entity(look, since=today, through=late), *_whose(look)]
        case DeskSection.WAITING_FOR_PO:
            return [col(Row.po_awaited).is_(True), *_whose(look)]
        case DeskSection.TO_UPLOAD:
            return [col(Row.upload_due).is_(True), *_whose(look)]
        case DeskSection.RECENTLY_PAID:
            since = look.at - RECENTLY
            paid = col(Row.state) == State.PAID.value
            return [paid, col(Row.settled_at) >= since, *_whose(look)]


def _unspoken(person: str) -> ColumnElement[bool]:
    return ~col(Row.spoken_for).contains(f" {person} ", autoescape=True)


_ORDER: dict[DeskSection, tuple[ColumnElement[Any], ...]] = {
    DeskSection.TO_APPROVE: (col(Row.updated_at).asc(),),
    DeskSection.SUBMITTED: (col(Row.updated_at).asc(),),
    DeskSection.SENT_BACK: (col(Row.updated_at).desc(),),
    DeskSection.DRAFTS: (col(Row.updated_at).desc(),),
    DeskSection.OVERDUE: (col(Row.due_on).asc(),),
    DeskSection.DUE_SOON: (col(Row.due_on).asc(),),
    DeskSection.WAITING_FOR_PO: (col(Row.due_on).asc(),),
    DeskSection.TO_UPLOAD: (col(Row.due_date).asc(),),
    DeskSection.RECENTLY_PAID: (col(Row.settled_at).desc(),),
}


def _at_entity(
    look: DeskLook,
    *,
    since: ColumnElement[str] | None = None,
    through: ColumnElement[str] | None = None,
    until: ColumnElement[str] | None = None,
) -> list[ColumnElement[bool]]:
    """The days of entities where it is another day, which no index knows; nothing where it is
    none: SQLite takes the wrong index for a bound that is said twice."""
    due = unindexed(Row.due_on)
    if not look.days.elsewhere:
        return []
    bounds = (
        due >= since if since is not None else None,
        due <= through if through is not None else None,
        due < until if until is not None else None,
    )
    return [each for each in bounds if each is not None]


def _whose(look: DeskLook) -> list[ColumnElement[bool]]:
    return [col(Row.drafted_by) == look.whose] if look.whose else []


def _today(days: LocalDays, table: Any = Row, *, soon: bool = False) -> ColumnElement[str]:
    """The day at the row's entity, or with `soon` the last one that counts as soon."""
    return day_at(col(table.seller_id), days, DUE_SOON.days if soon else 0)


def _owed(currency: str, every: Summed, late: Summed, soon: Summed) -> Owed:
    return Owed(
        currency=currency,
        open_minor=every.minor,
        open_count=every.number,
        overdue_minor=late.minor,
        overdue_count=late.number,
        soon_minor=soon.minor,
        soon_count=soon.number,
    )


def _entry(row: Row) -> DeskEntry:
    said = row.model_dump(exclude={"workspace_id", "look_at"})
    days = {name: said[name] or None for name in _DAYS}
    told = {**said, **days, "kind": DeskKind(row.kind), "spoken_for": row.spoken_for.split()}
    return DeskEntry.model_validate(told)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
