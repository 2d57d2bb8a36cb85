"""What people agree on when they approve a contract."""

from datetime import date
from typing import Any

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer

from jupiter_core.domain.contract.scheduled import CreditMethod, Schedule
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.frozen import Frozen, canonical_json, sha256_hex
from jupiter_core.domain.money import Money
from jupiter_core.domain.parties import Parties
from jupiter_core.domain.references import ReferenceEntry, entries_of


class Agreement(Frozen):
    """Terms, the schedule that comes from them, and the parties: what an approval names.

    `not_before` is the day of the proposal: what a change bills for months that are issued
    already, with no invoice to come, is issued no earlier. `parties` are those of when it was
    proposed; None where it was before approvals covered them. `credit_method` is what
    becomes of what is billed already and no longer due.
    """

    customer_id: str
    sender_profile_id: str
    memo: str = ""
    terms: ContractTerms
    schedule: Schedule
    not_before: date | None = None
    parties: Parties | None = None
    credit_method: CreditMethod = Field(
        default=CreditMethod.NEXT_INVOICE, exclude_if=lambda said: said is CreditMethod.NEXT_INVOICE
    )

    @model_serializer(mode="wrap")
    def _without_what_is_newer(self, plain: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """An agreement of before is spelled as it was, so that old approvals name it still."""
        spelled: dict[str, Any] = plain(self)
        if self.parties is None:
            del spelled["parties"]
        return spelled

    @property
    def hash(self) -> str:
        """What an approval names: SHA-256 of its canonical JSON, as hexadecimal digits."""
        return sha256_hex(canonical_json(self))

    @property
    def reference_entries(self) -> tuple[ReferenceEntry, ...]:
        """The references that its invoices show, and those that the customer wants and are
        missing, as far as the approval covers the parties."""
        wanted = self.parties.bill_to.references if self.parties else ()
        return entries_of(wanted, self.terms.references)

    @property
    def own_references(self) -> tuple[ReferenceEntry, ...]:
        """Of these, those that are agreed for the contract."""
        own = {each.key for each in self.terms.references}
        return tuple(each for each in self.reference_entries if each.key in own)

    @property
    def total(self) -> Money:
        """All that the schedule bills, with tax."""
        known = (each.total for each in self.schedule.invoices)
        pending = (each.total for each in self.schedule.pending)
        return Money.sum((*known, *pending), self.terms.currency)
