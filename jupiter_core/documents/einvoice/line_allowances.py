"""The discount of a line (BG-27 of EN 16931) and of its price (BT-147), in both syntaxes."""

from jupiter_core.documents.einvoice.markup import branch, leaf
from jupiter_core.documents.einvoice.model import InvoicedLine, LineAllowance
from jupiter_core.documents.words import Wording
from jupiter_core.domain.money import EXACT
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


def cii_list_price(line: InvoicedLine) -> str:
    """BT-148 and BT-147; empty where the price has no discount."""
    if line.list_price is None:
        return ""
    return branch(
        "ram:GrossPriceProductTradePrice",
        leaf("ram:ChargeAmount", f"{in_two_decimals(line.list_price):f}"),
        branch(
            "ram:AppliedTradeAllowanceCharge",
            branch("ram:ChargeIndicator", leaf("udt:Indicator", "false")),
            leaf("ram:ActualAmount", _price_discount(line)),
        ),
    )


def ubl_price_discount(line: InvoicedLine, currency: str) -> str:
    """The same in UBL, inside the price."""
    if line.list_price is None:
        return ""
    base = f"{in_two_decimals(line.list_price):f}"
    return branch(
        "cac:AllowanceCharge",
        leaf("cbc:ChargeIndicator", "false"),
        leaf("cbc:Amount", _price_discount(line), currencyID=currency),
        leaf("cbc:BaseAmount", base, currencyID=currency),
    )


def _price_discount(line: InvoicedLine) -> str:
    assert line.list_price is not None
    return f"{in_two_decimals(EXACT.subtract(line.list_price, line.price)):f}"
