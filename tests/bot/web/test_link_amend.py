"""AP saves what they may change, once, and never over something unseen."""

import pytest

from jupiter_core.domain.actor import ActorKind
from jupiter_core.domain.version import first_break
from tests.factories import A_SIGNER, WORKSPACE, a_content, a_customer, a_draft
from tests.harness.link_client import LinkClient, an_issued_site


@pytest.fixture
def site() -> LinkClient:
    return an_issued_site()


def test_a_po_number_makes_a_new_version_under_the_same_number_and_says_so(
    site: LinkClient,
) -> None:
    answer = site.client.post(site.link, data=site.form(form="po", po_number=" 4500017342 "))
    assert answer.status_code == 303
    assert site.invoice.content.po_number == "4500017342"
    assert (site.invoice.number, site.invoice.revision) == ("JUS-000001", 2)
    assert site.nudges == 1
    page = site.client.get(f"{site.link}{answer.headers['location']}").text
    assert "Saved: PO number added: 4500017342." in page
    assert "We notified Jupiter US Inc." in page
    assert "Your PO number is missing" not in page


def test_the_version_says_who_by_name_and_the_page_keeps_their_email_back(site: LinkClient) -> None:
    form = site.form(po_number="1", name="Eve Stone", email="Eve@Acme.Example")
    assert site.save(form).status_code == 303
    with site.store.read(WORKSPACE) as uow:
        versions = uow.versions.of(site.draft.id)
    by = versions[-1].by
    assert (by.kind, by.id, by.name) == (ActorKind.AP, "eve@acme.example", "Eve Stone")
    assert (
        first_break(site.draft.id, versions, (versions[-1].sequence, versions[-1].hash), A_SIGNER)
        is None
    )
    page = site.client.get(site.link).text
    assert "Eve Stone, accounts payable" in page
    assert "eve@acme.example" not in page.lower()


def test_all_that_is_amendable_can_be_corrected_at_once(site: LinkClient) -> None:
    form = site.form(
        ap_name="Eve Stone",
        ap_email="eve@acme.example",
        attention="Team 7",
        cost_centre="CC-77",
        street="2 Canyon Road\r\nFloor 3",
        city="Tucson",
        postal_code="85701",
    )
    assert site.client.post(site.link, data=form).status_code == 303
    bill_to = site.invoice.content.bill_to
    assert bill_to.ap_contact.email == "eve@acme.example"
    assert (bill_to.attention, bill_to.cost_centre) == ("Team 7", "CC-77")
    assert bill_to.address.street == "2 Canyon Road\nFloor 3"
    assert bill_to.legal_name == "Acme Corporation"


def test_nothing_but_the_amendable_part_can_be_sent(site: LinkClient) -> None:
    before = site.invoice
    extra = {
        "legal_name": "Evil Ltd",
        "iban": "DE1",
        "total": "1",
        "remit_to": "x",
        "state": "paid",
    }
    site.client.post(site.link, data={**site.form(po_number="1"), **extra})
    after = site.invoice
    assert after.content.remit_to == before.content.remit_to
    assert after.content.seller == before.content.seller
    assert after.content.lines == before.content.lines
    assert after.content.bill_to == before.content.bill_to
    assert after.state == before.state


def test_all_mistakes_are_told_at_once_each_at_its_field_and_what_was_typed_is_kept(
    site: LinkClient,
) -> None:
    form = site.form(
        name="",
        email="dana",
        po_number="1" * 256,
        ap_email="no",
        attention="a" * 141,
        cost_centre="\u4f60",
        street="x" * 300,
        country="",
    )
    answer = site.client.post(site.link, data=form)
    assert answer.status_code == 422
    wrong = (
        "name",
        "email",
        "po_number",
        "ap_email",
        "attention",
        "cost_centre",
        "street",
        "country",
    )
    for name in wrong:
        assert f'id="all-{name}-mistake"' in answer.text
        assert f'href="#all-{name}"' in answer.text
    assert answer.text.count('aria-invalid="true"') == len(wrong)
    assert 'value="dana"' in answer.text
    assert "x" * 300 in answer.text
    assert site.invoice.revision == 1
    assert site.nudges == 0


def test_the_one_field_form_asks_for_the_po_and_for_who_it_is(site: LinkClient) -> None:
    answer = site.client.post(site.link, data=site.form(form="po", name="", email=" "))
    assert answer.status_code == 422
    for name in ("po_number", "name", "email"):
        assert f'aria-describedby="po-{name}-mistake"' in answer.text


def test_a_mistake_in_a_field_that_the_short_form_hides_opens_the_whole_one(
    site: LinkClient,
) -> None:
    answer = site.client.post(site.link, data=site.form(form="po", po_number="7", city=""))
    assert answer.status_code == 422
    assert 'id="all-city-mistake"' in answer.text
    assert '<details class="card correct" id="correct" open>' in answer.text


def test_an_address_without_a_country_says_what_is_missing(site: LinkClient) -> None:
    answer = site.client.post(site.link, data=site.form(country=""))
    assert answer.status_code == 422
    assert "The country is required." in answer.text


def test_an_unusual_address_is_saved_as_typed_and_ap_is_asked_to_check_it(
    site: LinkClient,
) -> None:
    answer = site.client.post(site.link, data=site.form(postal_code="8520", region="Arizona"))
    assert answer.status_code == 303
    page = site.client.get(f"{site.link}{answer.headers['location']}").text
    assert "Please check the address. “8520” does not look like a postal code of the" in page
    assert site.invoice.content.bill_to.address.postal_code == "8520"
    assert "Please check the address" not in site.client.get(site.link).text


def test_an_address_as_the_post_expects_it_is_saved_without_a_word(site: LinkClient) -> None:
    answer = site.client.post(site.link, data=site.form(postal_code="85224", region="Arizona"))
    page = site.client.get(f"{site.link}{answer.headers['location']}").text
    assert "Saved: " in page
    assert "check the address" not in page


def test_a_po_that_the_customer_requires_cannot_be_taken_off_again(site: LinkClient) -> None:
    site.client.post(site.link, data=site.form(po_number="7"))
    answer = site.client.post(site.link, data=site.form(po_number=""))
    assert answer.status_code == 422
    assert site.invoice.content.po_number == "7"


def test_an_address_that_nobody_touched_holds_nobody_up() -> None:
    customer = a_customer()
    odd = customer.address.model_copy(update={"postal_code": "not a zip", "region": ""})
    bill_to = customer.model_copy(update={"address": odd}).bill_to()
    site = an_issued_site(a_draft(content=a_content(bill_to=bill_to)))
    assert site.client.post(site.link, data=site.form(form="po", po_number="7")).status_code == 303


def test_the_same_form_sent_twice_counts_once_and_ends_at_the_same_place(site: LinkClient) -> None:
    form = site.form(po_number="4500017342")
    first, second = site.client.post(site.link, data=form), site.client.post(site.link, data=form)
    assert (second.status_code, second.headers["location"]) == (303, first.headers["location"])
    assert site.invoice.revision == 2
    assert site.nudges == 1


def test_another_value_in_a_form_sent_before_is_not_taken_for_the_same(site: LinkClient) -> None:
    form = site.form(po_number="1")
    site.client.post(site.link, data=form)
    assert site.client.post(site.link, data={**form, "po_number": "2"}).status_code == 409


def test_saving_what_is_there_already_is_told_gently_and_makes_no_version(site: LinkClient) -> None:
    answer = site.client.post(site.link, data=site.form())
    assert answer.status_code == 303
    assert "Nothing to save" in site.client.get(f"{site.link}{answer.headers['location']}").text
    assert site.invoice.revision == 1


@pytest.mark.parametrize("typed", [{"po_number": "7"}, {"email": "no"}])
@pytest.mark.parametrize("state", ["paid", "void"])
def test_a_paid_or_void_invoice_refuses_in_a_sentence(
    site: LinkClient, typed: dict[str, str], state: str
) -> None:
    if state == "paid":
        site.pay("1345000.00")
    else:
        site.void()
    answer = site.client.post(site.link, data=site.form(**typed))
    assert answer.status_code == 409
    assert f"this invoice is {state}" in answer.text
    assert site.invoice.content.po_number == ""


def test_too_many_posts_in_a_minute_are_put_off_with_what_was_typed(site: LinkClient) -> None:
    for _ in range(20):
        site.client.post(site.link, data=site.form(email="no"))
    answer = site.client.post(site.link, data=site.form(po_number="4500017342"))
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "60")
    assert 'value="4500017342"' in answer.text
    site.clock.advance(seconds=61)
    assert site.client.post(site.link, data=site.form(po_number="1")).status_code == 303
