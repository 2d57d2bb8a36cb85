"""The sums of a cXML invoice: its net, its taxes by rate, and what is due."""

from jupiter_core.documents import words
from jupiter_core.documents.einvoice.model import TaxGroup
from jupiter_core.documents.portals.markup import element, money, worded
from jupiter_core.documents.portals.signed import PortalInvoice
from jupiter_core.documents.sums import sums_of
from jupiter_core.domain.tax_sums import TaxSum
from jupiter_core.domain.totals import TaxCategory, plain

_EXEMPT: dict[str, str] = {TaxCategory.EXEMPT: "exempt", TaxCategory.ZERO: "zeroRated"}
_OWN_CATEGORIES = {"gst", "hst", "pst", "qst"}
_CATEGORIES = {"VAT": "vat", "Consumption tax": "gst"}


def summary(found: PortalInvoice) -> str:
    """What was paid already is told by what is due."""
    model, currency = found.model, found.model.currency
    return element(
        "InvoiceDetailSummary",
        {},
        money("SubtotalAmount", found.signed(model.net), currency),
        _taxes(found),
        money("GrossAmount", found.signed(model.gross), currency),
        money("NetAmount", found.signed(model.gross), currency),
        money("DueAmount", found.signed(model.due), currency),
    )


def _taxes(found: PortalInvoice) -> str:
    model = found.model
    name = words.of("en").tax_name(found.content)
    amount = money("Tax", found.signed(model.tax), model.currency)
    inside = amount.removeprefix("<Tax>\n").removesuffix("</Tax>\n")
    groups = (_detail(each, name, found) for each in model.taxes)
    named = (_named(each, found) for each in sums_of(found.content).named)
    return element("Tax", {}, inside, worded("Description", name), *groups, *named)


def _named(each: TaxSum, found: PortalInvoice) -> str:
    """One of several taxes; those of Canada have categories of their own."""
    tax, currency = each.tax, found.model.currency
    kind = tax.name.casefold()
    said = {
        "purpose": "tax",
        "category": kind if kind in _OWN_CATEGORIES else "sales",
        "percentageRate": plain(tax.charged),
        **({"exemptDetail": "exempt"} if tax.exempt else {}),
    }
    return element(
        "TaxDetail",
        said,
        money("TaxableAmount", found.signed(each.base.decimal), currency),
        money("TaxAmount", found.signed(each.amount.decimal), currency),
        worded("Description", " ".join(filter(None, (tax.name, tax.number)))),
    )


def _detail(group: TaxGroup, name: str, found: PortalInvoice) -> str:
    said = {
        "purpose": "tax",
        "category": _CATEGORIES.get(name, "sales"),
        "percentageRate": plain(group.rate) if group.rate is not None else "0",
        **({"exemptDetail": _EXEMPT[group.category]} if group.category in _EXEMPT else {}),
    }
    currency = found.model.currency
    return element(
        "TaxDetail",
        said,
        money("TaxableAmount", found.signed(group.net), currency),
        money("TaxAmount", found.signed(group.tax), currency),
        worded("Description", group.reason or name),
    )
