"""The repository of purchase orders."""

from typing import Protocol

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.purchase_order import PurchaseOrder


class PurchaseOrders(Protocol):
    """A customer has one of each number, in any letter case."""

    def get(self, order_id: str) -> PurchaseOrder:
        """Raises NotFound."""

    def find(self, customer_id: str, number: str) -> PurchaseOrder | None:
        """By number."""

    def of_customer(self, customer_id: str) -> list[PurchaseOrder]:
        """Closed ones too, the latest first."""

    def page(self, *, after: str = "", limit: int = 50) -> list[PurchaseOrder]:
        """The latest first, beginning behind the id `after`."""

    def expiring(self, until: str) -> list[str]:
        """Ids of open orders whose last day (ISO) is not after `until`."""

    def add(self, order: PurchaseOrder) -> None:
        """Raises AlreadyTaken at `number`."""

    def save(self, order: PurchaseOrder) -> None:
        """Raises ChangedSinceSeen when another writer was first, AlreadyTaken at `number`."""

    def documents(self, customer_id: str) -> list[Invoice]:
        """The customer's invoices and credit notes that name any PO, neither drafts nor void."""
