"""The repository of the documents of purchase orders that AP handed over."""

from typing import Protocol

from jupiter_core.domain.po_document import PoDocument


class PoDocuments(Protocol):
    """Of all invoices of the workspace. None is ever changed."""

    def get(self, document_id: str) -> PoDocument:
        """Raises NotFound."""

    def of(self, invoice_id: str) -> list[PoDocument]:
        """Oldest first."""

    def content(self, document_id: str) -> bytes:
        """The file as it came. Raises NotFound."""

    def add(self, document: PoDocument, content: bytes) -> None:
        """Kept from now on."""
