"""The discount of a line: BG-27 of EN 16931, in both languages of XML."""

from jupiter_core.documents.einvoice.markup import branch, leaf
from jupiter_core.documents.einvoice.model import InvoicedLine, LineAllowance
from jupiter_core.documents.words import Wording
from jupiter_core.domain.third_decimal import in_two_decimals
from jupiter_core.domain.totals import LineItem, plain


def allowance_of(item: LineItem, say: Wording) -> LineAllowance | None:
    """None where nothing is taken off."""
    own = item.discount
    if own is None:
        return None
    return LineAllowance(
        amount=own.off(item.gross).decimal,
        base=None if own.percent is None else item.gross.decimal,
        percent=own.percent,
        reason=own.reason or say.labels.discount,
        code=own.code.value,
    )


def cii_allowance(line: InvoicedLine) -> str:
    """Empty where nothing is taken off."""
    each = line.allowance
    if each is None:
        return ""
    return branch(
        "ram:SpecifiedTradeAllowanceCharge",
        branch("ram:ChargeIndicator", leaf("udt:Indicator", "false")),
        leaf("ram:CalculationPercent", "" if each.percent is None else plain(each.percent)),
        "" if each.base is None else leaf("ram:BasisAmount", f"{in_two_decimals(each.base):f}"),
        leaf("ram:ActualAmount", f"{in_two_decimals(each.amount):f}"),
        leaf("ram:ReasonCode", each.code),
        leaf("ram:Reason", each.reason),
    )


def ubl_allowance(line: InvoicedLine, currency: str) -> str:
    """The same in UBL."""
    each = line.allowance
    if each is None:
        return ""
    base = "" if each.base is None else f"{in_two_decimals(each.base):f}"
    return branch(
        "cac:AllowanceCharge",
        leaf("cbc:ChargeIndicator", "false"),
        leaf("cbc:AllowanceChargeReasonCode", each.code),
        leaf("cbc:AllowanceChargeReason", each.reason),
        leaf("cbc:MultiplierFactorNumeric", "" if each.percent is None else plain(each.percent)),
        leaf("cbc:Amount", f"{in_two_decimals(each.amount):f}", currencyID=currency),
        leaf("cbc:BaseAmount", base, currencyID=currency) if base else "",
    )
