"""Which open invoices wait for the timer, as rows: one for each that something is due on.

It is asked each minute, so that no question here reads more rows than it answers with.
"""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Index, and_, or_, select
from sqlmodel import Field, col

from jupiter_core.domain.content import BEFORE_ISSUE
from jupiter_core.domain.desk import DeskEntry, DeskKind, LocalDays
from jupiter_core.store.columns import Sortable
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow

_STATES_BEFORE_ISSUE = {state.value for state in BEFORE_ISSUE}


class ReminderLookRow(TableRow, table=True):
    """Days are ISO. `looked_on` is empty where nobody looked since it changed, `next_on` where no
    reminder is left; `told` says that it was told to be overdue."""

    is_derived = True

    __tablename__ = "reminder_looks"
    __table_args__ = (
        Index("reminder_looks_by_next", "workspace_id", "next_on"),
        Index("reminder_looks_by_day", "workspace_id", "looked_on"),
        Index("reminder_looks_by_seller", "workspace_id", "seller_id", "looked_on"),
        Index("reminder_looks_by_due", "workspace_id", "told", "due_on"),
    )

    invoice_id: str = Field(primary_key=True, sa_type=Sortable)
    sequence: int = 0
    looked_on: str = ""
    next_on: str = ""
    seller_id: str = ""
    due_on: str = ""
    told: bool = False


Row = ReminderLookRow


class ReminderRepository:
    """See `Reminders`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def waiting(self, days: LocalDays) -> list[str]:
        return self._ids(_before(col(Row.looked_on), days))

    def looked(self, invoice_id: str, sequence: int, on: date, next_on: date | None) -> None:
        self._scope.update(
            Row,
            col(Row.invoice_id) == invoice_id,
            sequence=sequence,
            looked_on=on.isoformat(),
            next_on=next_on.isoformat() if next_on else "",
        )

    def untold(self, days: LocalDays) -> list[str]:
        return self._ids(col(Row.told).is_(False), _before(col(Row.due_on), days))

    def told(self, invoice_id: str) -> None:
        self._scope.update(Row, col(Row.invoice_id) == invoice_id, told=True)

    def planned(self, until: date, *, limit: int) -> list[str]:
        ahead = (col(Row.next_on) > "", col(Row.next_on) <= until.isoformat())
        first = (col(Row.next_on), col(Row.invoice_id))
        return self._ids(*ahead, order=first, limit=limit)

    def _ids(
        self,
        *where: ColumnElement[bool],
        order: tuple[Any, ...] = (col(Row.due_on), col(Row.invoice_id)),
        limit: int | None = None,
    ) -> list[str]:
        query = select(col(Row.invoice_id))
        query = query.where(col(Row.workspace_id) == self._scope.workspace_id, *where)
        found = self._scope.connection.execute(query.order_by(*order).limit(limit))
        return [str(each) for each in found.scalars()]


def watch(scope: TransactionScope, entry: DeskEntry) -> None:
    """What is due on it is looked at anew; where nothing is, it waits for nothing."""
    if entry.kind is not DeskKind.INVOICE or entry.state in _STATES_BEFORE_ISSUE:
        return
    if entry.due_on is None:
        scope.delete(Row, col(Row.invoice_id) == entry.subject_id)
        return
    row = Row(
        workspace_id=scope.workspace_id,
        invoice_id=entry.subject_id,
        seller_id=entry.seller_id,
        due_on=entry.due_on.isoformat(),
    )
    scope.put(row, keep=("sequence", "next_on", "told"))


def _before(day: Any, days: LocalDays) -> ColumnElement[bool]:
    """Whether it is before the day that it is at the row's entity. Each part reads one index."""
    apart = [seller for seller, _ in days.elsewhere]
    first = min([days.usual, *(there for _, there in days.elsewhere)])
    parts: list[ColumnElement[bool]] = [day < first.isoformat()]
    if days.usual > first:
        usual = day < days.usual.isoformat()
        parts.append(and_(usual, col(Row.seller_id).not_in(apart)))
    for seller, there in days.elsewhere:
        if there > first:
            parts.append(and_(col(Row.seller_id) == seller, day < there.isoformat()))
    return or_(*parts)
