"""What a payment seems to be for: the parts of it, how sure that is, and why."""

from enum import StrEnum

from pydantic import Field

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.settlement import SettlementKind


class Certainty(StrEnum):
    """How sure a proposal is. Only what is certain may be booked without a person."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"


class Part(Frozen):
    """What of the payment is for one invoice; of a booked one also what was `settled` with it."""

    invoice_id: str
    number: str
    amount: Money
    settled: Money | None = Field(default=None, exclude_if=lambda money: money is None)


class Proposal(Frozen):
    """`short` is what its invoices lack to be settled, and `short_for` what seems to have taken
    it; then the last of its `reasons`, which are half-sentences for people, says why."""

    parts: tuple[Part, ...]
    certainty: Certainty
    reasons: tuple[str, ...]
    short: Money | None = None
    short_for: SettlementKind | None = None

    def doubted(self, why: str) -> "Proposal":
        """No more than likely, and why; what it is short for goes on to be said last."""
        certain = self.certainty is Certainty.CERTAIN
        certainty = Certainty.LIKELY if certain else self.certainty
        reasons = (*self.reasons, why)
        if self.short_for:
            reasons = (*self.reasons[:-1], why, self.reasons[-1])
        return self.model_copy(update={"certainty": certainty, "reasons": reasons})

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
