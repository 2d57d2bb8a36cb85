"""What the paper says, in English: its labels, and the spelling of amounts, dates and terms."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from babel.dates import format_date
from babel.numbers import format_decimal

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money, minor_digits
from jupiter_core.domain.party import TaxId
from jupiter_core.domain.totals import TaxLine, plain

LANGUAGE = "en-US"
_LOCALE = "en"


class Label(StrEnum):
    INVOICE = "INVOICE"
    DRAFT = "DRAFT"
    VOID = "VOID"
    DO_NOT_PAY_DRAFT = "Not issued yet. Please do not pay."
    DO_NOT_PAY_VOID = "This invoice is void. Please do not pay."
    ISSUE_DATE = "Issue date"
    DUE_DATE = "Due date"
    TERMS = "Terms"
    PO_NUMBER = "PO number"
    PO_PENDING = "PO pending"
    AMOUNT_DUE = "Amount due"
    BILL_TO = "Bill to"
    AP_CONTACT = "Accounts payable contact"
    COST_CENTRE = "Cost centre"
    DESCRIPTION = "Description"
    QUANTITY = "Quantity"
    UNIT_PRICE = "Unit price"
    TAX = "Tax"
    CARRIED = "Carried forward"
    BROUGHT = "Brought forward"
    NET = "Net total"
    TOTAL = "Total"
    PAID = "Paid"
    REMIT_TO = "Remit to"
    HOLDER = "Account holder"
    BANK = "Bank"
    IBAN = "IBAN"
    ACCOUNT = "Account number"
    ROUTING = "Routing number (ABA)"
    BIC = "BIC / SWIFT"
    CURRENCY = "Account currency"
    REFERENCE = "Payment reference"
    REFERENCE_LATER = "given with the number, at issue"
    MEMO = "Memo"
    MADE_WITH = "Made with JupiterInvoice"


def amount(money: Money) -> str:
    """With groups and the currency's own decimals: `-25,000.00`; JPY has none, KWD three."""
    digits = minor_digits(money.currency)
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(money.decimal, format=pattern, locale=_LOCALE)


def amount_with_currency(money: Money) -> str:
    """`USD 1,345,000.00`."""
    return f"{money.currency}\u00a0{amount(money)}"


def amount_column(currency: str) -> str:
    return f"Amount ({currency})"


def quantity(value: Decimal) -> str:
    """`1,250.5`."""
    return format_decimal(value, format="#,##0.######", locale=_LOCALE)


def rate(value: Decimal) -> str:
    """`8.875%`."""
    return f"{plain(value)}%"


def tax_of(line: TaxLine) -> str:
    """`Tax 8.875% of 1,200,000.00`."""
    return f"Tax {rate(line.rate)} of {amount(line.net)}"


def day(value: date) -> str:
    """`22 Nov 2026`: no reader takes the month for the day."""
    return format_date(value, "d MMM y", locale=_LOCALE)


def terms(days: int) -> str:
    return f"Net {days}" if days else "Due on receipt"


def due_by(value: date) -> str:
    return f"Amount due by {day(value)}"


def revision(count: int) -> str:
    return f"Revision {count}"


def tax_id(value: TaxId) -> str:
    return f"{value.kind.label} {value.value}"


def attention(name: str) -> str:
    return f"Attn: {name}"


def page_of(number: int, count: int) -> str:
    return f"Page {number} of {count}"


def name_of(invoice: Invoice) -> str:
    """`Invoice JUS-000001`, or `Draft invoice`."""
    return f"Invoice {invoice.number}" if invoice.number else "Draft invoice"


def title_of(invoice: Invoice) -> str:
    """What a viewer shows in its title bar."""
    if invoice.number:
        return name_of(invoice)
    return f"Draft invoice for {invoice.content.bill_to.legal_name}"


def iban_in_fours(iban: str) -> str:
    """`DE89 3704 0044 0532 0130 00`."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def bank_note(valid_since: date) -> str:
    return (
        f"Unchanged since {day(valid_since)}. Before paying to other details, confirm them by "
        "calling a number that you already know."
    )
