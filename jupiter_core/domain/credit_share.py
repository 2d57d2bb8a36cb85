"""What an issued invoice gives back of a contract's line: as it was billed, and as its paper shows
it, which is with tax where the prices of the contract include it."""

from collections.abc import Sequence
from typing import NamedTuple

from jupiter_core.domain.adjustment import Adjustment, adjusted, applied_to
from jupiter_core.domain.credit_left import CreditLeft, part_of
from jupiter_core.domain.credit_with_tax import part_with_tax
from jupiter_core.domain.money import Money
from jupiter_core.domain.tax import TaxKey


class CreditShare(NamedTuple):
    """What is credited at the rate at `place` among what is left: `net`, or `gross` with tax."""

    place: int
    net: Money | None = None
    gross: Money | None = None


def place_of(left: CreditLeft, key: TaxKey) -> int | None:
    """Where among what is left a line of `key` is: by the names of its taxes or by its rate, else
    at the only rate there is."""
    names = [each.name for each in key.taxes]
    for place, each in enumerate(left.taxes):
        if names == [tax.name for tax in each.taxes] and (names or each.rate == key.rate):
            return place
    return 0 if len(left.taxes) == 1 else None


def as_billed(amount: Money, key: TaxKey, adjustments: Sequence[Adjustment]) -> Money:
    """A line's amount with the discounts and charges in percent that its invoice has on the whole;
    those of an amount stay with the invoice."""
    percentages = [each for each in adjustments if each.discount.percent is not None]
    nets = {key: amount}
    return adjusted(nets, applied_to(percentages, nets, amount.currency), amount.currency)[key]


def explained_as_billed(arithmetic: str, amount: Money, billed: Money) -> str:
    """How a line's amount came about, and what it is as it was billed: `50 × 480.00, 3 of 12
    months = 6,000.00; 6,000.00 − 600.00`."""
    less = amount - billed
    if not less.minor:
        return arithmetic
    said = f"{amount.decimal:,f}"
    sign, size = ("−", less) if less.minor > 0 else ("+", -less)
    priced = [f"{arithmetic} = {said}"] if arithmetic else []
    return "; ".join([*priced, f"{said} {sign} {size.decimal:,f}"])


def share_of(
    left: CreditLeft, place: int, wanted: Money, *, with_tax: bool
) -> tuple[CreditShare, Money] | None:
    """As much of `wanted` as is left, and what that is at the prices of the contract; None where
    nothing can be taken off."""
    rate, most = left.taxes[place], left.gross_at(place)
    if rate.net.minor <= 0 or most.minor <= 0 or wanted.minor <= 0:
        return None
    if not with_tax:
        net = _smaller(wanted, rate.net)
        part = part_of(rate, net)
        if (part.net + part.tax).minor <= most.minor:
            return CreditShare(place, net=net), net
    gross = _smaller(wanted, most) if with_tax else most
    found = part_with_tax(rate, gross)
    if found is None:
        return None
    return CreditShare(place, gross=gross), gross if with_tax else found.net


def _smaller(one: Money, other: Money) -> Money:
    return one if one.minor <= other.minor else other
