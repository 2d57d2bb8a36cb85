"""The repository of what AP and the deal team say to each other about invoices."""

from typing import Protocol

from jupiter_core.domain.conversation import Remark


class Conversation(Protocol):
    """Messages about all invoices of the workspace."""

    def get(self, remark_id: str) -> Remark:
        """Raises NotFound."""

    def of(self, invoice_id: str) -> list[Remark]:
        """Oldest first."""

    def add(self, remark: Remark) -> None:
        """Kept from now on; it never changes."""
