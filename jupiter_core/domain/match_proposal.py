"""What a payment seems to be for: the parts of it, how sure that is, and why."""

from enum import StrEnum

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money


class Certainty(StrEnum):
    """How sure a proposal is. Only what is certain may be booked without a person."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Part(Frozen):
    """What of the payment is for one invoice."""

    invoice_id: str
    number: str
    amount: Money


class ShortReason(StrEnum):
    """Why less came in than is due, where that seems to settle the invoice."""

    BANK_FEE = "bank_fee"
    EARLY_PAYMENT_DISCOUNT = "early_payment_discount"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


class Proposal(Frozen):
    """`short` is what its invoices lack to be settled, and `short_for` what seems to have taken
    it. `reasons` are half-sentences for people."""

    parts: tuple[Part, ...]
    certainty: Certainty
    reasons: tuple[str, ...]
    short: Money | None = None
    short_for: ShortReason | None = None

    @property
    def total(self) -> Money:
        return Money.sum((each.amount for each in self.parts), self.parts[0].amount.currency)

    @property
    def words(self) -> str:
        """`JUS-1 and JUS-2: both named, and the sum is what is due`."""
        return f"{self.numbers}: {', '.join(self.reasons)}"

    @property
    def numbers(self) -> str:
        numbers = [each.number for each in self.parts]
        return " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))
