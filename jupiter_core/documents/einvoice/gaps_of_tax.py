"""What is missing for the taxes of an e-invoice: each category has needs of its own."""

from collections.abc import Iterator, Sequence

from jupiter_core.documents.einvoice.adjustments import (
    adjustment_categories,
    adjustment_gaps,
)
from jupiter_core.documents.einvoice.lines import whole_period
from jupiter_core.documents.einvoice.need import Need
from jupiter_core.documents.einvoice.party_numbers import (
    PartyNumbers,
    buyer_numbers,
    seller_numbers,
    tax_number_words,
)
from jupiter_core.documents.einvoice.taxes import category_of, is_outside
from jupiter_core.domain.content import Content
from jupiter_core.domain.tax import combined
from jupiter_core.domain.totals import TaxCategory

_RULE_NAMES = {TaxCategory.INTRA_COMMUNITY: "IC"}
_NEEDS_SELLER_VAT = {TaxCategory.INTRA_COMMUNITY, TaxCategory.EXPORT}
_NEEDS_SELLER_TAX = {
    TaxCategory.STANDARD,
    TaxCategory.ZERO,
    TaxCategory.EXEMPT,
    TaxCategory.REVERSE_CHARGE,
}
_NEEDS_BUYER = {TaxCategory.INTRA_COMMUNITY, TaxCategory.REVERSE_CHARGE}
_SELLER, _BUYER = "seller.tax_ids", "bill_to.tax_ids"


def tax_gaps(content: Content) -> Iterator[Need]:
    """By line, then by category."""
    if several := next((line.taxes for line in content.lines if line.taxes), ()):
        what = f"value-added tax alone: it has no place for {combined(several)}"
        yield Need("lines", what, "BG-23")
    outside = is_outside(content.lines)
    categories = [category_of(line, outside=outside) for line in content.lines]
    yield from _lines(content, categories, outside=outside)
    yield from adjustment_gaps(content)
    if any(abs(each.difference.decimal) >= 1 for each in content.tax_rounding):
        what = f"a tax that is less than 1 {content.currency} from its rate's own"
        yield Need("lines", what, "BR-CO-17")
    seller = seller_numbers(content)
    known = bool(seller.vat or seller.registration or seller.others)
    yield Need(_SELLER, "a tax id of the seller", "BR-CO-26", known)
    for category in sorted({*categories} | adjustment_categories(content)):
        if known:
            yield from _seller(content, seller, category)
        yield from _buyer(content, category)


def _lines(content: Content, categories: Sequence[TaxCategory], *, outside: bool) -> Iterator[Need]:
    for n, (line, category) in enumerate(zip(content.lines, categories, strict=True)):
        is_charged = category is TaxCategory.STANDARD and line.tax_rate
        if is_charged or line.taxes:
            continue
        path = f"lines[{n}].tax_category"
        rule = _RULE_NAMES.get(category, category.value)
        if category is TaxCategory.OUTSIDE and not outside:
            yield Need(path, "all lines outside the scope of tax, or none", "BR-O-11")
        elif category is TaxCategory.STANDARD and not line.tax_rate:
            yield Need(path, "a rate above zero where tax is charged", "BR-S-05")
        elif category is not TaxCategory.STANDARD and line.tax_rate:
            yield Need(path, f"a rate of zero in the tax category {category}", f"BR-{rule}-05")


def _seller(content: Content, seller: PartyNumbers, category: TaxCategory) -> Iterator[Need]:
    if category in _NEEDS_SELLER_VAT:
        yield Need(_SELLER, "the seller's VAT id", _rule_of(category), bool(seller.vat))
    elif category in _NEEDS_SELLER_TAX:
        numbered = bool(seller.vat or seller.tax_number)
        yield Need(_SELLER, tax_number_words(content), _rule_of(category), numbered)


def _buyer(content: Content, category: TaxCategory) -> Iterator[Need]:
    if category not in _NEEDS_BUYER:
        return
    buyer = buyer_numbers(content)
    if category is TaxCategory.INTRA_COMMUNITY:
        yield Need(_BUYER, "the customer's VAT id", _rule_of(category), bool(buyer.vat))
        dated = whole_period(content.lines) is not None
        what = "the service period of the lines"
        yield Need("lines[0].service_start", what, "BR-IC-11", dated)
    if category is TaxCategory.REVERSE_CHARGE:
        known = bool(buyer.vat or buyer.registration)
        what = "the customer's VAT id or registration number"
        yield Need(_BUYER, what, _rule_of(category), known)


def _rule_of(category: TaxCategory) -> str:
    return f"BR-{_RULE_NAMES.get(category, category.value)}-02"
