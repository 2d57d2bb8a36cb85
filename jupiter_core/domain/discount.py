"""What is taken off a price, or put on it: a percentage or an amount, and why."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, Field, PlainSerializer

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money, decimals_of, smallest
from jupiter_core.domain.refusals import OutOfRange, PercentOrAmount, placed
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


class Discount(Frozen):
    """`percent` or `amount` is there, not both; an amount is above zero."""

    percent: PercentOff | None = Field(default=None, exclude_if=lambda each: each is None)
    amount: Money | None = Field(default=None, exclude_if=lambda each: each is None)
    reason: str = Field(default="", exclude_if=lambda text: not text)


def discount_of(percent: Decimal | None, amount: Money | None, reason: str) -> Discount:
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
    return Discount(percent=percent, amount=amount, reason=said)
