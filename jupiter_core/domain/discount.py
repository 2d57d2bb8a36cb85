"""What is taken off a price, or put on it: a percentage or an amount, and why.

>>> Discount(percent=Decimal("12.5")).off(Money.of("0.20", "USD")).words
'USD 0.03'
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated

from pydantic import AfterValidator, Field, PlainSerializer

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money, decimals_of, smallest
from jupiter_core.domain.refusals import DiscountAboveBase, OutOfRange, PercentOrAmount, placed
from jupiter_core.domain.text import line_of

REASON_LIMIT = 100


def percent_off_of(value: Decimal) -> Decimal:
    """Above 0, 100 at most. Raises OutOfRange."""
    if not value.is_finite() or not 0 < value <= 100 or decimals_of(value) > 4:
        raise OutOfRange("A discount", "0.0001", "100 percent, with four decimals at most")
    return value


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


PercentOff = Annotated[
    Decimal, AfterValidator(percent_off_of), PlainSerializer(_plain, return_type=str)
]


class DiscountCode(StrEnum):
    """Why it is given: UNTDID 5189, the subset of EN 16931's code list of allowances."""

    AHEAD_OF_SCHEDULE = "41"
    OTHER_BONUS = "42"
    CONSUMER = "60"
    MILITARY_STATUS = "62"
    WORK_ACCIDENT = "63"
    SPECIAL_AGREEMENT = "64"
    PRODUCTION_ERROR = "65"
    NEW_OUTLET = "66"
    SAMPLE = "67"
    END_OF_RANGE = "68"
    INCOTERM = "70"
    POINT_OF_SALES_THRESHOLD = "71"
    MATERIAL = "88"
    DISCOUNT = "95"
    SPECIAL_REBATE = "100"
    FIXED_LONG_TERM = "102"
    TEMPORARY = "103"
    STANDARD = "104"
    YEARLY_TURNOVER = "105"


class Discount(Frozen):
    """`percent` or `amount` is there, not both; an amount is above zero."""

    percent: PercentOff | None = Field(default=None, exclude_if=lambda each: each is None)
    amount: Money | None = Field(default=None, exclude_if=lambda each: each is None)
    reason: str = Field(default="", exclude_if=lambda text: not text)
    code: DiscountCode = Field(
        default=DiscountCode.DISCOUNT, exclude_if=lambda code: code is DiscountCode.DISCOUNT
    )

    def off(self, base: Money) -> Money:
        """What is taken off `base`, with its sign, so that a credit mirrors what it credits; a
        percentage is rounded once, half away from zero."""
        if self.percent is not None:
            return base.times(self.percent / 100)
        amount = self.amount or Money.zero(base.currency)
        return -amount if base.minor < 0 else amount

    def expect_within(self, base: Money) -> None:
        """Raises MixedCurrencies, or DiscountAboveBase where more would be taken off than all."""
        left = base - self.off(base)
        if left.minor * base.minor < 0 or not base.minor:
            raise DiscountAboveBase(self.off(base).words, base.words)

    @property
    def words(self) -> str:
        """`12.5%` or `USD 100.00`."""
        if self.percent is not None:
            return f"{_plain(self.percent)}%"
        return self.amount.words if self.amount else ""


def discount_of(
    percent: Decimal | None,
    amount: Money | None,
    reason: str,
    code: DiscountCode = DiscountCode.DISCOUNT,
) -> Discount:
    """Raises PercentOrAmount, OutOfRange at `percent` or `amount`, TooLong or Unprintable at
    `reason`."""
    said = placed("reason", lambda: line_of(reason, "Reason", REASON_LIMIT))
    if (percent is None) == (amount is None):
        raise PercentOrAmount().at("amount")
    if amount is not None and amount.minor <= 0:
        raise OutOfRange("An amount off", smallest(amount.currency).words, "any larger amount").at(
            "amount"
        )
    if percent is not None:
        placed("percent", lambda: percent_off_of(percent))
    return Discount(percent=percent, amount=amount, reason=said, code=code)
