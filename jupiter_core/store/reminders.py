"""When each open invoice was last looked at for reminders, as rows."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Index, and_, case, literal, or_, select
from sqlmodel import Field, col

from jupiter_core.domain.desk import DeskKind, LocalDays
from jupiter_core.store.columns import Sortable
from jupiter_core.store.desk_tables import DeskEntryRow
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow


class ReminderLookRow(TableRow, table=True):
    """Days are ISO; `next_on` is empty where no reminder is left."""

    __tablename__ = "reminder_looks"
    __table_args__ = (Index("reminder_looks_by_next", "workspace_id", "next_on"),)

    invoice_id: str = Field(primary_key=True, sa_type=Sortable)
    sequence: int
    looked_on: str
    next_on: str = ""


class ReminderRepository:
    """See `Reminders`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def waiting(self, days: LocalDays) -> list[str]:
        seen, entry = ReminderLookRow, DeskEntryRow
        behind = or_(
            col(seen.invoice_id).is_(None),
            col(seen.looked_on) < _today(days),
            col(seen.sequence) != col(entry.sequence),
        )
        query = (
            select(col(entry.subject_id))
            .outerjoin(ReminderLookRow, _same())
            .where(*self._owing(), behind)
            .order_by(col(entry.due_on), col(entry.subject_id))
        )
        return self._ids(query)

    def looked(self, invoice_id: str, sequence: int, on: date, next_on: date | None) -> None:
        self._scope.put(
            ReminderLookRow(
                workspace_id=self._scope.workspace_id,
                invoice_id=invoice_id,
                sequence=sequence,
                looked_on=on.isoformat(),
                next_on=next_on.isoformat() if next_on else "",
            )
        )

    def planned(self, until: date, *, limit: int) -> list[str]:
        seen = ReminderLookRow
        query = (
            select(col(seen.invoice_id))
            .join(DeskEntryRow, _same())
            .where(*self._owing(), col(seen.next_on) > "", col(seen.next_on) <= until.isoformat())
            .order_by(col(seen.next_on), col(seen.invoice_id))
            .limit(limit)
        )
        return self._ids(query)

    def _owing(self) -> list[ColumnElement[bool]]:
        entry = DeskEntryRow
        ours = col(entry.workspace_id) == self._scope.workspace_id
        return [ours, col(entry.kind) == DeskKind.INVOICE.value, col(entry.due_on) > ""]

    def _ids(self, query: Any) -> list[str]:
        return [str(each) for each in self._scope.connection().execute(query).scalars()]


def _same() -> ColumnElement[bool]:
    seen, entry = ReminderLookRow, DeskEntryRow
    return and_(
        col(seen.workspace_id) == col(entry.workspace_id),
        col(seen.invoice_id) == col(entry.subject_id),
    )


def _today(days: LocalDays) -> ColumnElement[str]:
    """The day at the row's entity."""
    usual = literal(days.usual.isoformat())
    if not days.elsewhere:
        return usual
    there = [
        (col(DeskEntryRow.seller_id) == seller, day.isoformat()) for seller, day in days.elsewhere
    ]
    return case(*there, else_=usual)
