"""Links that AP forwarded to colleagues, as rows."""

from sqlalchemy import Index
from sqlmodel import Field, col

from jupiter_core.domain.forwarded_link import ForwardedLink
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.store.columns import Document, Sortable
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow


class ForwardedLinkRow(TableRow, table=True):
    """`document` is the ForwardedLink."""

    __tablename__ = "forwarded_links"
    __table_args__ = (Index("forwarded_links_by_invoice", "workspace_id", "invoice_id", "id"),)

    id: str = Field(primary_key=True, sa_type=Sortable)
    invoice_id: str
    document: str = Field(sa_type=Document)


class ForwardedLinkRepository:
    """See `ForwardedLinks`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, link_id: str) -> ForwardedLink:
        row = self._scope.with_id(ForwardedLinkRow, "link", link_id, lock=True)
        return ForwardedLink.model_validate_json(row.document)

    def of(self, invoice_id: str) -> list[ForwardedLink]:
        query = self._scope.select(ForwardedLinkRow)
        query = query.where(col(ForwardedLinkRow.invoice_id) == invoice_id)
        rows = self._scope.all(query.order_by(col(ForwardedLinkRow.id)))
        return [ForwardedLink.model_validate_json(row.document) for row in rows]

    def save(self, link: ForwardedLink) -> None:
        self._scope.put(
            ForwardedLinkRow(
                workspace_id=self._scope.workspace_id,
                id=link.id,
                invoice_id=link.invoice_id,
                document=canonical_json(link),
            )
        )
