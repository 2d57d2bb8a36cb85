"""Discounts and charges on the whole document as EN 16931 wants them: BG-20 and BG-21.

Each stands at one tax, so that one which is spread over several is told once for each.
"""

from collections.abc import Iterator
from decimal import Decimal

from jupiter_core.documents.einvoice.model import DocumentAdjustment
from jupiter_core.documents.einvoice.need import Need
from jupiter_core.documents.einvoice.taxes import is_outside, rate_of
from jupiter_core.documents.sums import sums_of
from jupiter_core.documents.words import Wording
from jupiter_core.domain.adjustment import AdjustmentShare, AppliedAdjustment
from jupiter_core.domain.content import Content
from jupiter_core.domain.totals import TaxCategory

_SLACK = Decimal("0.02")
"""By how much an amount may differ from its percentage (PEPPOL-EN16931-R040)."""


def adjustments_of(content: Content, say: Wording) -> tuple[DocumentAdjustment, ...]:
    """In the order of the paper; a reason is always there (BR-33, BR-38)."""
    outside = is_outside(content.lines)
    return tuple(
        _at(each, share, say, outside=outside)
        for each in sums_of(content).adjustments
        for share in each.shares
    )


def adjustment_gaps(content: Content) -> Iterator[Need]:
    """What the taxes of discounts and charges lack."""
    outside = is_outside(content.lines)
    for n, each in enumerate(content.adjustments):
        key = each.key
        if key is None or key.taxes:
            continue
        path, told = f"adjustments[{n}].tax_category", key.category
        if outside and told is not TaxCategory.OUTSIDE:
            what = "discounts and charges outside the scope of tax where all lines are"
            yield Need(path, what, "BR-O-11")
        elif (told is TaxCategory.STANDARD) != bool(key.rate) and told is not TaxCategory.OUTSIDE:
            what = "a rate above zero in the tax category S, and of zero in any other"
            yield Need(path, what, "BR-S-06")


def adjustment_categories(content: Content) -> set[TaxCategory]:
    """Those that discounts and charges have."""
    outside = is_outside(content.lines)
    applied = sums_of(content).adjustments
    return {_category(share, outside) for each in applied for share in each.shares}


def _at(
    applied: AppliedAdjustment, share: AdjustmentShare, say: Wording, *, outside: bool
) -> DocumentAdjustment:
    own = applied.adjustment
    category, percent = _category(share, outside), own.discount.percent
    if percent is not None:
        product = share.base.decimal * percent / 100
        percent = percent if abs(product - share.amount.decimal) <= _SLACK else None
    name = say.labels.charge if own.charge else say.labels.discount
    return DocumentAdjustment(
        is_charge=own.charge,
        amount=share.amount.decimal,
        base=None if percent is None else share.base.decimal,
        percent=percent,
        reason=own.discount.reason or name,
        category=category,
        rate=rate_of(category, share.key.rate),
    )


def _category(share: AdjustmentShare, outside: bool) -> TaxCategory:
    untold = share.key.category is TaxCategory.OUTSIDE and not outside
    return TaxCategory.ZERO if untold else share.key.category
