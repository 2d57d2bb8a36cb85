"""Changes by link that wait, as rows."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, col

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.held_change import HeldChange
from jupiter_core.store.columns import Document, Sortable, UtcDateTime
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow


class HeldChangeRow(TableRow, table=True):
    """`document` is the HeldChange; from `expires_at` on it may be forgotten."""

    __tablename__ = "held_changes"
    __table_args__ = (
        Index("held_changes_by_invoice", "workspace_id", "invoice_id"),
        Index("held_changes_by_expiry", "workspace_id", "expires_at"),
    )

    id: str = Field(primary_key=True, sa_type=Sortable)
    invoice_id: str
    expires_at: datetime = Field(sa_type=UtcDateTime)
    document: str = Field(sa_type=Document)


class HeldChangeRepository:
    """See `HeldChanges`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, held_id: str) -> HeldChange:
        row = self._scope.with_id(HeldChangeRow, "change", held_id, lock=True)
        return HeldChange.model_validate_json(row.document)

    def of(self, invoice_id: str) -> list[HeldChange]:
        query = self._scope.select(HeldChangeRow)
        query = query.where(col(HeldChangeRow.invoice_id) == invoice_id)
        rows = self._scope.all(query.order_by(col(HeldChangeRow.id)))
        return [HeldChange.model_validate_json(row.document) for row in rows]

    def save(self, held: HeldChange) -> None:
        self._scope.put(
            HeldChangeRow(
                workspace_id=self._scope.workspace_id,
                id=held.id,
                invoice_id=held.invoice_id,
                expires_at=held.expires_at,
                document=canonical_json(held),
            )
        )

    def any_expired(self) -> bool:
        query = self._scope.select(HeldChangeRow)
        over = col(HeldChangeRow.expires_at) <= self._scope.now
        return self._scope.first(query.where(over)) is not None

    def forget_expired(self) -> int:
        return self._scope.delete(HeldChangeRow, col(HeldChangeRow.expires_at) <= self._scope.now)
