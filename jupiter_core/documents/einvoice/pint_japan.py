"""What Japan asks of Peppol PINT: the issuer's registration, a period, a tax in whole numbers."""

from collections.abc import Iterator
from math import ceil, floor

from jupiter_core.documents.einvoice.lines import whole_period
from jupiter_core.documents.einvoice.need import Need
from jupiter_core.domain.content import Content
from jupiter_core.domain.party import Seller, TaxIdKind


def issuer_need(seller: Seller) -> Need:
    """Of whoever sells there."""
    what = "the seller's registration number (T and 13 digits), among its tax ids"
    there = any(each.kind is TaxIdKind.JP_QUALIFIED for each in seller.tax_ids)
    return Need("seller.tax_ids", what, "aligned-ibr-jp-01", there)


def japanese_gaps(content: Content) -> Iterator[Need]:
    """Beside Peppol's own."""
    yield issuer_need(content.seller)
    what, dated = "the service period of the lines", whole_period(content.lines) is not None
    yield Need("lines[0].service_start", what, "aligned-ibrp-052", dated)
    for each in content.totals.taxes:
        exact = each.net.decimal * each.rate / 100
        if not floor(exact) <= each.tax.decimal <= ceil(exact):
            what = "a tax of the rate's share of the amount, rounded to a whole number"
            yield Need("lines[0].tax_rate", what, "aligned-ibrp-051-jp")
