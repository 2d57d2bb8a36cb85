"""The ledger of a prepaid usage credit: what was granted, drawn, given back, expired, and left."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money


class LedgerEntryKind(StrEnum):
    """Why a credit's balance changed; see `sign` for the direction."""

    GRANTED = "granted"
    DRAWN = "drawn"
    USED = "used"
    RETURNED = "returned"
    EXPIRED = "expired"

    @property
    def sign(self) -> int:
        """Whether it adds to what is left, or takes from it."""
        return 1 if self in (LedgerEntryKind.GRANTED, LedgerEntryKind.RETURNED) else -1


class CreditEntry(Frozen):
    """One entry; `amount` is positive. `credit` is the description of the contract's line.

    `DRAWN` is by an invoice, `USED` by a usage entry, `RETURNED` gives a void invoice's back.
    """

    id: str
    contract_id: str
    credit: str
    kind: LedgerEntryKind
    amount: Money
    at: datetime
    by: Actor
    invoice_id: str | None = None
    note: str = ""


def balance_of(entries: Iterable[CreditEntry], currency: str, credit: str | None = None) -> Money:
    """What is left, of one credit or of all."""
    return Money.of_minor(
        sum(
            each.kind.sign * each.amount.minor
            for each in entries
            if credit is None or each.credit == credit
        ),
        currency,
    )
