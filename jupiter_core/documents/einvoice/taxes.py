"""Taxes as EN 16931 wants them: a category for every line, a group for each category and rate."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from jupiter_core.documents.einvoice.countries import to_germany
from jupiter_core.documents.einvoice.model import TaxGroup
from jupiter_core.documents.sums import sums_of
from jupiter_core.domain.content import Content
from jupiter_core.domain.totals import LineItem, TaxCategory

Reason = Callable[[TaxCategory], str]

_REASON_CODES = {
    TaxCategory.REVERSE_CHARGE: "VATEX-EU-AE",
    TaxCategory.INTRA_COMMUNITY: "VATEX-EU-IC",
    TaxCategory.EXPORT: "VATEX-EU-G",
    TaxCategory.OUTSIDE: "VATEX-EU-O",
}
_WITHOUT_REASON = {TaxCategory.STANDARD, TaxCategory.ZERO}


def is_outside(lines: Sequence[LineItem]) -> bool:
    """Whether nothing is subject to tax: that category stands alone or not at all."""
    return all(line.category is TaxCategory.OUTSIDE for line in lines)


def category_of(line: LineItem, *, outside: bool) -> TaxCategory:
    """What was said; where nothing was, zero-rated beside other lines."""
    if line.tax_rate or outside or line.taxes or line.tax_category is not None:
        return line.category
    return TaxCategory.ZERO


def rate_of(category: TaxCategory, rate: Decimal) -> Decimal | None:
    """The rate as the standard shows it: none where the matter is not subject to tax."""
    return None if category is TaxCategory.OUTSIDE else rate


def tax_groups(content: Content, reason: Reason) -> tuple[TaxGroup, ...]:
    """BG-23 of the invoice's own totals; `reason` words why nothing is charged. Several taxes of
    a line are no value-added tax, and in none of them.

    To Germany each has a rate, be it zero (DE-R-014, BR-DE-14).
    """
    outside = is_outside(content.lines)
    sums: dict[tuple[TaxCategory, Decimal], tuple[Decimal, Decimal]] = {}
    for each in (line for line in sums_of(content).taxes if not line.taxes):
        untold = each.category is TaxCategory.OUTSIDE and not outside
        key = (TaxCategory.ZERO if untold else each.category, each.rate)
        net, tax = sums.get(key, (Decimal(0), Decimal(0)))
        sums[key] = (net + each.net.decimal, tax + each.tax.decimal)
    return tuple(
        TaxGroup(
            category=category,
            rate=rate if to_germany(content) else rate_of(category, rate),
            net=net,
            tax=tax,
            reason="" if category in _WITHOUT_REASON else reason(category),
            reason_code=_REASON_CODES.get(category, ""),
        )
        for (category, rate), (net, tax) in sums.items()
    )
