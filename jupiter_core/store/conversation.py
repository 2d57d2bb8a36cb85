"""What AP and the deal team say to each other, as rows."""

from sqlalchemy import Index
from sqlmodel import Field, col

from jupiter_core.domain.conversation import Remark
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.store.columns import Document, Sortable
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow


class ConversationRow(TableRow, table=True):
    """`document` is the Remark."""

    __tablename__ = "conversation"
    __table_args__ = (Index("conversation_by_invoice", "workspace_id", "invoice_id", "id"),)

    id: str = Field(primary_key=True, sa_type=Sortable)
    invoice_id: str
    document: str = Field(sa_type=Document)


class ConversationRepository:
    """See `Conversation`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, remark_id: str) -> Remark:
        query = self._scope.select(ConversationRow).where(col(ConversationRow.id) == remark_id)
        row = self._scope.found(query, "message", remark_id)
        return Remark.model_validate_json(row.document)

    def of(self, invoice_id: str) -> list[Remark]:
        query = self._scope.select(ConversationRow)
        query = query.where(col(ConversationRow.invoice_id) == invoice_id)
        rows = self._scope.all(query.order_by(col(ConversationRow.id)))
        return [Remark.model_validate_json(row.document) for row in rows]

    def add(self, remark: Remark) -> None:
        self._scope.put(
            ConversationRow(
                workspace_id=self._scope.workspace_id,
                id=remark.id,
                invoice_id=remark.invoice_id,
                document=canonical_json(remark),
            )
        )
