"""The early-payment discount, as in `2/10 net 30`: 2 percent less if paid within 10 days.

It is of the whole amount, tax included, rounded once to the currency's minor unit. The tax that the
invoice reports is that of the full price.

>>> early_payment_of("2/10").words
'2/10'
>>> early_payment_of("1.5 / 14").percent
Decimal('1.5')
"""

import re
from datetime import date, timedelta
from decimal import Decimal

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import InvalidEarlyPayment, OutOfRange

_FORM = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*%?\s*/\s*(\d{1,3})", re.ASCII)
_MOST_DAYS = 365


class EarlyPayment(Frozen):
    """`percent` off the whole amount, if paid within `days` of the issue date."""

    percent: Decimal
    days: int

    @property
    def words(self) -> str:
        """`2/10`, as terms are written."""
        return f"{self.percent.normalize():f}/{self.days}"

    def discount(self, amount: Money) -> Money:
        """What is taken off `amount`, rounded half away from zero."""
        return amount.times(self.percent / 100)

    def pays(self, amount: Money) -> Money:
        """What is paid within the days in place of `amount`."""
        return amount - self.discount(amount)

    def last_day(self, issued_on: date) -> date:
        """The last day on which the lower sum is enough."""
        return issued_on + timedelta(days=self.days)

    def expect_within(self, net_terms: int) -> None:
        """Raises OutOfRange where the discount would last longer than the invoice is open."""
        if self.days > net_terms:
            raise OutOfRange("The days of the discount", "0", f"{net_terms}, the payment terms")


def early_payment_of(typed: str) -> EarlyPayment | None:
    """None for an empty text. Raises InvalidEarlyPayment or OutOfRange."""
    text = typed.strip()
    if not text:
        return None
    found = _FORM.fullmatch(text)
    if not found:
        raise InvalidEarlyPayment(text[:40])
    percent, days = Decimal(found[1].replace(",", ".")), int(found[2])
    if not 0 < percent <= 50:
        raise OutOfRange("The discount", "0.01%", "50%")
    if days > _MOST_DAYS:
        raise OutOfRange("The days of the discount", "0", str(_MOST_DAYS))
    return EarlyPayment(percent=percent, days=days)
