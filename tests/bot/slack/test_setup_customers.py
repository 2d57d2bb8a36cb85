"""Customers in `/invoice setup`."""

from collections.abc import Iterator

import pytest

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


def test_an_admin_adds_a_customer(stage: SetupClient) -> None:
    contact = {"ap_contact.name": "Priya Shah", "ap_contact.email": "ap@initech.example"}
    adding(stage, **contact, po_required=["true"])
    assert stage.submit()["ok"]
    stage.showing("Initech Ltd\nUnited Kingdom · ap@initech.example · PO required")
    customer = stage.customers()[1]
    assert customer.address.postal_code == "b1 1bd"
    assert customer.po_required


@pytest.mark.parametrize(("country", "language"), [("DE", "de"), ("GB", "en"), ("JP", "en")])
def test_a_new_customer_is_written_to_in_the_language_of_their_country(
    stage: SetupClient, country: str, language: str
) -> None:
    adding(
        stage,
        **{"address.country": country, "address.postal_code": "", "buyer_reference": "EK-1"},
    )
    assert stage.submit()["ok"]
    stage.showing("Initech Ltd")
    assert stage.customers()[1].language == language


GERMAN = {"address.country": "DE", "address.city": "Berlin", "address.postal_code": "10115"}


def test_what_e_invoices_to_a_new_customer_lack_is_told_when_they_are_saved(
    stage: SetupClient,
) -> None:
    adding(stage, **GERMAN)
    assert stage.submit()["ok"]
    told = stage.showing("Initech Ltd is saved. What is missing can be added at any time")
    assert "E-invoices from Jupiter US Inc." in told
    assert (
        "XRechnung 3.0, for German authorities: 1 of 2 missing\n"
        "✗ the customer's buyer reference\n"
        "✓ the seller's telephone number"
    ) in told


def test_the_form_of_a_customer_shows_what_their_e_invoices_need(stage: SetupClient) -> None:
    adding(stage, **GERMAN, buyer_reference="991-33333TEST-33")
    assert stage.submit()["ok"]
    stage.showing("Initech Ltd\nGermany")
    customer = next(each for each in stage.customers() if each.name == "Initech Ltd")
    stage.press("setup_edit_customer", f"customer_{customer.id}")
    stage.view("setup_customer_saved")
    stage.showing(
        "XRechnung 3.0, for German authorities: complete\n"
        "✓ the customer's buyer reference · ✓ the seller's telephone number"
    )


def test_an_unusual_address_is_saved_and_told_on_the_list_and_in_the_form(
    stage: SetupClient,
) -> None:
    adding(stage, **{"address.postal_code": "94104"})
    assert stage.submit()["ok"]
    told = (
        "⚠ Address: “94104” does not look like a postal code of the United Kingdom. "
        "It is written like EC1Y 8SY or GIR 0AA."
    )
    stage.showing(f"Initech Ltd\nUnited Kingdom\n{told}")


def test_hostile_text_is_kept_and_shown_as_typed(stage: SetupClient) -> None:
    adding(stage, name=HOSTILE)
    assert stage.submit()["ok"]
    stage.showing(HOSTILE)
    assert stage.customers()[0].name == HOSTILE


def test_what_is_too_long_is_refused_on_its_field(stage: SetupClient) -> None:
    adding(stage, attention="a" * 3000, cost_centre="b" * 3000)
    errors = stage.submit()["errors"]
    assert set(errors) == {"attention", "cost_centre"}
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
    adding(stage, **{"tax_ids[0].kind": "gb_vat", "tax_ids[1].value": "12"})
    errors = stage.submit()["errors"]
    assert set(errors) == {"tax_ids[0].value", "tax_ids[1].kind"}


def test_the_second_of_two_admins_is_told_what_changed_meanwhile(stage: SetupClient) -> None:
    stage.make_admin(SALES)
    for user in (ADMIN, SALES):
        stage.opened(user)
        stage.press("setup_edit_customer", "customer_customer-acme", user)
        stage.view("setup_customer_saved", user)
        stage.set("cost_centre", f"CC {user}", user)
    assert stage.submit(SALES)["ok"]
    assert "cost centre is now “CC U0SAM”" in stage.submit()["errors"]["name"]
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
    view = stage.view("setup_customer_saved")
    assert view["state"]["values"]["name"]["setup_typed"]["value"] == "Customer 117"


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
    adding(stage, language="de", second_language="en")
    assert stage.submit()["ok"]
    customer = stage.customers()[1]
    assert (customer.language, customer.second_language) == ("de", "en")
    adding(stage, name="Globex Ltd", second_language="-")
    assert stage.submit()["ok"]
    other = next(each for each in stage.customers() if each.name == "Globex Ltd")
    assert other.second_language == ""


def test_language_reference_and_electronic_address_are_kept(stage: SetupClient) -> None:
    adding(
        stage,
        language="de",
        delivery="portal",
        buyer_reference=" EK-2207 ",
        endpoint="9930:DE129273398",
    )
    assert stage.submit()["ok"]
    stage.showing("Initech Ltd")
    customer = stage.customers()[1]
    assert (customer.language, customer.buyer_reference) == ("de", "EK-2207")
    assert customer.delivery == "portal"
    assert customer.endpoint == "9930:DE129273398"


def test_a_wrong_electronic_address_and_an_unprintable_reference_are_refused_on_their_fields(
    stage: SetupClient,
) -> None:
    adding(stage, endpoint="DE129273398")
    assert set(stage.submit()["errors"]) == {"endpoint"}
    stage.set("endpoint", "")
    stage.set("buyer_reference", UNPRINTABLE)
    assert set(stage.submit()["errors"]) == {"buyer_reference"}


def test_further_ap_contacts_are_typed_a_line_each_and_shown_so(stage: SetupClient) -> None:
    typed = "Lee Park <lee@initech.example>\ncc: Bob Hale <bob@initech.example> (de)"
    first = {"ap_contact.name": "Priya Shah", "ap_contact.email": "ap@initech.example"}
    adding(stage, **first, more_contacts=typed)
    assert stage.submit()["ok"]
    stage.showing("Initech Ltd")
    customer = stage.customers()[1]
    assert [each.words for each in customer.more_contacts] == typed.splitlines()


def test_what_is_wrong_with_a_further_contact_is_told_on_their_field(stage: SetupClient) -> None:
    adding(stage, **{"ap_contact.email": "ap@initech.example"})
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
    assert len(stage.customers()) == 1


def test_what_every_deal_needs_comes_before_the_delivery_address_and_the_portal(
    stage: SetupClient,
) -> None:
    stage.opened()
    stage.press("setup_add_customer")
    blocks = stage.view("setup_customer_saved")["blocks"]
    headers = [each["text"]["text"] for each in blocks if each["type"] == "header"]
    assert headers == ["Accounts payable", "Invoices", "Usual deal", "Delivery address", "Portal"]
    ids = [each["block_id"] for each in blocks if each["type"] == "input"]
    assert ids.index("delivery") + 1 == ids.index("reminders.days")
    assert ids[-1] == "portal.their_id"
