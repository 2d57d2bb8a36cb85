"""The repository of changes by link that wait."""

from typing import Protocol

from jupiter_core.domain.held_change import HeldChange


class HeldChanges(Protocol):
    """Changes that wait, of all invoices of the workspace."""

    def get(self, held_id: str) -> HeldChange:
        """In a writing transaction nobody else gets it until that ends. Raises NotFound."""

    def of(self, invoice_id: str) -> list[HeldChange]:
        """Oldest first, those that are closed but not forgotten too."""

    def save(self, held: HeldChange) -> None:
        """Adds or replaces it."""

    def any_expired(self) -> bool:
        """Whether the time of one is over."""

    def forget_expired(self) -> int:
        """Removes those whose time is over; how many."""
