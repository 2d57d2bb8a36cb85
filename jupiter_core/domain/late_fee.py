"""The late fee of the terms: a rate on what is overdue, a flat sum, or both.

A yearly rate is by day over 365, a monthly rate by day over 30. Days count from the due date, or
from the end of the days of grace. The flat sum is owed once, from the first such day.

>>> late_fee_of("1.5% a month after 10 days", "USD").words
'1.5% a month after 10 days'
>>> late_fee_of("9 % p.a. + 40", "EUR").words
'9% a year + EUR 40.00'
"""

import re
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from pydantic import Field

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import InvalidLateFee, MixedCurrencies, OutOfRange

_MOST_GRACE = 365
_FORM = (
    r"(?:(?P<percent>\d{1,3}(?:[.,]\d{1,4})?) ?% ?"
    r"(?:(?:(?:a|per|each) |/ ?)(?P<per>month|year)|(?P<short>p\.? ?[am]\.?)))?"
    r"(?(percent)(?: ?(?:\+|plus) ?(?=\S))?)"
    r"(?:(?P<code>[A-Z]{3}) )?(?P<flat>\d{1,13}(?:[.,]\d{1,3})?)?(?: (?P<after>[A-Z]{3}))?"
    r"(?: ?,? ?after (?P<days>\d{1,3}) days?)?"
)


class Per(StrEnum):
    """What the rate is for."""

    MONTH = "month"
    YEAR = "year"

    @property
    def days(self) -> int:
        """Over how many days it is spread."""
        return 30 if self is Per.MONTH else 365


class LateFee(Frozen):
    """`percent` has at most four decimals; it, or the `flat` sum, or both are there. `grace` is in
    days after the due date."""

    percent: Decimal | None = Field(default=None, exclude_if=lambda rate: rate is None)
    per: Per = Per.MONTH
    flat: Money | None = Field(default=None, exclude_if=lambda sum_: sum_ is None)
    grace: int = 0

    def days_late(self, due_date: date, day: date, since: date | None = None) -> int:
        """For how many days it is reckoned on `day`: from the due date and the grace, or from
        `since`, until when another fee has it already."""
        first = due_date + timedelta(days=self.grace)
        return max(0, (day - (first if since is None else max(first, since))).days)

    def reckoned(
        self, amount_due: Money, due_date: date, day: date, since: date | None = None
    ) -> Money:
        """What is owed on `day` for being late, rounded once, half away from zero. Zero within the
        grace. With `since`, the flat sum is owed already."""
        days = self.days_late(due_date, day, since)
        if not days or amount_due.minor <= 0:
            return Money.zero(amount_due.currency)
        interest = _share(amount_due, self.percent or Decimal(0), days, self.per.days)
        return interest if since or self.flat is None else interest + self.flat

    @property
    def words(self) -> str:
        """`9% a year + EUR 40.00 after 10 days`, as `late_fee_of` reads it."""
        return self._written(self.flat.words.replace(",", "") if self.flat else "")

    @property
    def typed(self) -> str:
        """The same without the currency, which is the document's: `9% a year + 40.00`."""
        return self._written(str(self.flat) if self.flat else "")

    def expect_in(self, currency: str) -> None:
        """Raises MixedCurrencies where the flat sum is in another."""
        if self.flat and self.flat.currency != currency:
            raise MixedCurrencies(self.flat.currency, currency)

    def usual_in(self, currency: str) -> "LateFee | None":
        """The same; None where its flat sum is in another currency."""
        return None if self.flat and self.flat.currency != currency else self

    def _written(self, flat: str) -> str:
        rate = "" if self.percent is None else f"{self.percent.normalize():f}% a {self.per.value}"
        days = "day" if self.grace == 1 else "days"
        grace = f" after {self.grace} {days}" if self.grace else ""
        return " + ".join(filter(None, (rate, flat))) + grace


def late_fee_of(typed: str, currency: str = "") -> LateFee | None:
    """None for an empty text. `currency` is that of a flat sum that names none. Raises
    InvalidLateFee, OutOfRange, or what Money raises."""
    text = " ".join(typed.split())
    if not text:
        return None
    found = re.fullmatch(_FORM, text, re.ASCII | re.IGNORECASE)
    if not found or not (found["percent"] or found["flat"]):
        raise InvalidLateFee(text[:40])
    percent, grace = found["percent"], int(found["days"] or 0)
    rate = Decimal(percent.replace(",", ".")) if percent else None
    if rate is not None and not 0 < rate <= 100:
        raise OutOfRange("The late fee", "0.0001%", "100%")
    if grace > _MOST_GRACE:
        raise OutOfRange("The days of grace", "0", str(_MOST_GRACE))
    return LateFee(percent=rate, per=_per(found), flat=_flat(found, text, currency), grace=grace)


def _per(found: re.Match[str]) -> Per:
    """A month where only a flat sum is said: there is nothing to spread."""
    said = (found["per"] or found["short"] or "month").lower()
    return Per.YEAR if said == "year" or "a" in said else Per.MONTH


def _flat(found: re.Match[str], text: str, currency: str) -> Money | None:
    code = found["code"] or found["after"]
    if not found["flat"]:
        if code:
            raise InvalidLateFee(text[:40])
        return None
    named = (code or currency).upper()
    if not named:
        raise InvalidLateFee(text[:40])
    flat = Money.of(found["flat"].replace(",", "."), named)
    if not flat.minor:
        raise InvalidLateFee(text[:40])
    return flat


def _share(amount: Money, percent: Decimal, days: int, over: int) -> Money:
    """Exact until it is rounded, since days over 365 have no end as a decimal."""
    exact = amount.minor * Fraction(percent) / 100 * days / over
    return Money.of_minor(int(exact + Fraction(1, 2)), amount.currency)
