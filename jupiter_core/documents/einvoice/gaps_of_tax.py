"""What is missing for the taxes of an e-invoice: each category has needs of its own."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from jupiter_core.documents.einvoice.lines import whole_period
from jupiter_core.documents.einvoice.parties import VAT_KINDS
from jupiter_core.documents.einvoice.taxes import category_of, is_outside
from jupiter_core.domain.content import Content
from jupiter_core.domain.party import TaxId
from jupiter_core.domain.totals import TaxCategory

_RULE_NAMES = {TaxCategory.INTRA_COMMUNITY: "IC"}
_NEEDS_SELLER_VAT = {TaxCategory.INTRA_COMMUNITY, TaxCategory.EXPORT}
_SELLER, _BUYER = "seller.tax_ids", "bill_to.tax_ids"


class Need(NamedTuple):
    """Where it belongs in the invoice, what it is (completing “needs”), by which rule."""

    path: str
    what: str
    rule: str


def tax_gaps(content: Content) -> Iterator[Need]:
    """By line, then by category."""
    yield from _lines(content)
    if any(abs(each.difference.decimal) >= 1 for each in content.tax_rounding):
        what = f"a tax that is less than 1 {content.currency} from its rate's own"
        yield Need("lines", what, "BR-CO-17")
    outside = is_outside(content.lines)
    if not content.seller.tax_ids:
        yield Need(_SELLER, "a tax id of the seller", "BR-CO-26")
    for category in sorted({category_of(line, outside=outside) for line in content.lines}):
        yield from _parties(content, category)


def _lines(content: Content) -> Iterator[Need]:
    outside = is_outside(content.lines)
    for n, line in enumerate(content.lines):
        path = f"lines[{n}].tax_category"
        category = category_of(line, outside=outside)
        rule = _RULE_NAMES.get(category, category.value)
        if category is TaxCategory.OUTSIDE and not outside:
            yield Need(path, "all lines outside the scope of tax, or none", "BR-O-11")
        elif category is TaxCategory.STANDARD and not line.tax_rate:
            yield Need(path, "a rate above zero where tax is charged", "BR-S-05")
        elif category is not TaxCategory.STANDARD and line.tax_rate:
            yield Need(path, f"a rate of zero in the tax category {category}", f"BR-{rule}-05")


def _parties(content: Content, category: TaxCategory) -> Iterator[Need]:
    rule = f"BR-{_RULE_NAMES.get(category, category.value)}-02"
    buyer = content.bill_to.tax_ids
    if category in _NEEDS_SELLER_VAT and not _has_vat(content.seller.tax_ids):
        yield Need(_SELLER, "the seller's VAT id", rule)
    if category is TaxCategory.INTRA_COMMUNITY:
        if not _has_vat(buyer):
            yield Need(_BUYER, "the customer's VAT id", rule)
        if whole_period(content.lines) is None:
            what = "the service period of the lines"
            yield Need("lines[0].service_start", what, "BR-IC-11")
    if category is TaxCategory.REVERSE_CHARGE and not buyer:
        yield Need(_BUYER, "a tax id of the customer", rule)


def _has_vat(ids: Sequence[TaxId]) -> bool:
    return any(each.kind in VAT_KINDS for each in ids)
