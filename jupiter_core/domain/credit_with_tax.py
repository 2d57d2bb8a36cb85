"""A part of an invoice that is credited at an amount with its tax, as people read it on paper.

The part comes to that amount exactly. Its tax is its rate's own wherever that leaves what stays
within a minor unit of its own too; else it is a unit beside it, as with prices that include tax.
"""

from collections.abc import Iterator

from jupiter_core.domain.credit_left import part_of
from jupiter_core.domain.money import Money
from jupiter_core.domain.net_price import nearest, without_tax
from jupiter_core.domain.tax_sums import TaxLine, tax_lines

_REACH = 3
"""By how many minor units the net may be beside the exact one."""


def part_with_tax(left: TaxLine, gross: Money) -> TaxLine | None:
    """Of what is left at a rate; all of it where `gross` is all, and None where no net leaves
    something of both."""
    if gross == left.net + left.tax:
        return left
    found = [part for part in _parts(left, gross) if 0 <= part.tax.minor <= left.tax.minor]
    return min(found, key=lambda part: _beside(left, part), default=None)


def _parts(left: TaxLine, gross: Money) -> Iterator[TaxLine]:
    """The nearest net first."""
    near = nearest(without_tax(gross, left.key.rate))
    for step in sorted(range(-_REACH, _REACH + 1), key=abs):
        if 0 < near + step < left.net.minor:
            yield _coming_to(gross, part_of(left, Money.of_minor(near + step, gross.currency)))


def _coming_to(gross: Money, part: TaxLine) -> TaxLine:
    """With what is missing in its tax; of several taxes, in the last that is charged."""
    missing = gross - part.net - part.tax
    parts = list(part.parts)
    charged = [n for n, each in enumerate(part.taxes) if each.charged]
    if parts:
        last = charged[-1] if charged else len(parts) - 1
        parts[last] += missing
    return part.model_copy(update={"tax": part.tax + missing, "parts": tuple(parts)})


def _beside(left: TaxLine, part: TaxLine) -> tuple[bool, int, int, int]:
    """How good a part is, the best first, by how many minor units its tax and that of what stays
    are beside their rate's own: the part by one at most, then what stays, then exact ones."""
    own = abs((part.tax - _own(left, part.net)).minor)
    stays = abs((left.tax - part.tax - _own(left, left.net - part.net)).minor)
    return own > 1, max(stays, 1), own, stays


def _own(left: TaxLine, net: Money) -> Money:
    return tax_lines({left.key: net}, net.currency, ())[0].tax
