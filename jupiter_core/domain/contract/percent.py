"""A percentage by which a price rises or falls."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, PlainSerializer

from jupiter_core.domain.money import decimals_of
from jupiter_core.domain.refusals import OutOfRange
from jupiter_core.domain.totals import plain


def escalator_percent_of(value: Decimal) -> Decimal:
    """By how much a price rises, or falls when negative. Raises OutOfRange."""
    if not value.is_finite() or not -100 <= value <= 1000 or decimals_of(value) > 4:
        raise OutOfRange("An escalator", "-100", "1000 percent, with four decimals at most")
    return value


EscalatorPercent = Annotated[
    Decimal, AfterValidator(escalator_percent_of), PlainSerializer(plain, return_type=str)
]
