"""What is known of an invoice's payment before it comes."""

from typing import Self

from jupiter_core.domain.collection import Collection
from jupiter_core.domain.content import OPEN
from jupiter_core.domain.invoice_record import InvoiceRecord
from jupiter_core.domain.refusals import NothingDue


class CollectibleInvoice(InvoiceRecord):
    """Disputed, promised, or not to be reminded of."""

    @property
    def awaiting(self) -> Collection:
        """Whether its payment is disputed, promised or not reminded of."""
        return self.collection or Collection()

    def collecting(self, collection: Collection, action: str) -> Self:
        """With other news of its payment, and the same paper; `action` is a past participle.

        Raises NotInState or NothingDue.
        """
        self._expect(OPEN, action)
        if not self.amount_due.minor:
            raise NothingDue(self.title_capitalised)
        return self._next(collection=None if collection.is_empty else collection)
