"""What the builder's pages begin with: a deal to type over, or next to nothing."""

from datetime import date

from bot.intake.new.line_fields import ONE_TIME, SUBSCRIPTION, USAGE_CREDIT
from bot.intake.new.typed import Typed, read_typed
from jupiter_core.domain.handover import Kind

_PARTIES = {
    "customer.name": "Société Lumière SAS",
    "customer.address.street": "12 rue de la Paix\nBâtiment B",
    "customer.address.postal_code": "75002",
    "customer.address.city": "Paris",
    "customer.address.country": "FR",
    "customer.tax_ids[0].kind": "eu_vat",
    "customer.tax_ids[0].value": "FR40303265045",
    "customer.ap_contact.name": "Claire Dubois",
    "customer.ap_contact.email": "ap@lumiere.example",
    "customer.attention": "Service Comptabilité",
    "customer.buyer_reference": "LUM-77",
    "customer.endpoint": "9957:FR40303265045",
    "sender.legal_name": "Jupiter EU GmbH",
    "sender.address.street": "Hauptstraße 1",
    "sender.address.postal_code": "10115",
    "sender.address.city": "Berlin",
    "sender.address.country": "DE",
    "sender.tax_ids[0].kind": "eu_vat",
    "sender.tax_ids[0].value": "DE136695976",
    "sender.email": "billing@jupiter.example",
    "sender.phone": "+49 30 123456",
    "sender.endpoint": "9930:DE136695976",
    "sender.colour": "#1f3a5f",
    "bank_account.bank_name": "Commerzbank",
    "bank_account.iban": "DE89370400440532013000",
    "bank_account.bic": "COBADEFFXXX",
    "currency": "EUR",
    "net_terms": "45",
    "language": "en",
}
_INVOICE = {
    "number": "JEU-000042",
    "po_number": "4500012345",
    "memo": "Thank you for three years of trust.",
}
_CONTRACT = {
    "name": "Lumière platform 2027",
    "term_months": "3 years",
    "billing_frequency": "annual",
    "billing_timing": "advance",
}
_INVOICE_LINES = (
    {"description": "Platform Enterprise, year 1 of 3", "unit_price": "1.2M"},
    {"description": "Analytics seats", "quantity": "250", "unit_price": "480.00"},
    {"description": "Onboarding", "unit_price": "50k"},
    {"description": "Usage credit", "unit_price": "-25,000"},
)
_CONTRACT_LINES = (
    {
        "kind": SUBSCRIPTION,
        "description": "Platform Enterprise",
        "annual_price": "1.2M",
        "escalators": "5% y2, 3% y3",
    },
    {
        "kind": SUBSCRIPTION,
        "description": "Analytics seats",
        "quantity": "250",
        "annual_price": "480",
    },
    {"kind": ONE_TIME, "description": "Onboarding", "amount": "50k"},
    {"kind": USAGE_CREDIT, "description": "Usage credit", "amount": "25k"},
)
_LINE = {"quantity": "1", "tax_rate": "0"}
_REVERSE_CHARGE = {"tax_category": "AE"}


def example(kind: Kind, today: date) -> Typed:
    """A whole deal, dated on the next first of a month."""
    begins = _next_first(today).isoformat()
    if kind == "invoice":
        dated = {**_INVOICE, "issue_date": begins}
        lines = [{**_LINE, **_REVERSE_CHARGE, **line} for line in _INVOICE_LINES]
    else:
        dated = {**_CONTRACT, "start_date": begins}
        lines = [{**_LINE, **line} for line in _CONTRACT_LINES]
    return _of(kind, {**_PARTIES, **dated}, lines)


def empty(kind: Kind, today: date) -> Typed:
    """A form with one blank line, and what is likely."""
    likely = {"currency": "USD", "language": "en", "net_terms": "30", "sender.colour": "#1f3a5f"}
    if kind == "invoice":
        return _of(kind, {**likely, "issue_date": today.isoformat()}, [dict(_LINE)])
    dated = {"start_date": _next_first(today).isoformat(), "term_months": "3 years"}
    billed = {"billing_frequency": "annual", "billing_timing": "advance"}
    return _of(kind, {**likely, **dated, **billed}, [{"kind": SUBSCRIPTION, **_LINE}])


def _of(kind: Kind, values: dict[str, str], lines: list[dict[str, str]]) -> Typed:
    pairs = [*values.items()]
    for n, line in enumerate(lines):
        pairs += ((f"lines[{n}].{name}", text) for name, text in line.items())
    return read_typed(kind, pairs)


def _next_first(today: date) -> date:
    return date(today.year + today.month // 12, today.month % 12 + 1, 1)
