"""A discount: a percentage or an amount, of a line or of the whole invoice.

>>> Discount(percent=Decimal("12.5")).off(Money.of("0.20", "USD")).words
'USD 0.03'
"""

from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, PlainSerializer, model_validator

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money, decimals_of, plain
from jupiter_core.domain.refusals import DiscountAboveBase, DiscountOfNothing, OutOfRange
from jupiter_core.domain.text import line_of

REASON_LIMIT = 100


def percent_off(value: Decimal) -> Decimal:
    """Above 0, 100 at most, four decimals at most. Raises OutOfRange."""
    if not value.is_finite() or not 0 < value <= 100 or decimals_of(value) > 4:
        raise OutOfRange("A discount", "0.0001", "100 percent, with four decimals at most")
    return value


def discount_reason(text: str) -> str:
    """Why it is given, in a line; may be empty. Raises TooLong or Unprintable."""
    return line_of(text, "The reason of a discount", REASON_LIMIT)


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
    """`percent` off, or `amount` off: one of the two.

    `amount` has the sign of what it is taken off, so it is below zero on a credit.
    """

    percent: (
        Annotated[Decimal, AfterValidator(percent_off), PlainSerializer(plain, return_type=str)]
        | None
    ) = Field(default=None, exclude_if=lambda percent: percent is None)
    amount: Money | None = Field(default=None, exclude_if=lambda amount: amount is None)
    reason: Annotated[str, AfterValidator(discount_reason)] = Field(
        default="", exclude_if=lambda reason: not reason
    )
    code: DiscountCode = Field(
        default=DiscountCode.DISCOUNT, exclude_if=lambda code: code is DiscountCode.DISCOUNT
    )

    @model_validator(mode="after")
    def _one_of_two(self) -> Self:
        """Raises DiscountOfNothing."""
        if (self.percent is None) == (self.amount is None):
            raise DiscountOfNothing()
        if self.amount is not None and not self.amount.minor:
            raise DiscountOfNothing()
        return self

    def off(self, base: Money) -> Money:
        """What is taken off `base`; a percentage is rounded once, half away from zero."""
        if self.percent is not None:
            return base.times(self.percent / 100)
        return self.amount or Money.zero(base.currency)

    def expect_within(self, base: Money) -> None:
        """Raises MixedCurrencies, or DiscountAboveBase where more than all of `base` would be
        taken off, or something be added to it."""
        left = base - self.off(base)
        if left.minor * base.minor < 0 or abs(left.minor) > abs(base.minor):
            raise DiscountAboveBase(self.off(base).words, base.words)

    @property
    def words(self) -> str:
        """`12.5%` or `USD 100.00`."""
        if self.percent is not None:
            return f"{plain(self.percent)}%"
        return self.amount.words if self.amount else ""

    def __neg__(self) -> "Discount":
        """That of the line which credits the discounted one."""
        return self.model_copy(update={"amount": -self.amount}) if self.amount else self
