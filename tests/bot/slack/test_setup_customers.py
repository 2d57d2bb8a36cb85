"""Customers in `/invoice setup`."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.intake.modals.values import inputs_of
from bot.slack.views.setup.customer import customer_section_view
from jupiter_core.queries.customer_sections import CustomerSection
from tests.factories import WORKSPACE, a_customer
from tests.harness.setup_client import ADMIN, SALES, UNPRINTABLE, SetupClient, a_stage

HOSTILE = "<!channel> <https://evil|Pay here> *_~` & שלום 🎉"


@pytest.fixture
def stage() -> Iterator[SetupClient]:
    with a_stage() as made:
        yield made


def adding(stage: SetupClient, **typed: object) -> None:
    stage.opened()
    stage.press("setup_add_customer")
    stage.view("setup_customer_saved")
    given = {
        "name": "Initech Ltd",
        "address.street": "5 Victoria Square",
        "address.city": "Birmingham",
    }
    for path, value in {
        **given,
        "address.postal_code": "b1 1bd",
        "address.country": "GB",
        **typed,
    }.items():
        stage.set(path, value)


def saving(stage: SetupClient, section: str, user: str = ADMIN, **typed: object) -> Any:
    """A section of the customer on top, saved as typed; what came back."""
    stage.view("setup_customer", user)
    stage.press("setup_edit_customer_section", f"customer_{section}", user)
    stage.view("setup_customer_section_saved", user)
    for path, value in typed.items():
        stage.set(path, value, user)
    return stage.submit(user)


def acme(stage: SetupClient, user: str = ADMIN) -> None:
    """Acme's sections, opened from the set-up."""
    stage.opened(user)
    stage.press("setup_edit_customer", "customer_customer-acme", user)
    stage.view("setup_customer", user)


def test_an_admin_adds_a_customer_with_nine_fields_and_the_rest_in_sections(
    stage: SetupClient,
) -> None:
    short = {"defaults.net_terms": "30 EOM", "tax_number": "GB 980 7806 84"}
    adding(stage, **{"ap_contact.email": "ap@initech.example"}, **short)
    inputs = [each for each in stage.stack()[-1]["blocks"] if each["type"] == "input"]
    assert len(inputs) == 9
    assert stage.submit()["ok"]
    told = stage.showing("Initech Ltd is saved.")
    assert "ap@initech.example · 30 days after month end" in told
    assert saving(stage, "references", po_required=["true"])["ok"]
    stage.showing("References AP asks for\nPO number required")
    stage.close()
    stage.showing("Initech Ltd\nUnited Kingdom · ap@initech.example · PO required")
    customer = stage.customers()[1]
    assert customer.address.postal_code == "b1 1bd"
    assert [each.value for each in customer.tax_ids] == ["GB980780684"]
    assert customer.po_required


def test_whoever_closes_the_sections_before_they_are_drawn_anew_sees_the_change_below_them(
    stage: SetupClient,
) -> None:
    acme(stage)
    stage.closed_meanwhile()
    assert saving(stage, "name", **{"ap_contact.email": "payables@acme.example"})["ok"]
    stage.close()
    stage.showing("Acme Corporation\nUnited States · payables@acme.example · PO required")


def test_two_admins_who_save_different_sections_both_keep_theirs(stage: SetupClient) -> None:
    stage.make_admin(SALES)
    acme(stage)
    stage.press("setup_edit_customer_section", "customer_contacts")
    stage.view("setup_customer_section_saved")
    acme(stage, SALES)
    assert saving(stage, "references", SALES, cost_centre="CC-7")["ok"]
    stage.set("attention", "Dana")
    assert stage.submit()["ok"]
    customer = stage.customers()[0]
    assert (customer.attention, customer.cost_centre) == ("Dana", "CC-7")


def test_sections_of_the_same_usual_deal_keep_each_others_parts(stage: SetupClient) -> None:
    acme(stage)
    deal = {"defaults.currency": "EUR", "defaults.prices_include_tax": "true"}
    assert saving(stage, "deal", **deal)["ok"]
    stage.showing("EUR · Prices include tax")
    assert saving(stage, "reminders", **{"defaults.late_fee": "1.5% a month"})["ok"]
    assert saving(stage, "name", **{"defaults.net_terms": "45"})["ok"]
    usual = stage.customers()[0].defaults
    assert usual is not None
    late_fee = usual.late_fee
    assert (usual.currency, usual.net_terms, usual.prices_include_tax) == ("EUR", 45, True)
    assert late_fee is not None
    assert late_fee.words == "1.5% a month"


def test_a_customer_who_may_not_be_edited_any_more_stays_as_they_are(stage: SetupClient) -> None:
    acme(stage)
    stage.press("setup_edit_customer_section", "customer_contacts")
    stage.view("setup_customer_section_saved")
    stage.set("attention", "Dana")
    stage.make_admin(ADMIN, False)
    assert "Workspace admins can." in stage.submit()["errors"]["ap_contact.name"]
    assert stage.customers()[0].attention == ""


def test_an_ap_mail_that_is_among_the_others_is_refused_where_it_was_typed(
    stage: SetupClient,
) -> None:
    acme(stage)
    more = {"more_contacts": "cc: Bob <bob@acme.example>"}
    assert saving(stage, "contacts", **more)["ok"]
    errors = saving(stage, "name", **{"ap_contact.email": "BOB@acme.example"})["errors"]
    assert set(errors) == {"ap_contact.email"}


@pytest.mark.parametrize(("country", "language"), [("DE", "de"), ("GB", "en"), ("JP", "en")])
def test_a_new_customer_is_written_to_in_the_language_of_their_country(
    stage: SetupClient, country: str, language: str
) -> None:
    adding(
        stage,
        **{"address.country": country, "address.postal_code": ""},
    )
    assert stage.submit()["ok"]
    stage.showing("Initech Ltd")
    assert stage.customers()[1].language == language


GERMAN = {"address.country": "DE", "address.city": "Berlin", "address.postal_code": "10115"}


def test_what_e_invoices_to_a_new_customer_lack_is_told_when_they_are_saved_and_where_to_add_it(
    stage: SetupClient,
) -> None:
    adding(stage, **GERMAN)
    assert stage.submit()["ok"]
    told = stage.showing("Initech Ltd is saved. What is not set here can be added at any time")
    assert "E-invoices from Jupiter US Inc." in told
    assert (
        "XRechnung 3.0, for German authorities: 1 of 2 missing\n"
        "✗ the customer's buyer reference\n"
        "✓ the seller's telephone number"
    ) in told
    assert "To add what is missing of the customer, edit “E-invoice”." in told
    assert saving(stage, "e_invoice", buyer_reference="991-33333TEST-33")["ok"]
    told = stage.showing(
        "XRechnung 3.0, for German authorities: complete\n"
        "✓ the customer's buyer reference · ✓ the seller's telephone number"
    )
    assert "To add what is missing" not in told


def test_an_unusual_address_is_saved_and_told_on_the_list_and_in_the_form(
    stage: SetupClient,
) -> None:
    adding(stage, **{"address.postal_code": "94104"})
    assert stage.submit()["ok"]
    told = (
        "⚠ Address: “94104” does not look like a postal code of the United Kingdom. "
        "It is written like EC1Y 8SY or GIR 0AA."
    )
    stage.showing(told)
    stage.close()
    stage.showing(f"Initech Ltd\nUnited Kingdom\n{told}")


def test_hostile_text_is_kept_and_shown_as_typed(stage: SetupClient) -> None:
    adding(stage, name=HOSTILE)
    assert stage.submit()["ok"]
    stage.showing(HOSTILE)
    assert stage.customers()[0].name == HOSTILE


def test_what_is_too_long_is_refused_on_its_field(stage: SetupClient) -> None:
    acme(stage)
    errors = saving(stage, "contacts", attention="a" * 3000, **{"ap_contact.name": "b" * 3000})[
        "errors"
    ]
    assert set(errors) == {"attention", "ap_contact.name"}
    assert errors["attention"] == ("Attention line can have 140 characters at most; this has 3000.")


def test_a_name_that_is_taken_is_refused_on_its_field(stage: SetupClient) -> None:
    adding(stage, name="ACME corporation", **PHOENIX)
    errors = stage.submit()["errors"]
    assert errors == {"name": "There is a customer “ACME corporation” already."}


def test_a_branch_elsewhere_may_have_the_name_and_both_are_shown_with_their_city(
    stage: SetupClient,
) -> None:
    adding(stage, name="Acme Corporation")
    assert stage.submit()["ok"]
    stage.view("setup_customer")
    stage.close()
    shown = stage.showing("Acme Corporation, Birmingham")
    assert "Acme Corporation, Phoenix" in shown


PHOENIX = {
    "address.city": "Phoenix",
    "address.region": "AZ",
    "address.postal_code": "85001",
    "address.country": "US",
}
"""Where Acme is."""


def test_a_tax_id_needs_both_its_kind_and_its_number(stage: SetupClient) -> None:
    acme(stage)
    places = inputs_of(customer_section_view(CustomerSection.TAXES, stage.customers()[0]))
    *_, kind, number = [each for each in places if each.startswith("tax_ids")]
    assert set(saving(stage, "taxes", **{kind: "lei"})["errors"]) == {number}
    stage.close()
    assert set(saving(stage, "taxes", **{number: "12"})["errors"]) == {kind}


def test_the_second_of_two_admins_is_told_what_changed_meanwhile(stage: SetupClient) -> None:
    stage.make_admin(SALES)
    for user in (ADMIN, SALES):
        acme(stage, user)
        stage.press("setup_edit_customer_section", "customer_references", user)
        stage.view("setup_customer_section_saved", user)
        stage.set("cost_centre", f"CC {user}", user)
    assert stage.submit(SALES)["ok"]
    assert "cost centre is now “CC U0SAM”" in stage.submit()["errors"]["po_required"]
    assert stage.customers()[0].cost_centre == "CC U0SAM"


def test_many_customers_are_found_by_typing(stage: SetupClient) -> None:
    with stage.store.write(WORKSPACE) as uow:
        for n in range(120):
            uow.customers.save(a_customer(id=f"c{n}", name=f"Customer {n:03}"))
    stage.opened()
    home = stage.view("setup")
    assert len(home["blocks"]) < 100
    block_id = next(b["block_id"] for b in home["blocks"] if b["block_id"].startswith("find_"))
    assert len(stage.options("setup_find_customer", "", block_id)) == 100
    found = stage.options("setup_find_customer", "customer 117", block_id)
    assert [each["value"] for each in found] == ["c117"]
    stage.press("setup_find_customer", block_id, value="c117")
    stage.view("setup_customer")
    stage.showing("Customer 117")


def test_a_replayed_submission_adds_no_second_customer(stage: SetupClient) -> None:
    adding(stage)
    assert stage.submit()["ok"]
    stage.showing("Initech Ltd")
    tables = stage.store.tables.copy()
    stage.redeliver("view_submission setup_customer_saved")
    assert stage.store.tables == tables


def test_a_search_after_the_right_was_taken_away_finds_and_opens_nothing(
    stage: SetupClient,
) -> None:
    with stage.store.write(WORKSPACE) as uow:
        for n in range(30):
            uow.customers.save(a_customer(id=f"c{n}", name=f"Customer {n:03}"))
    stage.opened()
    blocks = stage.view("setup")["blocks"]
    block_id = next(b["block_id"] for b in blocks if b["block_id"].startswith("find_"))
    assert stage.options("setup_find_customer", "customer 029", block_id)
    stage.make_admin(ADMIN, False)
    assert stage.options("setup_find_customer", "customer", block_id) == []
    stage.press("setup_find_customer", block_id, value="c29")
    assert "Customer" not in stage.showing("Workspace admins can.")


def test_a_button_pressed_after_the_right_was_taken_away_does_nothing(stage: SetupClient) -> None:
    stage.opened()
    stage.make_admin(ADMIN, False)
    stage.press("setup_add_customer")
    stage.showing("Workspace admins can.")


def test_a_second_language_is_chosen_and_taken_away_again(stage: SetupClient) -> None:
    acme(stage)
    assert saving(stage, "language", language="de", second_language="en")["ok"]
    stage.showing("Language and paper\nGerman and English")
    customer = stage.customers()[0]
    assert (customer.language, customer.second_language) == ("de", "en")
    assert saving(stage, "language", second_language="-")["ok"]
    assert stage.customers()[0].second_language == ""


def test_delivery_reference_and_electronic_address_are_kept(stage: SetupClient) -> None:
    acme(stage)
    assert saving(stage, "sending", delivery="portal", **{"portal.kind": "coupa"})["ok"]
    said = {"buyer_reference": " EK-2207 ", "endpoint": "9930:DE129273398"}
    assert saving(stage, "e_invoice", **said)["ok"]
    customer = stage.customers()[0]
    assert (customer.buyer_reference, customer.delivery) == ("EK-2207", "portal")
    assert customer.endpoint == "9930:DE129273398"
    assert customer.portal is not None
    assert customer.portal.title == "Coupa"


def test_a_wrong_electronic_address_and_an_unprintable_reference_are_refused_on_their_fields(
    stage: SetupClient,
) -> None:
    acme(stage)
    assert set(saving(stage, "e_invoice", endpoint="DE129273398")["errors"]) == {"endpoint"}
    stage.set("endpoint", "")
    stage.set("buyer_reference", UNPRINTABLE)
    assert set(stage.submit()["errors"]) == {"buyer_reference"}


def test_further_ap_contacts_are_typed_a_line_each_and_shown_so(stage: SetupClient) -> None:
    typed = "Lee Park <lee@initech.example>\ncc: Bob Hale <bob@initech.example> (de)"
    first = {"ap_contact.name": "Priya Shah", "ap_contact.email": "ap@initech.example"}
    acme(stage)
    assert saving(stage, "contacts", **first, more_contacts=typed)["ok"]
    customer = stage.customers()[0]
    assert [each.words for each in customer.more_contacts] == typed.splitlines()


def test_what_is_wrong_with_a_further_contact_is_told_on_their_field(stage: SetupClient) -> None:
    acme(stage)
    first = {"ap_contact.email": "ap@initech.example"}
    assert saving(stage, "contacts", **first)["ok"]
    stage.view("setup_customer")
    stage.press("setup_edit_customer_section", "customer_contacts")
    stage.view("setup_customer_section_saved")
    for typed, said in (
        ("Lee Park", "cc: Bob Hale"),
        ("Lee <lee@initech>", "lee@initech"),
        ("AP@initech.example", "AP@initech.example"),
        ("\n".join(f"n{n}@initech.example" for n in range(11)), "10"),
    ):
        stage.set("more_contacts", typed)
        errors = stage.submit()["errors"]
        assert set(errors) == {"more_contacts"}
        assert said in errors["more_contacts"]
    assert stage.customers()[0].more_contacts == ()
