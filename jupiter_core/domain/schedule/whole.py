"""Discounts and charges on a whole contract, and its taxes by name, on its invoices.

A percentage is of every invoice. An amount is shared over the invoices by their nets, by largest
remainder, so that the shares add up to it; what issued ones carry already is taken off first.
"""

from collections.abc import Sequence
from itertools import groupby
from operator import attrgetter

from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.contract.scheduled import ScheduledInvoice, ScheduledLine
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.money import Money, allocate
from jupiter_core.domain.refusals import placed
from jupiter_core.domain.tax import TaxKey
from jupiter_core.domain.tax_included import net_prices
from jupiter_core.domain.totals import Totals, billable, tax_key_of, totals_of_nets

_TAXED, _MINOR = attrgetter("tax_rate", "taxes"), attrgetter("amount.minor")


def adjustments_of(
    terms: ContractTerms,
    invoices: Sequence[Sequence[ScheduledLine]],
    issued: Sequence[ScheduledInvoice],
) -> list[tuple[Adjustment, ...]]:
    """For each of the coming `invoices`, by its lines; all have as many as the terms."""
    if not terms.adjustments or not invoices:
        return [() for _ in invoices]
    nets = [sum(line.amount.minor for line in lines) for lines in invoices]
    columns = [_shared(n, each, nets, issued) for n, each in enumerate(terms.adjustments)]
    return list(zip(*columns, strict=True))


def percentages(terms: ContractTerms) -> tuple[Adjustment, ...]:
    """Those that an invoice which is not planned yet will have; amounts are shared when it is."""
    return tuple(each for each in terms.adjustments if each.discount.amount is None)


def taxed(terms: ContractTerms, lines: Sequence[ScheduledLine]) -> tuple[ScheduledLine, ...]:
    """The lines with the taxes of the contract, where it has several."""
    if not terms.taxes:
        return tuple(lines)
    return tuple(
        line if line.taxes is terms.taxes else line.model_copy(update={"taxes": terms.taxes})
        for line in lines
    )


def sums_of(
    terms: ContractTerms, lines: Sequence[ScheduledLine], adjustments: Sequence[Adjustment]
) -> Totals:
    """Of one invoice. Raises TotalBelowZero or TaxBelowZero at `adjustments`, or NoNetPrice at
    `lines`."""
    currency = terms.currency
    if terms.prices_include_tax:
        items = [line.item for line in lines]
        net = placed("lines", lambda: net_prices(items, adjustments, currency))
        totals = net.totals(currency)
    else:
        totals = totals_of_nets(_nets(lines), currency, adjustments=adjustments)
    if not adjustments:
        return totals
    return placed("adjustments", lambda: billable(totals))


def _nets(lines: Sequence[ScheduledLine]) -> dict[TaxKey, int]:
    """What the lines of each tax come to, in minor units."""
    nets: dict[TaxKey, int] = {}
    for (rate, taxes), alike in groupby(lines, key=_TAXED):
        key = tax_key_of(rate, taxes)
        nets[key] = nets.get(key, 0) + sum(map(_MINOR, alike))
    return nets


def _shared(
    n: int, adjustment: Adjustment, nets: Sequence[int], issued: Sequence[ScheduledInvoice]
) -> list[Adjustment]:
    amount = adjustment.discount.amount
    if amount is None:
        return [adjustment] * len(nets)
    carried = Money.sum((_carried(n, adjustment, each) for each in issued), amount.currency)
    rest = max((amount - carried).minor, 0)
    weights = [max(net, 0) for net in nets]
    shares = allocate(rest, weights if any(weights) else [1] * len(nets))
    return [_of(adjustment, Money.of_minor(share, amount.currency)) for share in shares]


def _carried(n: int, adjustment: Adjustment, invoice: ScheduledInvoice) -> Money:
    """What an issued invoice has of it: of an amount for the same reason at the same place."""
    assert adjustment.discount.amount
    nothing = Money.zero(adjustment.discount.amount.currency)
    if n >= len(invoice.adjustments):
        return nothing
    had = invoice.adjustments[n]
    same = (had.charge, had.discount.reason) == (adjustment.charge, adjustment.discount.reason)
    return had.discount.amount if same and had.discount.amount else nothing


def _of(adjustment: Adjustment, share: Money) -> Adjustment:
    discount = adjustment.discount.model_copy(update={"amount": share})
    return adjustment.model_copy(update={"discount": discount})
