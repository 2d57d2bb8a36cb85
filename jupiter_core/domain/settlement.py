"""Settlements: why what is left of an invoice is not paid, and need not be.

None of them touches the tax that an invoice reported. Where tax goes down with the price, as it
does for an early-payment discount or a bad debt in many countries, a credit note for that part is
the document that says so, and it is drafted, approved and issued as every credit note is.
"""

from datetime import datetime
from enum import StrEnum

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money


class SettlementKind(StrEnum):
    """What became of the rest."""

    BANK_FEE = "bank_fee"
    ROUNDING = "rounding"
    EARLY_PAYMENT_DISCOUNT = "early_payment_discount"
    TAX_WITHHELD = "tax_withheld"
    BAD_DEBT = "bad_debt"

    @property
    def words(self) -> str:
        """For people: `early-payment discount`."""
        return "early-payment discount" if self is _DISCOUNT else self.value.replace("_", " ")


_DISCOUNT = SettlementKind.EARLY_PAYMENT_DISCOUNT


class Settlement(Frozen):
    """So much of an invoice is settled without money. `payment_id` is the payment that it was
    recorded with, and falls with it; empty where it was recorded by itself."""

    id: str
    kind: SettlementKind
    amount: Money
    reason: str
    by: Actor
    at: datetime
    payment_id: str = ""
