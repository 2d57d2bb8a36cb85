"""A draft of /new as a form of Slack: what a modal could not show is not taken over."""

from bot.intake.contract.terms import preview_of as contract_preview
from bot.intake.drafts.contract import ContractForm
from bot.intake.drafts.invoice import InvoiceForm
from bot.intake.invoice import preview_of
from bot.intake.new.claimed import (
    DraftParties,
    claimed_contract,
    claimed_invoice,
    typed_customer,
)
from tests.factories import a_customer, a_sender_profile
from tests.harness.builder_forms import a_form, an_empty_form, with_line

NEW = InvoiceForm(sender_profile_id="first", currency="USD", issue_date="2026-11-22")
NEW_CONTRACT = ContractForm(sender_profile_id="first", currency="USD", start_date="2026-11-22")
NOBODY = DraftParties(None, None)


def test_an_invoice_is_taken_over_with_its_lines_and_terms() -> None:
    form = claimed_invoice(a_form(), NEW, NOBODY)
    assert (form.currency, form.net_terms, form.po_number) == ("EUR", "45", "4500012345")
    assert form.issue_date == "2026-12-01"
    assert form.lines[0].unit_price == "1,200,000.00"
    totals = preview_of(form)[1]
    assert totals is not None
    assert str(totals.total) == "1345000.00"
    assert form.next_key == 5


def test_a_contract_is_taken_over_as_typed() -> None:
    form = claimed_contract(a_form("contract"), NEW_CONTRACT, NOBODY)
    assert form.name == "Lumière platform 2027"
    assert form.lines[0].escalators == "5% y2, 3% y3"
    schedule = contract_preview(form).schedule
    assert schedule is not None
    assert str(schedule.contract_net) == "4142800.00"


def test_the_calendar_of_a_contract_is_taken_over_with_it() -> None:
    calendar = {
        "billing_frequency": "custom",
        "billing_months": "5",
        "billing_day": "15",
        "bill_in_advance_days": "10",
        "proration": "by_day",
    }
    form = claimed_contract(a_form("contract", **calendar), NEW_CONTRACT, NOBODY)
    terms = contract_preview(form).terms
    assert terms is not None
    assert (terms.billing_months, terms.billing_day, terms.bill_in_advance_days) == (5, 15, 10)
    odd = claimed_contract(
        a_form("contract", fiscal_year_start="13", proration="?"), NEW_CONTRACT, NOBODY
    )
    assert (odd.fiscal_year_start, odd.proration) == ("", "by_month")


def test_what_a_menu_or_a_calendar_does_not_have_is_not_taken_over() -> None:
    form = claimed_invoice(
        with_line(a_form(currency="ZZZ", issue_date="soon"), 0, tax_category="?"), NEW, NOBODY
    )
    assert (form.currency, form.issue_date) == ("USD", "2026-11-22")
    assert form.lines[0].tax_category == "charged"
    contract = claimed_contract(
        with_line(
            a_form("contract", billing_frequency="daily", billing_timing="?"),
            3,
            expires_on="x",
            apply="x",
        ),
        NEW_CONTRACT,
        NOBODY,
    )
    assert (contract.billing_frequency, contract.billing_timing) == ("annual", "advance")
    assert (contract.lines[3].expires_on, contract.lines[3].apply) == ("", "until_exhausted")


def test_endless_texts_are_cut_to_what_a_modal_holds() -> None:
    form = claimed_invoice(
        with_line(a_form(memo="m" * 9000, po_number="p" * 900), 0, description="d\n" * 900),
        NEW,
        NOBODY,
    )
    assert (len(form.memo), len(form.po_number)) == (2000, 255)
    assert len(form.lines[0].description) <= 1000
    assert form.lines[0].description.startswith("d\nd\n")


def test_days_that_are_not_usual_are_other_terms() -> None:
    form = claimed_invoice(a_form(net_terms="90"), NEW, NOBODY)
    assert (form.net_terms, form.net_terms_days) == ("other", "90")


def test_what_was_chosen_and_what_stays_behind_is_said() -> None:
    unknown = claimed_invoice(a_form(), NEW, NOBODY)
    assert unknown.customer_typed == "Société Lumière SAS"
    assert unknown.remarks == (
        "No legal entity called “Jupiter EU GmbH” here. Check the legal entity below.",
        "Bank details are those of the legal entity; the number is given at issue.",
    )
    known = claimed_invoice(
        with_line(a_form(), 0, service_start="2027-01-01"),
        NEW,
        DraftParties(a_customer(), a_sender_profile()),
    )
    assert (known.customer_id, known.sender_profile_id) == ("customer-acme", "sender-us")
    assert known.customer_typed == ""
    assert known.remarks[0] == "Existing customer Acme Corporation; details unchanged."
    assert known.remarks[-1] == "Service dates are not included."


def test_a_customer_is_made_of_what_was_typed() -> None:
    customer = typed_customer(a_form(), "new")
    assert customer.name == "Société Lumière SAS"
    assert customer.ap_contact.email == "ap@lumiere.example"
    assert customer.tax_ids[0].value == "FR40303265045"
    plain = typed_customer(a_form("invoice", **{"customer__tax_ids[0]__value": ""}), "new")
    assert plain.tax_ids == ()


def test_an_empty_draft_is_an_empty_form() -> None:
    form = claimed_invoice(an_empty_form(), NEW, NOBODY)
    assert form.lines == ()
    assert form.pristine
