"""What a document amounts to: its total, what of it is paid, what credit notes took off."""

from datetime import datetime

from pydantic import Field

from jupiter_core.domain.content import Content
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.settlement import Settlement


class Credit(Frozen):
    """One credit note's part of the invoice that it corrects; tax is in `amount`."""

    number: str
    amount: Money


class Account(Frozen):
    """The side of an invoice that is reckoned. `credits` are the issued credit notes for it,
    `settlements` what is settled of it without money.

    `settled_at` is when nothing was left to pay, by payments, credit notes or settlements; None
    while something is, and where that was before the moment was kept.
    """

    content: Content
    paid: Money
    credits: tuple[Credit, ...] = ()
    settlements: tuple[Settlement, ...] = Field(default=(), exclude_if=lambda each: not each)
    settled_at: datetime | None = Field(default=None, exclude_if=lambda at: at is None)

    @property
    def is_credit_note(self) -> bool:
        return bool(self.content.corrects)

    @property
    def total(self) -> Money:
        return self.content.totals.total

    @property
    def is_nil(self) -> bool:
        """An invoice of 0.00, such as of a free year: settled at issue, and nobody is to pay it."""
        return not (self.is_credit_note or self.total.minor)

    @property
    def credited(self) -> Money:
        """The sum of all credit notes; never more than the total."""
        return Money.sum((each.amount for each in self.credits), self.content.currency)

    @property
    def creditable(self) -> Money:
        """What a further credit note may take off; nothing of a credit note itself."""
        zero = Money.zero(self.content.currency)
        return zero if self.is_credit_note else self.total - self.credited

    @property
    def settled(self) -> Money:
        """The sum of all settlements."""
        return Money.sum((each.amount for each in self.settlements), self.content.currency)

    @property
    def amount_due(self) -> Money:
        """Never below zero; on a credit note nothing is due."""
        return self._above_zero(self.creditable - self.paid - self.settled)

    @property
    def to_refund(self) -> Money:
        """What was paid and credited besides: it is the customer's. What was settled without money
        goes first, since nobody gets back what they did not pay."""
        return self._above_zero(self.paid + self.credited - self.total)

    def _above_zero(self, amount: Money) -> Money:
        return amount if amount.minor > 0 else Money.zero(amount.currency)
