"""The desk's entries, as rows."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, or_, select
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
from jupiter_core.store.desk_tables import DeskEntryRow as Row
from jupiter_core.store.reminders import watch
from jupiter_core.store.scope import TransactionScope

_DAYS = ("due_date", "due_on", "promised_on")
_PART = 10**6
"""Sums are made of two parts: a sum of the largest amounts is more than a column holds."""


class DeskRepository:
    """See `Desk`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def count(self, section: DeskSection, look: DeskLook) -> int:
        query = select(func.count()).where(*self._of(section, look))
        return int(self._scope.connection.execute(query).scalar_one())

    def entries(
        self, section: DeskSection, look: DeskLook, *, offset: int = 0, limit: int = 10
    ) -> list[DeskEntry]:
        query = self._scope.select(Row).where(*_section(section, look))
        query = query.order_by(*_ORDER[section], col(Row.subject_id))
        return [_entry(row) for row in self._scope.all(query.offset(offset).limit(limit))]

    def owed(self, look: DeskLook) -> list[Owed]:
        today = _today(look.days)
        overdue = col(Row.due_on) < today
        soon = ~overdue & (col(Row.due_on) <= _today(look.days, soon=True))
        query = (
            select(col(Row.currency), *_sums(literal(1) == 1), *_sums(overdue), *_sums(soon))
            .where(self._ours, *_owed_to(look))
            .group_by(col(Row.currency))
            .order_by(col(Row.currency))
        )
        rows = self._scope.connection.execute(query).all()
        return [_owed(str(row[0]), [int(each or 0) for each in row[1:]]) for row in rows]

    @property
    def _ours(self) -> ColumnElement[bool]:
        return col(Row.workspace_id) == self._scope.workspace_id

    def _of(self, section: DeskSection, look: DeskLook) -> list[ColumnElement[bool]]:
        return [self._ours, *_section(section, look)]


def keep_entry(scope: TransactionScope, entry: DeskEntry) -> None:
    """Adds it, or replaces the one of before, and what the timer watches with it."""
    said = entry.model_dump()
    spoken_for = "".join(f" {each} " for each in entry.spoken_for)
    days = {name: _iso(said[name]) for name in _DAYS}
    told: dict[str, Any] = {**said, **days, "kind": entry.kind.value, "spoken_for": spoken_for}
    scope.put(Row(workspace_id=scope.workspace_id, **told))
    watch(scope, entry)


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
            return [draft, mine, col(Row.sent_back) != ""]
        case DeskSection.DRAFTS:
            return [draft, mine, col(Row.sent_back) == ""]
        case DeskSection.OVERDUE:
            return [*_owed_to(look), col(Row.due_on) < today]
        case DeskSection.DUE_SOON:
            return [*_owed_to(look), col(Row.due_on) >= today, col(Row.due_on) <= late]
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


def _owed_to(look: DeskLook) -> list[ColumnElement[bool]]:
    return [col(Row.due_on) > "", *_whose(look)]


def _whose(look: DeskLook) -> list[ColumnElement[bool]]:
    return [col(Row.drafted_by) == look.whose] if look.whose else []


def _today(days: LocalDays, *, soon: bool = False) -> ColumnElement[str]:
    """The day at the row's entity, or with `soon` the last one that counts as soon."""

    def shown(day: date) -> str:
        return (day + DUE_SOON if soon else day).isoformat()

    if not days.elsewhere:
        return literal(shown(days.usual))
    there = [(col(Row.seller_id) == seller, shown(day)) for seller, day in days.elsewhere]
    return case(*there, else_=shown(days.usual))


def _sums(where: ColumnElement[bool]) -> list[ColumnElement[Any]]:
    """How many there are, and the two parts of their sum."""
    due = col(Row.due_minor)
    parts = (literal(1), due // _PART, due % _PART)
    return [func.sum(case((where, part), else_=0)) for part in parts]


def _owed(currency: str, sums: list[int]) -> Owed:
    """Of three times a count and the two parts of a sum."""
    every, late, soon = (sums[n : n + 3] for n in (0, 3, 6))
    return Owed(
        currency=currency,
        open_minor=_whole(every),
        open_count=every[0],
        overdue_minor=_whole(late),
        overdue_count=late[0],
        soon_minor=_whole(soon),
        soon_count=soon[0],
    )


def _whole(sums: list[int]) -> int:
    return sums[1] * _PART + sums[2]


def _entry(row: Row) -> DeskEntry:
    said = row.model_dump(exclude={"workspace_id"})
    days = {name: said[name] or None for name in _DAYS}
    told = {**said, **days, "kind": DeskKind(row.kind), "spoken_for": row.spoken_for.split()}
    return DeskEntry.model_validate(told)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
