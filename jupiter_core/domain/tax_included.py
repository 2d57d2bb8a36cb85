"""Prices that include tax: from what was entered to the net lines that an invoice is made of.

The total of each rate is exactly what was entered. Its net is the amount in whole minor units whose
tax, rounded as EN 16931 wants it (BR-CO-17), makes that total. Where there is none, as for 1.03 at
19 percent, the net is the nearest one and the tax is the rest: one minor unit beside the rate, told
as a `TaxRounding`. The nets of the lines are shared out by largest remainder.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import cycle, islice
from typing import NamedTuple

from jupiter_core.domain.adjustment import Adjustment, AppliedAdjustment
from jupiter_core.domain.discount import REASON_LIMIT
from jupiter_core.domain.money import Money
from jupiter_core.domain.net_price import nearest, net_line, without_tax
from jupiter_core.domain.tax import TaxKey, plain
from jupiter_core.domain.tax_sums import TaxLine, TaxRounding, tax_lines
from jupiter_core.domain.totals import LineItem, Totals, totals_of


class NetPrices(NamedTuple):
    """Lines, discounts and charges at net prices, and what is beside the rates of their taxes."""

    lines: tuple[LineItem, ...]
    adjustments: tuple[Adjustment, ...]
    rounding: tuple[TaxRounding, ...]

    def totals(self, currency: str) -> Totals:
        """Of all of them; the total is what was entered."""
        return totals_of(self.lines, currency, self.rounding, self.adjustments)


def net_prices(
    lines: Sequence[LineItem], adjustments: Sequence[Adjustment], currency: str
) -> NetPrices:
    """Raises NoNetPrice at a line's `quantity`."""
    entered = totals_of(lines, currency, adjustments=adjustments)
    nets = {each.key: _net_in(each.net, each.key) for each in entered.taxes}
    applied = _net_adjustments(entered.adjustments, nets, {each.tax_key for each in lines})
    of_lines = _nets_of_lines(lines, nets, applied, currency)
    items = tuple(net_line(n, *pair) for n, pair in enumerate(zip(lines, of_lines, strict=True)))
    found = NetPrices(items, applied, ())
    wanted = {each.key: each.net for each in entered.taxes}
    rounding = (_rounding(each, wanted) for each in found.totals(currency).taxes)
    return found._replace(rounding=tuple(each for each in rounding if each.difference.minor))


def _net_in(total: Money, key: TaxKey) -> Money:
    """What is net of a total with tax."""
    near = nearest(without_tax(total, key.rate))
    nets = [Money.of_minor(near + step, total.currency) for step in (0, 1, -1)]
    taxed = (tax_lines({key: net}, total.currency, ())[0] for net in nets)
    return next((each.net for each in taxed if each.net + each.tax == total), nets[0])


def _net_adjustments(
    applied: Sequence[AppliedAdjustment], nets: Mapping[TaxKey, Money], borne: set[TaxKey]
) -> tuple[Adjustment, ...]:
    """Each as an amount at one tax. Where no line bears a tax, the last one there takes the rest
    of its net."""
    left = {key: net for key, net in nets.items() if key not in borne}
    shares = [(each.adjustment, share) for each in applied for share in each.shares]
    last = {share.key: n for n, (_, share) in enumerate(shares)}
    found: list[Adjustment] = []
    for n, (adjustment, share) in enumerate(shares):
        key, currency = share.key, share.amount.currency
        amount = Money.of_minor(nearest(without_tax(share.amount, key.rate)), currency)
        if key in left:
            sign = amount if adjustment.charge else -amount
            amount = abs_of(left[key]) if last[key] == n else amount
            left[key] -= sign
        if amount.minor:
            priced = share.model_copy(update={"amount": amount})
            found.append(_with_percent(adjustment).priced(priced))
    return tuple(found)


def abs_of(amount: Money) -> Money:
    """Without its sign."""
    return amount if amount.minor >= 0 else -amount


def _with_percent(adjustment: Adjustment) -> Adjustment:
    """With its percentage in its reason, since what is left of it is an amount."""
    own = adjustment.discount
    if own.percent is None:
        return adjustment
    size = f"{plain(own.percent)}%"
    reason = f"{own.reason} ({size})" if own.reason else size
    reason = reason if len(reason) <= REASON_LIMIT else own.reason
    discount = own.model_copy(update={"reason": reason})
    return adjustment.model_copy(update={"discount": discount})


def _nets_of_lines(
    lines: Sequence[LineItem],
    nets: Mapping[TaxKey, Money],
    adjustments: Sequence[Adjustment],
    currency: str,
) -> list[Money]:
    """The net of each line; those of a tax come to its net before discounts and charges."""
    left = dict(nets)
    for each in adjustments:
        amount = each.discount.amount or Money.zero(currency)
        if each.key in left:
            left[each.key] -= amount if each.charge else -amount
    found: dict[int, int] = {}
    for key in left:
        places = [n for n, line in enumerate(lines) if line.tax_key == key]
        exact = [without_tax(lines[n].amount, key.rate) for n in places]
        found |= dict(zip(places, _spread(left[key].minor, exact), strict=True))
    return [Money.of_minor(found[n], currency) for n in range(len(lines))]


def _spread(total: int, exact: Sequence[Fraction]) -> list[int]:
    """Whole numbers near `exact` that add up to `total`; nothing stays nothing."""
    shares = [each.numerator // each.denominator for each in exact]
    rest = total - sum(shares)
    order = sorted((n for n, each in enumerate(exact) if each), key=lambda n: shares[n] - exact[n])
    step, order = (1, order) if rest > 0 else (-1, order[::-1])
    for n in islice(cycle(order), abs(rest)):
        shares[n] += step
    return shares


def _rounding(mine: TaxLine, wanted: Mapping[TaxKey, Money]) -> TaxRounding:
    """What makes the total that was entered; of several taxes, at the last that is charged, which
    is in the base of no other."""
    difference = wanted[mine.key] - mine.net - mine.tax
    if not mine.taxes:
        return TaxRounding(rate=mine.rate, category=mine.category, difference=difference)
    last = next((each for each in reversed(mine.taxes) if each.charged), mine.taxes[-1])
    return TaxRounding(
        rate=last.charged,
        category=mine.category,
        difference=difference,
        taxes=mine.taxes,
        name=last.name,
    )
