"""When what waits for an approval is to be looked at, kept with the desk's entries."""

from datetime import UTC, datetime

from sqlalchemy import select
from sqlmodel import col

from jupiter_core.store.desk_tables import DeskEntryRow as Row
from jupiter_core.store.scope import TransactionScope

_NEVER = datetime(9999, 1, 1, tzinfo=UTC)


class ApprovalLookRepository:
    """See `ApprovalLooks`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def due(self) -> list[str]:
        here = col(Row.workspace_id) == self._scope.workspace_id
        query = select(col(Row.subject_id)).where(here, col(Row.look_at) <= self._scope.now)
        found = self._scope.connection.execute(query.order_by(col(Row.look_at)))
        return [str(each) for each in found.scalars()]

    def again(self, subject_id: str, at: datetime | None) -> None:
        waits = col(Row.look_at).is_not(None)
        self._scope.update(Row, col(Row.subject_id) == subject_id, waits, look_at=at or _NEVER)


def look_anew(scope: TransactionScope) -> None:
    """By whom and when it is approved may have changed."""
    scope.update(Row, col(Row.look_at) > scope.now, look_at=scope.now)
