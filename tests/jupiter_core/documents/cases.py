"""Invoices whose pages are looked at: as primitives, and as pictures."""

from datetime import date

from bot.demo.play import HERE
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Content, Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import TaxId, TaxIdKind
from jupiter_core.domain.totals import LineItem, TaxCategory
from tests.factories import (
    NOW,
    a_content,
    a_customer,
    a_draft,
    a_euro_bank,
    a_line,
    a_sender_profile,
)
from tests.jupiter_core.documents.papers import an_issued

LOGO = PdfRenderer().logo((HERE / "logos" / "eu.svg").read_bytes(), "image/svg+xml")


def _a_year_of(line: LineItem, **changes: object) -> LineItem:
    days = {"service_start": date(2027, 1, 1), "service_end": date(2027, 12, 31)}
    return line.model_copy(update={**days, **changes})


def _german(**changes: object) -> Content:
    seller = a_sender_profile(
        legal_name="Jupiter EU GmbH",
        address=a_customer().address.model_copy(
            update={"city": "Berlin", "region": "", "postal_code": "10117", "country": "DE"}
        ),
        tax_ids=(TaxId(kind=TaxIdKind.EU_VAT, value="DE136695976"),),
        colour="#0b6e4f",
        logo=LOGO,
    )
    customer = a_customer(
        attention="Zoë Łukasz", cost_centre="CC-4711", buyer_reference="04011000-12345-67"
    )
    platform = a_line("Plattform", "250", "504.00", "EUR", "19")
    advice = a_line("Beratung", "1", "900.00", "EUR")
    content = a_content(
        seller=seller.seller(),
        bill_to=customer.bill_to(),
        remit_to=a_euro_bank(),
        currency="EUR",
        language="de",
        po_number="4500017342",
        contract_name="Rahmenvertrag 2026–2029",
        credit_balance=Money.of("12500.00", "EUR"),
        lines=(
            _a_year_of(platform, arithmetic="250 × 480.00 × 1.05"),
            advice.model_copy(update={"tax_category": TaxCategory.REVERSE_CHARGE}),
        ),
    )
    return content.model_copy(update=changes)


def _many() -> Invoice:
    lines = tuple(a_line(f"Módulo {n}", str(n), "1234.50", "EUR", "21") for n in range(1, 31))
    content = _german(language="es", lines=lines)
    paid = Money.of("1000.00", "EUR")
    return an_issued(content=content, state=State.PARTIALLY_PAID, paid=paid, revision=2)


CASES = {
    "deal": an_issued(),
    "draft": a_draft(),
    "german": an_issued(content=_german()),
    "credit-note": an_issued(
        content=_german(corrects="JUS-000001", language="fr", credit_balance=None),
        number="JUS-000002",
    ),
    "void": an_issued(content=_german(language="nl"), state=State.VOID, revision=2),
    "paid": an_issued(
        content=_german(language="en"),
        state=State.PAID,
        paid=_german().totals.total,
        settled_at=NOW,
        revision=2,
    ),
    "many-lines": _many(),
}
EVENTS = {
    "void": EventName.INVOICE_VOIDED,
    "paid": EventName.INVOICE_PAID,
    "many-lines": EventName.INVOICE_PAYMENT_RECORDED,
}
