"""Documents of purchase orders, as rows."""

from base64 import b64decode, b64encode

from sqlalchemy import Index
from sqlmodel import Field, col

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.po_document import PoDocument
from jupiter_core.store.columns import Document, Sortable
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow


class PoDocumentRow(TableRow, table=True):
    """`document` is the PoDocument."""

    __tablename__ = "po_documents"
    __table_args__ = (Index("po_documents_by_invoice", "workspace_id", "invoice_id", "id"),)

    id: str = Field(primary_key=True, sa_type=Sortable)
    invoice_id: str
    document: str = Field(sa_type=Document)


class PoDocumentFileRow(TableRow, table=True):
    """`content` is the file in base64; apart, so that a list reads no file."""

    __tablename__ = "po_document_files"
    __table_args__ = (Index("po_document_files_by_invoice", "workspace_id", "invoice_id", "id"),)

    id: str = Field(primary_key=True, sa_type=Sortable)
    invoice_id: str
    content: str = Field(sa_type=Document)


class PoDocumentRepository:
    """See `PoDocuments`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, document_id: str) -> PoDocument:
        query = self._scope.select(PoDocumentRow).where(col(PoDocumentRow.id) == document_id)
        row = self._scope.found(query, "document", document_id)
        return PoDocument.model_validate_json(row.document)

    def of(self, invoice_id: str) -> list[PoDocument]:
        query = self._scope.select(PoDocumentRow).where(col(PoDocumentRow.invoice_id) == invoice_id)
        rows = self._scope.all(query.order_by(col(PoDocumentRow.id)))
        return [PoDocument.model_validate_json(row.document) for row in rows]

    def content(self, document_id: str) -> bytes:
        query = self._scope.select(PoDocumentFileRow)
        query = query.where(col(PoDocumentFileRow.id) == document_id)
        return b64decode(self._scope.found(query, "document", document_id).content)

    def add(self, document: PoDocument, content: bytes) -> None:
        own = {
            "workspace_id": self._scope.workspace_id,
            "id": document.id,
            "invoice_id": document.invoice_id,
        }
        self._scope.put(PoDocumentRow(**own, document=canonical_json(document)))
        self._scope.put(PoDocumentFileRow(**own, content=b64encode(content).decode()))
