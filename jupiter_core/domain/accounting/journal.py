"""Journal entries: what is posted on which account, on which day; debits equal credits."""

from collections.abc import Iterable
from datetime import date
from typing import Self

from pydantic import model_validator

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import CurrencyCode, Money


class JournalLine(Frozen):
    """One account's part. `amount` is a debit above zero and a credit below; `tax` says at which
    category and rate a net amount is taxed (`S 19`), where it is one."""

    account: str
    amount: Money
    memo: str = ""
    tax: str = ""

    @property
    def debit(self) -> Money | None:
        """What is on the left side, if it is there."""
        return self.amount if self.amount.minor > 0 else None

    @property
    def credit(self) -> Money | None:
        """What is on the right side, if it is there."""
        return -self.amount if self.amount.minor < 0 else None


class JournalEntry(Frozen):
    """One transaction of the ledger. The first line is the one against which the others stand:
    the customer's account of an invoice, the bank's of a payment.

    `id` names the fact that is posted, so that importing it twice can be seen; `reference` is the
    document's number.
    """

    id: str
    day: date
    reference: str
    memo: str
    currency: CurrencyCode
    profile_id: str
    customer_id: str
    customer: str
    lines: tuple[JournalLine, ...]

    @model_validator(mode="after")
    def _balanced(self) -> Self:
        if sum(each.amount.minor for each in self.lines):
            raise ValueError(f"{self.id} does not balance")
        return self

    @property
    def posted(self) -> tuple[JournalLine, ...]:
        """The lines that move money: programs refuse one of nothing."""
        return tuple(each for each in self.lines if each.amount.minor)

    @property
    def against(self) -> JournalLine:
        """The line that the others are booked against."""
        return self.lines[0]

    @property
    def parts(self) -> tuple[JournalLine, ...]:
        """The other lines."""
        return self.lines[1:]

    def reversed(self, entry_id: str, day: date, memo: str) -> "JournalEntry":
        """The same with its sides exchanged, on another day."""
        lines = tuple(
            each.model_copy(update={"amount": -each.amount, "memo": memo}) for each in self.lines
        )
        update = {"id": entry_id, "day": day, "memo": memo, "lines": lines}
        return self.model_copy(update=update)


def balanced(
    against: str, parts: Iterable[JournalLine], currency: str, memo: str = ""
) -> tuple[JournalLine, ...]:
    """The lines of an entry: `parts`, lines of nothing left out, and before them what makes them
    balance, on the account `against`. Empty where nothing is posted."""
    posted = tuple(each for each in parts if each.amount.minor)
    if not posted:
        return ()
    total = Money.sum((each.amount for each in posted), currency)
    return (JournalLine(account=against, amount=-total, memo=memo), *posted)
