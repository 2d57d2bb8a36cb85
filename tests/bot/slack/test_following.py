"""The modal's fields follow the customer, and whatever was filled in by hand stays."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.contract.filled import form_of_invoice_form
from bot.intake.drafts.contract import ContractForm
from bot.intake.drafts.invoice import CHARGED, InvoiceForm
from bot.intake.modals.invoice import typed_line
from bot.slack.forms import draw, keep, new_contract_form, new_form, take_in
from bot.slack.people import Person
from bot.slack.shorthand import filled, understood
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.totals import TaxCategory
from jupiter_core.ports import UnitOfWork
from tests.factories import SAM, a_customer, a_euro_bank, a_line, a_sender_profile
from tests.harness.drawn_views import expect_modal, texts_in
from tests.harness.workspace import MemoryWorkspace

PERSON = Person(id=SAM.id, name=SAM.name, is_admin=False, is_guest=False, time_zone="UTC")
EU, US = "sender-eu", "sender-us"
GERMAN = DealDefaults(
    sender_profile_id=EU,
    currency="EUR",
    net_terms=60,
    tax_rate=Decimal(0),
    tax_category=TaxCategory.REVERSE_CHARGE,
)


def a_desk() -> MemoryWorkspace:
    """A US deal's channel; the German entity is the first by alphabet. Globex is billed by it."""
    desk = MemoryWorkspace()
    with desk.writing() as uow:
        uow.sender_profiles.save(a_sender_profile(legal_name="Jupiter US Inc."))
        uow.sender_profiles.save(
            a_sender_profile(
                id=EU, legal_name="Jupiter EU GmbH", series="JEU-", bank_accounts=(a_euro_bank(),)
            )
        )
        uow.customers.save(a_customer(id="customer-globex", name="Globex GmbH", defaults=GERMAN))
        uow.customers.save(a_customer(id="customer-new", name="Initech"))
    desk.submit(SAM, lines=(a_line("Platform", "1", "100.00", tax_rate="8.875"),), net_terms=45)
    return desk


@pytest.fixture
def uow() -> Iterator[UnitOfWork]:
    with a_desk().writing() as uow:
        yield uow


def picked(uow: UnitOfWork, form: Any, **fields: str) -> Any:
    """The form after Sam filled in these, everything else as it was drawn."""
    saved = keep(uow, SAM.id, "form1", form)
    held = {name: getattr(form, name) for name in form.typed_fields} | fields
    values = {form.block_id("form1", name): {name: {"value": text}} for name, text in held.items()}
    body = {"view": {"state": {"values": values}}}
    return type(form).model_validate(take_in(uow, saved, body).values)


def told(form: Any) -> tuple[str, str, str]:
    days = form.net_terms_days if form.net_terms == "other" else form.net_terms
    return form.sender_profile_id, form.currency, days


def line_of(uow: UnitOfWork, text: str, channel: str = "C0ACME") -> Any:
    return filled(uow, PERSON, understood(uow, text), channel)


def test_the_helps_own_example_in_a_us_deals_channel_bills_from_the_us_entity(
    uow: UnitOfWork,
) -> None:
    form = line_of(uow, "Acme 50k onboarding net 30")
    assert told(form) == (US, "USD", "30")
    assert [(each.tax_rate, each.tax_category) for each in form.lines] == [("8.875", CHARGED)]
    assert told(line_of(uow, "Initech 50k onboarding")) == (US, "USD", "45")


def test_elsewhere_with_a_new_customer_the_person_is_asked(uow: UnitOfWork) -> None:
    form = line_of(uow, "Initech 50k onboarding", "C0OTHER")
    assert told(form) == ("", "", "30")
    view = draw(uow, keep(uow, SAM.id, "form1", form))
    expect_modal(view)
    assert any("Choose the invoice's currency" in each for each in texts_in(view))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Globex 50k onboarding", (EU, "EUR", "60")),
        ("Globex 50k onboarding net 10", (EU, "EUR", "10")),
        ("Globex $50k onboarding", (US, "USD", "60")),
        ("Globex 50k USD onboarding", (US, "USD", "60")),
        ("Globex 50k onboarding from Jupiter US", (US, "USD", "60")),
        ("Globex 50k GBP onboarding from Jupiter US", (US, "GBP", "60")),
        ("Acme 50k EUR onboarding", (EU, "EUR", "45")),
        ("Acme 1.2M/yr 3y annual", (US, "USD", "45")),
        ("Globex 1.2M/yr 3y annual", (EU, "EUR", "60")),
    ],
)
def test_what_the_line_says_stays_and_the_rest_follows(
    uow: UnitOfWork, text: str, expected: tuple[str, str, str]
) -> None:
    assert told(line_of(uow, text)) == expected


def test_choosing_the_customer_brings_entity_currency_terms_and_tax(uow: UnitOfWork) -> None:
    form = line_of(uow, "50k onboarding")
    assert told(form) == (US, "USD", "45")
    german = picked(uow, form, customer_id="customer-globex")
    assert told(german) == (EU, "EUR", "60")
    assert [(each.tax_rate, each.tax_category) for each in german.lines] == [("0", "AE")]
    assert german.new_line().tax_category == "AE"
    back = picked(uow, german, customer_id="customer-acme")
    assert told(back) == (US, "USD", "45")
    assert [each.tax_rate for each in back.lines] == ["8.875"]


def test_a_fields_block_is_another_one_when_the_app_fills_it(uow: UnitOfWork) -> None:
    form = new_form(uow, PERSON, "C0ACME")
    german = picked(uow, form, customer_id="customer-globex")
    for name in ("sender_profile_id", "currency", "net_terms"):
        assert form.block_id("form1", name) != german.block_id("form1", name)


def test_a_line_whose_tax_was_typed_keeps_it(uow: UnitOfWork) -> None:
    form = line_of(uow, "Acme 50k onboarding")
    (line,) = form.lines
    typed = typed_line(line, {f"tax_rate.{line.key}": {"tax_rate": {"value": "5"}}})
    same = typed_line(line, {f"quantity.{line.key}": {"quantity": {"value": "2"}}})
    for each, rates in ((typed, ["5"]), (same, ["0"])):
        german = picked(uow, form.with_line(each), customer_id="customer-globex")
        assert [one.tax_rate for one in german.lines] == rates


def test_a_contract_made_of_an_invoices_form_goes_on_following(uow: UnitOfWork) -> None:
    form = picked(uow, line_of(uow, "50k onboarding"), net_terms="60")
    contract = form_of_invoice_form(form, new_contract_form(uow, PERSON, "C0ACME"))
    acme = picked(uow, contract, customer_id="customer-acme")
    assert isinstance(acme, ContractForm)
    assert told(acme) == (US, "USD", "60")


def test_a_form_that_was_kept_before_nothing_was_noted_stays_as_it_is(uow: UnitOfWork) -> None:
    old = InvoiceForm(sender_profile_id=US, currency="USD", net_terms="45", issue_date="2026-11-22")
    assert old.by_hand is None
    assert told(picked(uow, old, customer_id="customer-globex")) == (US, "USD", "45")


FIELDS = {
    "customer_id": ["customer-acme", "customer-globex", "customer-new"],
    "sender_profile_id": [EU, US],
    "currency": ["USD", "EUR", "GBP"],
    "net_terms": ["30", "45", "60"],
    "deal_channel": ["C0ACME", "C0OTHER"],
}
choices = st.sampled_from([(name, each) for name, values in FIELDS.items() for each in values])


@settings(max_examples=60, deadline=None)
@given(st.lists(choices, max_size=8))
def test_whatever_was_chosen_by_hand_stays_in_any_order(chosen: list[tuple[str, str]]) -> None:
    by_hand: dict[str, str] = {}
    with a_desk().writing() as uow:
        form = new_form(uow, PERSON, "C0ACME")
        for name, value in chosen:
            if getattr(form, name) != value:
                by_hand[name] = value
            form = picked(uow, form, **{name: value})
            assert {each: getattr(form, each) for each in by_hand} == by_hand


def branches(uow: UnitOfWork) -> None:
    """A second Acme Corporation, in Oslo."""
    oslo = a_customer().address.model_copy(update={"city": "Oslo"})
    uow.customers.save(a_customer(id="customer-oslo", address=oslo))


@pytest.mark.parametrize(
    ("text", "customer"),
    [
        ("Acme Corporation Oslo 50k onboarding", "customer-oslo"),
        ("Acme Corporation Phoenix 50k onboarding", "customer-acme"),
        ("Acme Oslo 50k onboarding", "customer-oslo"),
        ("Acme 50k onboarding", ""),
        ("Acme Corporation 50k onboarding", ""),
    ],
)
def test_of_two_customers_of_one_name_the_city_tells_and_else_the_person_is_asked(
    uow: UnitOfWork, text: str, customer: str
) -> None:
    branches(uow)
    form = line_of(uow, text)
    assert form.customer_id == customer
    asked = "Several customers are called Acme Corporation: in Phoenix, Oslo. Choose one below."
    assert form.remarks == (() if customer else (asked,))


def test_a_chosen_branch_is_shown_with_its_city(uow: UnitOfWork) -> None:
    branches(uow)
    form = picked(uow, new_form(uow, PERSON, "C0ACME"), customer_id="customer-oslo")
    assert form.customer_name == "Acme Corporation, Oslo"
