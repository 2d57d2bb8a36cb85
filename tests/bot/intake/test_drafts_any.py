"""Every field of a draft can be changed in its form to any other valid value."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.intake.files.invoice import typed_invoice_version
from bot.intake.invoice import form_of, terms_of
from bot.intake.new.invoice import sent_invoice
from bot.intake.new.typed import Typed
from jupiter_core.commands.draft import ReviseInvoice, revise_invoice
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import NothingChanged, ValidationErrors
from tests.factories import SAM, a_customer, a_euro_bank, a_sender_profile
from tests.harness.builder_forms import a_form, with_line
from tests.harness.workspace import MemoryWorkspace

CURRENCIES = ("USD", "EUR", "GBP", "JPY", "KRW", "KWD", "BHD")
DAY = date(2026, 11, 22)
currencies = st.sampled_from(CURRENCIES)
texts = st.sampled_from(["", "4500017342", "Thank you.", "Zürich & Söhne"])


@st.composite
def lines(draw: st.DrawFn, currency: str) -> LineForm:
    minor = draw(st.integers(0, 10**9))
    return LineForm(
        key="l1",
        description=draw(st.sampled_from(["Platform", "Seats"])),
        quantity=draw(st.sampled_from(["1", "250", "0.5"])),
        unit_price=f"{Money(minor=minor, currency=currency).decimal:,f}",
        tax_rate=draw(st.sampled_from(["0", "19", "8.875"])),
    )


@st.composite
def changes(draw: st.DrawFn) -> dict[str, object]:
    """What a person types into the modal that edits a draft."""
    currency = draw(currencies)
    return {
        "customer_id": draw(st.sampled_from(["customer-acme", "customer-globex"])),
        "sender_profile_id": draw(st.sampled_from(["sender-us", "sender-eu"])),
        "currency": currency,
        "net_terms": "other",
        "net_terms_days": str(draw(st.integers(0, 365))),
        "issue_date": (DAY + timedelta(days=draw(st.integers(0, 90)))).isoformat(),
        "po_number": draw(texts),
        "memo": draw(texts),
        "lines": tuple(draw(st.lists(lines(currency), min_size=1, max_size=3))),
    }


def a_desk() -> MemoryWorkspace:
    desk = MemoryWorkspace()
    with desk.writing() as uow:
        other = a_sender_profile(
            id="sender-eu",
            legal_name="Jupiter EU GmbH",
            series="JEU-",
            bank_accounts=(a_euro_bank(),),
        )
        uow.sender_profiles.save(other)
        uow.customers.save(a_customer(id="customer-globex", name="Globex Inc."))
    return desk


def edited(desk: MemoryWorkspace, invoice: Invoice, form: InvoiceForm) -> Invoice:
    """As the modal does when it is submitted."""
    command = ReviseInvoice(
        by=SAM, invoice_id=invoice.id, expected_version=form.seen, terms=terms_of(form)
    )
    with desk.writing() as uow:
        return revise_invoice(command, uow, desk.renderer)


def said(content: Content) -> dict[str, object]:
    """In the words of the form."""
    return {
        "customer_id": content.bill_to.customer_id,
        "sender_profile_id": content.seller.profile_id,
        "currency": content.currency,
        "net_terms_days": str(content.net_terms),
        "issue_date": content.issue_date.isoformat(),
        "po_number": content.po_number,
        "memo": content.memo,
        "lines": [(each.description, f"{each.unit_price.decimal:,f}") for each in content.lines],
    }


def wanted(form: InvoiceForm) -> dict[str, object]:
    named = form.model_dump(include=set(said_names()))
    return {**named, "lines": [(each.description, each.unit_price) for each in form.lines]}


def said_names() -> tuple[str, ...]:
    parties = ("customer_id", "sender_profile_id", "currency")
    return (*parties, "net_terms_days", "issue_date", "po_number", "memo")


@settings(deadline=None, max_examples=20)
@given(st.lists(changes(), min_size=1, max_size=3))
def test_an_edited_draft_says_what_was_typed(typed: list[dict[str, object]]) -> None:
    desk = a_desk()
    invoice = desk.submit()
    for each in typed:
        form = form_of(invoice).model_copy(update=each)
        with suppress(NothingChanged):  # the same once more
            invoice = edited(desk, invoice, form)
        assert said(invoice.content) == wanted(form)
        assert (invoice.paid, invoice.amount_due) == (Money.zero(form.currency), invoice.total)


@pytest.mark.parametrize("currency", CURRENCIES[1:])
def test_the_currency_alone_can_be_changed_where_the_prices_are_round(currency: str) -> None:
    desk = a_desk()
    invoice = desk.submit()
    changed = edited(desk, invoice, form_of(invoice).model_copy(update={"currency": currency}))
    assert changed.total == Money.of("1345000", currency)


def test_a_price_that_the_new_currency_cannot_say_is_named_with_its_line() -> None:
    form = form_of(a_desk().submit())
    cents = form.lines[1].model_copy(update={"unit_price": "480.505"})
    form = form.with_line(cents).model_copy(update={"currency": "JPY"})
    with pytest.raises(ValidationErrors) as refused:
        terms_of(form)
    (only,) = refused.value.refusals
    assert only.path == "lines"
    assert only.sentence == "Line 2: “480.505” can be read in two ways. Write 480,505 or 480.5050."


@settings(deadline=None, max_examples=20)
@given(currencies, currencies, st.integers(1, 10**6).map(lambda thousands: thousands * 1000))
def test_on_the_page_without_an_account_each_currency_can_follow_each_other(
    first: str, then: str, whole: int
) -> None:
    typed: Typed = a_form(currency=first)
    for currency in (first, then):
        price = f"{Money.of(str(whole), first).decimal:,f}"
        with_price = with_line(typed, 0, unit_price=price)
        typed = with_price.model_copy(update={"values": {**typed.values, "currency": currency}})
        version = typed_invoice_version(sent_invoice(typed), lambda *_: "")
        content = version.invoice().content
        assert content.lines[0].unit_price == Money.of(str(whole), currency)
        assert (content.currency, content.remit_to.currency) == (currency, currency)
