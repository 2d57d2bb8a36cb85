"""A line of an invoice in CII (BG-25), and what its lines share with the whole.

A line is written as it stands in the file: of its twenty elements few may be missing, and they are
written hundreds of times.
"""

from datetime import date
from decimal import Decimal

from jupiter_core.documents.einvoice.cii_references import account, order_line
from jupiter_core.documents.einvoice.line_allowances import cii_allowance, cii_list_price
from jupiter_core.documents.einvoice.markup import branch, escaped, leaf
from jupiter_core.documents.einvoice.model import InvoicedLine, Period
from jupiter_core.domain.third_decimal import in_two_decimals
from jupiter_core.domain.totals import plain


def cii_line(line: InvoicedLine) -> str:
    """BG-25."""
    name, description = leaf("ram:Name", line.name), leaf("ram:Description", line.description)
    return f"""<ram:IncludedSupplyChainTradeLineItem>
<ram:AssociatedDocumentLineDocument>
<ram:LineID>{line.id}</ram:LineID>
</ram:AssociatedDocumentLineDocument>
{branch("ram:SpecifiedTradeProduct", name, description)}\
<ram:SpecifiedLineTradeAgreement>
{order_line(line.order_line) if line.order_line else ""}{cii_list_price(line)}\
<ram:NetPriceProductTradePrice>
<ram:ChargeAmount>{in_two_decimals(line.price):f}</ram:ChargeAmount>
</ram:NetPriceProductTradePrice>
</ram:SpecifiedLineTradeAgreement>
<ram:SpecifiedLineTradeDelivery>
<ram:BilledQuantity unitCode="{escaped(line.unit)}">{plain(line.quantity)}</ram:BilledQuantity>
</ram:SpecifiedLineTradeDelivery>
<ram:SpecifiedLineTradeSettlement>
<ram:ApplicableTradeTax>
<ram:TypeCode>VAT</ram:TypeCode>
<ram:CategoryCode>{line.category.value}</ram:CategoryCode>
{rate_element(line.rate)}\
</ram:ApplicableTradeTax>
{period_element(line.period)}{cii_allowance(line)}\
<ram:SpecifiedTradeSettlementLineMonetarySummation>
<ram:LineTotalAmount>{in_two_decimals(line.amount):f}</ram:LineTotalAmount>
</ram:SpecifiedTradeSettlementLineMonetarySummation>
{account(line.accounting_reference) if line.accounting_reference else ""}\
</ram:SpecifiedLineTradeSettlement>
</ram:IncludedSupplyChainTradeLineItem>
"""


def rate_element(rate: Decimal | None) -> str:
    """BT-152 or BT-119; empty where there is no rate."""
    if rate is None:
        return ""
    return f"<ram:RateApplicablePercent>{plain(rate)}</ram:RateApplicablePercent>\n"


def period_element(period: Period | None) -> str:
    """BG-26 or BG-14; empty where there is none."""
    if period is None:
        return ""
    return branch(
        "ram:BillingSpecifiedPeriod",
        moment("ram:StartDateTime", period.start),
        moment("ram:EndDateTime", period.end),
    )


def moment(name: str, day: date | None) -> str:
    """A day, as the list UNTDID 2379 calls 102; empty where there is none."""
    if day is None:
        return ""
    return branch(name, leaf("udt:DateTimeString", f"{day:%Y%m%d}", format="102"))
