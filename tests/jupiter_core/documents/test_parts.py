"""What stands on the paper when an invoice is more than lines and a total."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.documents.languages import LANGUAGES
from jupiter_core.documents.layout import planned
from jupiter_core.documents.primitives import QrCode
from jupiter_core.documents.qr import payment_code
from jupiter_core.documents.sheet import A4
from jupiter_core.domain.account import Credit
from jupiter_core.domain.address import Address
from jupiter_core.domain.invoice import Content, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.totals import LineItem, TaxCategory, TaxRounding
from tests.factories import a_content, a_customer, a_euro_bank, a_line
from tests.jupiter_core.documents.papers import a_version, an_issued, text

REASONS = {
    TaxCategory.REVERSE_CHARGE: "Reverse charge: VAT to be accounted for by the recipient",
    TaxCategory.INTRA_COMMUNITY: "Intra-Community supply, exempt from VAT",
    TaxCategory.EXPORT: "Export, free of tax",
    TaxCategory.EXEMPT: "Exempt from tax",
}


def _untaxed(category: TaxCategory) -> LineItem:
    return a_line("Advice", "1", "30.00").model_copy(update={"tax_category": category})


def _in_euros(**changes: object) -> Content:
    line = a_line("Platform", "1", "100.00", "EUR", "19")
    return a_content(currency="EUR", remit_to=a_euro_bank(), lines=(line,)).model_copy(
        update=changes
    )


def _one_line(page: str) -> str:
    return " ".join(page.split())


def test_a_line_says_what_days_it_is_for_and_how_its_price_came_about() -> None:
    line = a_line("Platform", "1", "1260000.00").model_copy(
        update={
            "service_start": date(2027, 1, 1),
            "service_end": date(2027, 12, 31),
            "arithmetic": "1,200,000.00 × 1.05",
        }
    )
    page = text(an_issued(content=a_content(lines=(line,))))
    assert "1,260,000.00\n1 Jan 2027 – 31 Dec 2027\n1,200,000.00 × 1.05\n" in page


def test_where_nothing_is_taxed_no_word_is_lost_on_tax() -> None:
    page = text(an_issued())
    assert "Tax" not in page
    assert "Net total" not in page


@pytest.mark.parametrize("category", REASONS)
def test_where_no_tax_is_charged_the_reason_is_said(category: TaxCategory) -> None:
    page = _one_line(text(an_issued(content=a_content(lines=(_untaxed(category),)))))
    assert REASONS[category] in page
    assert "0%" not in page


def test_what_is_outside_the_scope_of_tax_has_no_reason() -> None:
    page = text(an_issued(content=a_content(lines=(_untaxed(TaxCategory.OUTSIDE),))))
    assert not any(reason in _one_line(page) for reason in REASONS.values())


def test_among_taxed_lines_each_untaxed_rate_has_its_reason_below_it() -> None:
    lines = (
        a_line("Platform", "1", "100.00", tax_rate="19"),
        _untaxed(TaxCategory.REVERSE_CHARGE),
        _untaxed(TaxCategory.OUTSIDE),
    )
    page = text(an_issued(content=a_content(lines=lines)))
    assert "Advice 1 30.00 0% 30.00" in page
    assert "Advice 1 30.00 – 30.00" in page
    assert f"Tax 0% of 30.00 0.00\n{REASONS[TaxCategory.REVERSE_CHARGE]}\n" in page
    assert page.count("Tax 0% of") == 1


def test_a_zero_rate_is_a_rate() -> None:
    page = text(an_issued(content=a_content(lines=(_untaxed(TaxCategory.ZERO),))))
    assert "Tax 0% of 30.00 0.00" in page


def test_a_credit_note_names_its_invoice_and_asks_for_no_money() -> None:
    content = a_content(corrects="JUS-000001", lines=(a_line("Seats", "1", "480.00"),))
    page = text(an_issued(content=content, number="JUS-000007"))
    assert page.startswith("Jupiter US Inc.")
    assert "CREDIT NOTE\nJUS-000007\nfor invoice JUS-000001" in page
    assert "For invoice\nJUS-000001" in page
    assert "Amount credited USD\u00a0480.00" in page
    for unwanted in ("Amount due", "Due date", "Remit to", "PO pending", "Terms"):
        assert unwanted not in page


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Rounding included in VAT 20%: USD −0.01"),
        ("de", "Rundung, enthalten in USt. 20 %: −0,01 USD"),
    ],
)
def test_a_tax_that_is_not_its_rates_own_is_explained(language: str, sentence: str) -> None:
    rounding = TaxRounding(
        rate=Decimal(20), category=TaxCategory.STANDARD, difference=Money.of("-0.01", "USD")
    )
    content = a_content(
        seller=a_content().seller.model_copy(
            update={
                "address": Address(
                    street="Hauptstraße 1", city="Berlin", postal_code="10115", country="DE"
                )
            }
        ),
        corrects="JUS-000001",
        lines=(a_line("Seats", "1", "85.00", tax_rate="20"),),
        tax_rounding=(rounding,),
        language=language,
    )
    page = _one_line(text(an_issued(content=content))).replace("\u00a0", " ")
    assert sentence in page.replace("-", "−")
    assert "16.99" in page.replace(",", ".")


def test_what_credit_notes_took_off_is_named_above_what_is_due() -> None:
    credit = Credit(number="JUS-C000001", amount=Money.of("45000.00", "USD"))
    page = _one_line(text(an_issued(credits=(credit,), revision=2)))
    assert "Credit note JUS-C000001 -45,000.00" in page.replace("−", "-")
    assert "1,300,000.00" in page


def test_contract_reference_and_what_is_left_of_the_credit_are_told() -> None:
    content = a_content(
        contract_name="Acme 2026–2029",
        credit_balance=Money.of("12500.00", "USD"),
        bill_to=a_customer(buyer_reference="REF-9").bill_to(),
    )
    page = _one_line(text(an_issued(content=content)))
    assert "Your reference REF-9 Contract Acme 2026–2029" in page
    assert "Usage credit left after this invoice: USD 12,500.00" in page


@pytest.mark.parametrize("shown", [True, False])
def test_the_product_is_named_where_the_plan_says_so(shown: bool) -> None:
    assert ("JupiterInvoice" in text(an_issued(content=a_content(made_with=shown)))) is shown


@pytest.mark.parametrize("language", sorted({*LANGUAGES} - {"ja"}))
def test_an_invoice_of_nothing_asks_for_no_money_in_any_language(language: str) -> None:
    content = a_content(lines=(a_line(price="0.00"),), language=language)
    page = _one_line(text(an_issued(state=State.PAID, content=content)))
    labels = LANGUAGES[language]
    assert labels.nothing_to_pay in page
    for unwanted in (labels.remit_to, labels.due_date, labels.amount_due, labels.po_pending):
        assert unwanted not in page
    assert "000123456789" not in page


def test_countries_are_named_in_the_language_of_the_customer() -> None:
    page = text(an_issued(content=_in_euros(language="de")))
    assert "Vereinigte Staaten" in page
    assert "RECHNUNG" in page
    assert "119,00\u00a0EUR" in page


def test_an_open_invoice_in_euros_to_an_iban_has_a_payment_code() -> None:
    invoice = an_issued(content=_in_euros())
    primitives = [
        primitive for page in planned(a_version(invoice), invoice, A4) for primitive in page
    ]
    (code,) = (primitive for primitive in primitives if isinstance(primitive, QrCode))
    assert code.rows == payment_code(invoice, Money.of("119.00", "EUR"))
    assert {len(row) for row in code.rows} == {len(code.rows)}
    finder = ("1111111", "1000001", "1011101", "1011101", "1011101", "1000001", "1111111")
    assert tuple(row[:7] for row in code.rows[:7]) == finder
    assert "Scan to pay (SEPA)" in text(invoice)


@pytest.mark.parametrize(
    "changes",
    [
        {"state": State.DRAFT, "number": None, "revision": 0},
        {"state": State.VOID},
        {"state": State.PAID, "paid": Money.of("119.00", "EUR")},
        {"content": _in_euros(corrects="JUS-000001")},
        {"content": _in_euros(remit_to=a_content().remit_to)},
        {"content": a_content(remit_to=a_euro_bank())},
    ],
    ids=["draft", "void", "paid", "credit note", "no IBAN", "dollars"],
)
def test_nothing_else_has_one(changes: dict[str, object]) -> None:
    invoice = an_issued(**{"content": _in_euros(), **changes})
    assert payment_code(invoice, invoice.amount_due) == ()
    assert "SEPA" not in text(invoice)


def test_a_long_name_and_a_largest_amount_fit_a_payment_code() -> None:
    bank = a_euro_bank().model_copy(update={"holder": "Ä" * 140})
    invoice = an_issued(content=_in_euros(remit_to=bank), number="J" * 200)
    assert payment_code(invoice, Money.of("999999999.99", "EUR"))
    assert payment_code(invoice, Money.of("1000000000.00", "EUR")) == ()


def test_the_reader_finds_the_texts_in_a_sensible_order() -> None:
    page = text(an_issued(content=_in_euros()))
    order = ["INVOICE", "Issue date", "Bill to", "Platform", "Total", "Remit to", "IBAN", "Page 1"]
    places = [page.find(each) for each in order]
    assert places == sorted(places)


def test_a_reissued_invoice_names_the_one_that_it_replaces_and_is_paid_like_any() -> None:
    page = text(an_issued(content=a_content(replaces="JUS-000001"), number="JUS-000002"))
    assert "INVOICE\nJUS-000002\nreplaces invoice JUS-000001" in page
    assert "Amount due" in page
