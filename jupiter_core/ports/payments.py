"""The repository of payments."""

from datetime import date
from typing import Protocol

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.payment import Payment


class PaymentFilter(Frozen):
    """Which payments a list has; what is empty does not matter. Days are those on which money was
    received, both ends included; `with_credit` takes those of which something is still the
    customer's credit."""

    customer_id: str = ""
    sender_profile_id: str = ""
    currency: str = ""
    received_from: date | None = None
    received_to: date | None = None
    with_credit: bool = False


class Payments(Protocol):
    """All payments, reversed ones too."""

    def get(self, payment_id: str) -> Payment:
        """Locked for this transaction where it writes. Raises NotFound."""

    def find_source(self, source_key: str) -> Payment | None:
        """The one that came of that entry of a statement, or of that request; None for an empty
        key."""

    def of_invoice(self, invoice_id: str) -> list[Payment]:
        """All that ever paid for it, oldest first."""

    def page(self, wanted: PaymentFilter, *, after: str = "", limit: int = 50) -> list[Payment]:
        """Latest recorded first, beginning behind the id `after`."""

    def credits(self, customer_id: str, profile_id: str, currency: str) -> list[Payment]:
        """Those of which something is the customer's credit with that legal entity, in the order
        in which they are used: received first, then recorded first."""

    def save(self, payment: Payment) -> None:
        """Adds or replaces it. Raises AlreadyTaken for a source key in use."""
