"""What Malaysia asks of Peppol PINT: the numbers of both parties, and which of its two taxes it is.

Its tax authority validates each e-invoice (MyInvois); that a provider does, from this file.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from jupiter_core.documents.einvoice.model import TradeParty
from jupiter_core.documents.einvoice.need import Need
from jupiter_core.documents.einvoice.taxes import category_of, is_outside
from jupiter_core.domain.content import Content
from jupiter_core.domain.party import Seller, TaxIdKind
from jupiter_core.domain.totals import TaxCategory

SALES_TAX = {Decimal(5), Decimal(10)}
"""Its rates, in percent, by which it is told from the other."""
_SERVICE_TAX = {Decimal(6), Decimal(8)}
_RINGGIT = "MYR"


def malaysian_seller(party: TradeParty, content: Content) -> TradeParty:
    """The SST number is BT-31, the TIN BT-32 (ibr-04-my), and neither is told a second time."""
    sst, tin = (_number(content.seller, each) for each in (TaxIdKind.MY_SST, TaxIdKind.MY_TIN))
    others = tuple(each for each in party.ids if each.id not in (sst, tin))
    return replace(party, vat=sst, tax_number=tin, ids=others)


def malaysian_gaps(content: Content) -> Iterator[Need]:
    """Beside the business registration numbers."""
    yield taxpayer_need(content.seller)
    outside = is_outside(content.lines)
    for n, line in enumerate(content.lines):
        taxed = category_of(line, outside=outside) is TaxCategory.STANDARD
        if taxed and line.tax_rate not in SALES_TAX | _SERVICE_TAX:
            what = "a rate of sales tax (5 or 10) or of service tax (6 or 8)"
            yield Need(f"lines[{n}].tax_rate", what, "aligned-ibrp-cl-01-my")
    other = content.tax_currency
    if other and other.currency != _RINGGIT:
        yield Need("tax_currency", "the tax in ringgit, if in another currency", "ibr-cl-05-my")


def taxpayer_need(seller: Seller) -> Need:
    """Of whoever sells there."""
    there = bool(_number(seller, TaxIdKind.MY_TIN))
    return Need("seller.tax_ids", "the seller's TIN, among its tax ids", "ibr-04-my", there)


def _number(seller: Seller, kind: TaxIdKind) -> str:
    return next((each.value for each in seller.tax_ids if each.kind is kind), "")
