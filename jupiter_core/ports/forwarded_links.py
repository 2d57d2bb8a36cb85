"""The repository of links that AP forwarded to colleagues."""

from typing import Protocol

from jupiter_core.domain.forwarded_link import ForwardedLink


class ForwardedLinks(Protocol):
    """Of all invoices of the workspace."""

    def get(self, link_id: str) -> ForwardedLink:
        """In a writing transaction nobody else gets it until that ends. Raises NotFound."""

    def of(self, invoice_id: str) -> list[ForwardedLink]:
        """Oldest first, revoked ones too."""

    def save(self, link: ForwardedLink) -> None:
        """Adds or replaces it."""
