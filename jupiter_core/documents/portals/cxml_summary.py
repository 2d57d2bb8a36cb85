"""The sums of a cXML invoice: its net, its taxes by rate, and what is due."""

from decimal import Decimal

from jupiter_core.documents import words
from jupiter_core.documents.einvoice.markup import leaf
from jupiter_core.documents.einvoice.model import TaxGroup
from jupiter_core.documents.portals.markup import element, money, worded
from jupiter_core.documents.portals.signed import PortalInvoice, line_discounts
from jupiter_core.domain.tax_sums import TaxSum
from jupiter_core.domain.totals import TaxCategory, plain

_EXEMPT: dict[str, str] = {TaxCategory.EXEMPT: "exempt", TaxCategory.ZERO: "zeroRated"}
_SALES = "sales"
_CATEGORIES = {"VAT": "vat", "Consumption tax": "gst"}
_OF_THEIR_OWN = {"gst", "hst", "pst", "qst", "vat"}
"""Names of taxes that are categories there."""


def summary(found: PortalInvoice) -> str:
    """What is charged besides the lines is special handling, what comes off them, or one of them,
    is the discount. What was paid already is told by what is due."""
    model, currency = found.model, found.model.currency
    off = model.allowances + line_discounts(found)
    return element(
        "InvoiceDetailSummary",
        {},
        money("SubtotalAmount", found.signed(model.lines_net + line_discounts(found)), currency),
        _taxes(found),
        _unless_none("SpecialHandlingAmount", model.charges, found),
        money("GrossAmount", found.signed(model.gross + off), currency),
        _unless_none("InvoiceDetailDiscount", off, found),
        money("NetAmount", found.signed(model.gross), currency),
        money("DueAmount", found.signed(model.due), currency),
    )


def _unless_none(name: str, amount: Decimal, found: PortalInvoice) -> str:
    return money(name, found.signed(amount), found.model.currency) if amount else ""


def _taxes(found: PortalInvoice) -> str:
    """Each rate, and where lines bear several taxes, each of those by its name."""
    model, named = found.model, found.content.totals.named
    name = words.of("en").tax_name(found.content)
    amount = leaf("Money", f"{found.signed(model.tax):f}", currency=model.currency)
    groups = (_detail(each, name, found) for each in model.taxes)
    several = (_named(each, found) for each in named)
    return element("Tax", {}, amount, worded("Description", name), *groups, *several)


def _named(tax: TaxSum, found: PortalInvoice) -> str:
    kind = tax.tax.name.casefold()
    said = {
        "purpose": "tax",
        "category": kind if kind in _OF_THEIR_OWN else _SALES,
        "percentageRate": plain(tax.tax.charged),
    }
    return element(
        "TaxDetail",
        said,
        money("TaxableAmount", found.signed(tax.base.decimal), found.model.currency),
        money("TaxAmount", found.signed(tax.amount.decimal), found.model.currency),
        worded("Description", tax.tax.words),
    )


def _detail(group: TaxGroup, name: str, found: PortalInvoice) -> str:
    exempt = _EXEMPT.get(group.category.value, "")
    said = {
        "purpose": "tax",
        "category": _CATEGORIES.get(name, _SALES),
        "percentageRate": plain(group.rate) if group.rate is not None else "0",
        **({"exemptDetail": exempt} if exempt else {}),
    }
    currency = found.model.currency
    return element(
        "TaxDetail",
        said,
        money("TaxableAmount", found.signed(group.net), currency),
        money("TaxAmount", found.signed(group.tax), currency),
        worded("Description", group.reason or name),
    )
