"""Amounts with a third decimal, as dinars have: e-invoices take two at most (BR-DEC-01 to 28).

An amount whose third decimal is 0 is written with two: KWD 1.250 is 1.25 there.
"""

from collections.abc import Iterator
from decimal import Decimal

from jupiter_core.domain.content import Content
from jupiter_core.domain.money import Money, minor_digits

MOST_DECIMALS = 2
_CENT = Decimal("0.01")


def in_two_decimals(amount: Decimal) -> Decimal:
    """The same number with two decimals where it has more that are 0; else as it is."""
    if amount.same_quantum(_CENT):
        return amount
    exponent = amount.as_tuple().exponent
    longer = isinstance(exponent, int) and exponent < -MOST_DECIMALS
    return amount.quantize(_CENT) if longer and not amount % _CENT else amount


def third_decimal_in(content: Content) -> Money | None:
    """The first of its amounts that has one: of a line, of a discount or charge on the whole, of a
    tax, of the total. Unit prices may have any number of decimals."""
    if minor_digits(content.currency) <= MOST_DECIMALS:
        return None
    return next((each for each in _amounts(content) if has_third_decimal(each)), None)


def has_third_decimal(amount: Money) -> bool:
    """Whether it says more than two decimals can."""
    return bool(amount.decimal % _CENT)


def _amounts(content: Content) -> Iterator[Money]:
    for line in content.lines:
        yield from (line.amount, line.gross) if line.discount else (line.amount,)
    totals = content.totals
    yield from (share.amount for each in totals.adjustments for share in each.shares)
    for tax in totals.taxes:
        yield from (tax.net, tax.tax)
    yield totals.total
