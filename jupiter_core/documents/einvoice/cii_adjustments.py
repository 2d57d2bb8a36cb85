"""The sums of a CII that few documents have: discounts and charges, tax in a second currency."""

from jupiter_core.documents.einvoice.markup import branch, leaf
from jupiter_core.documents.einvoice.model import DocumentAdjustment, ElectronicInvoice
from jupiter_core.domain.third_decimal import in_two_decimals
from jupiter_core.domain.totals import plain


def adjustment(each: DocumentAdjustment) -> str:
    """BG-20 or BG-21."""
    indicator = leaf("udt:Indicator", "true" if each.is_charge else "false")
    percent = "" if each.percent is None else plain(each.percent)
    return branch(
        "ram:SpecifiedTradeAllowanceCharge",
        branch("ram:ChargeIndicator", indicator),
        leaf("ram:CalculationPercent", percent),
        "" if each.base is None else leaf("ram:BasisAmount", f"{in_two_decimals(each.base):f}"),
        leaf("ram:ActualAmount", f"{in_two_decimals(each.amount):f}"),
        leaf("ram:Reason", each.reason),
        branch(
            "ram:CategoryTradeTax",
            leaf("ram:TypeCode", "VAT"),
            leaf("ram:CategoryCode", each.category),
            "" if each.rate is None else leaf("ram:RateApplicablePercent", plain(each.rate)),
        ),
    )


def tax_in_other(invoice: ElectronicInvoice) -> str:
    """BT-111."""
    if invoice.tax_in_other is None:
        return ""
    amount = f"{in_two_decimals(invoice.tax_in_other):f}"
    return leaf("ram:TaxTotalAmount", amount, currencyID=invoice.tax_currency)
