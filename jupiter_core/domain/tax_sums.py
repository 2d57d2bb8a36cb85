"""The taxes of a document: reckoned and rounded by tax over all of its lines, not by line."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, NamedTuple

from pydantic import Field

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.tax import PLAIN, NamedTax, TaxCategory, TaxKey, TaxRate


class TaxLine(Frozen):
    """The tax of the lines that are taxed alike: their net sum × rate, rounded half away from zero.

    Where they bear several taxes, `parts` is what each of `taxes` comes to, `tax` their sum, and
    `rate` what they are together, in percent of the net.
    """

    rate: Annotated[Decimal, PLAIN]
    category: TaxCategory
    net: Money
    tax: Money
    taxes: tuple[NamedTax, ...] = ()
    parts: tuple[Money, ...] = ()

    @property
    def key(self) -> TaxKey:
        """How the lines are taxed."""
        return TaxKey(self.rate, self.category, self.taxes)


class TaxSum(Frozen):
    """One tax of several, over all lines that bear it. `base` is what it is reckoned from."""

    tax: NamedTax
    base: Money
    amount: Money


class TaxRounding(Frozen):
    """What a credit note takes off more (or less) at a rate and category than the rate itself says,
    so that all credit notes of an invoice together take off just the tax that it charged.

    Where the lines bear several taxes, `name` is the one of `taxes` that differs.
    """

    rate: TaxRate
    category: TaxCategory
    difference: Money
    taxes: tuple[NamedTax, ...] = Field(default=(), exclude_if=lambda each: not each)
    name: str = Field(default="", exclude_if=lambda name: not name)


class _Part(NamedTuple):
    """One tax of the lines of one key, by its place among theirs."""

    key: TaxKey
    place: int


def tax_lines(
    nets: Mapping[TaxKey, Money], currency: str, rounding: Sequence[TaxRounding]
) -> tuple[TaxLine, ...]:
    """By ascending rate, the tax of lines that come to `nets`."""
    parts = _parts(nets, currency, rounding)
    return tuple(
        _several(key, nets[key], parts) if key.taxes else _single(key, nets[key], rounding)
        for key in sorted(nets, key=lambda each: each.order)
    )


def tax_sums(lines: Sequence[TaxLine], currency: str) -> tuple[TaxSum, ...]:
    """Each of several taxes over all lines that bear it, in the order of the lines."""
    found: dict[NamedTax, TaxSum] = {}
    for each in _in_order([line.key for line in lines]):
        bearing = [(line, line.taxes.index(each)) for line in lines if each in line.taxes]
        found[each] = TaxSum(
            tax=each,
            base=Money.sum((_base(line, place) for line, place in bearing), currency),
            amount=Money.sum((line.parts[place] for line, place in bearing), currency),
        )
    return tuple(found.values())


def _single(key: TaxKey, net: Money, rounding: Sequence[TaxRounding]) -> TaxLine:
    own = (each for each in rounding if (each.rate, each.category) == (key.rate, key.category))
    differences = [each.difference for each in own if not each.taxes]
    tax = net.times(key.rate / 100) + Money.sum(differences, net.currency)
    return TaxLine(rate=key.rate, category=key.category, net=net, tax=tax)


def _several(key: TaxKey, net: Money, parts: Mapping[_Part, Money]) -> TaxLine:
    own = tuple(parts[_Part(key, place)] for place in range(len(key.taxes)))
    tax = Money.sum(own, net.currency)
    return TaxLine(
        rate=key.rate, category=key.category, net=net, tax=tax, taxes=key.taxes, parts=own
    )


def _parts(
    nets: Mapping[TaxKey, Money], currency: str, rounding: Sequence[TaxRounding]
) -> dict[_Part, Money]:
    """A tax is rounded once over all lines that bear it; what the rounding of their shares leaves
    stands with the largest of them."""
    parts: dict[_Part, Money] = {}
    for each in _in_order(list(nets)):
        places = [_Part(key, key.taxes.index(each)) for key in nets if each in key.taxes]
        bases = [_base_of(nets[part.key], part, parts) for part in places]
        whole = Money.sum(bases, currency).times(each.charged / 100)
        shares = [base.times(each.charged / 100) for base in bases]
        largest = max(range(len(bases)), key=lambda n: abs(bases[n].minor))
        shares[largest] += whole - Money.sum(shares, currency)
        for part, share in zip(places, shares, strict=True):
            parts[part] = share + _difference(part, rounding, currency)
    return parts


def _in_order(keys: Sequence[TaxKey]) -> Iterator[NamedTax]:
    """Each once, after those that are part of its base."""
    latest: dict[NamedTax, int] = {}
    for key in keys:
        for place, tax in enumerate(key.taxes):
            latest[tax] = max(place, latest.get(tax, 0))
    yield from sorted(latest, key=lambda tax: latest[tax])


def _base_of(net: Money, part: _Part, known: Mapping[_Part, Money]) -> Money:
    if not part.key.taxes[part.place].compound:
        return net
    before = (_Part(part.key, place) for place in range(part.place))
    return net + Money.sum((known[each] for each in before if each in known), net.currency)


def _base(line: TaxLine, place: int) -> Money:
    compound = line.taxes[place].compound
    return line.net + Money.sum(line.parts[: place if compound else 0], line.net.currency)


def _difference(part: _Part, rounding: Sequence[TaxRounding], currency: str) -> Money:
    name = part.key.taxes[part.place].name
    own = (each for each in rounding if each.taxes == part.key.taxes and each.name == name)
    return Money.sum((each.difference for each in own), currency)
