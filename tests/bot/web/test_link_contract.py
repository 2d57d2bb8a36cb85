"""An invoice of a contract: what the page says of it, and what the PO number covers."""

import pytest

from bot.intake.link.fields import COVERS_CONTRACT
from tests.harness.contract_link_client import (
    ContractLinkClient,
    WithSomethingToPay,
    a_contract_site,
)
from tests.harness.link_client import an_issued_site

COVERS = 'name="covers"'
CHOSEN = 'value="contract" checked'


@pytest.fixture
def site() -> ContractLinkClient:
    return WithSomethingToPay()


def follow(site: ContractLinkClient, form: dict[str, str]) -> str:
    """The page that follows a form that was taken."""
    answer = site.client.post(site.link, data=form)
    assert answer.status_code == 303, answer.text
    return site.client.get(f"{site.link}{answer.headers['location']}").text


def test_the_page_names_the_contract_the_days_the_arithmetic_and_what_credit_is_left() -> None:
    site = a_contract_site()
    first = site.client.get(site.link).text
    assert "Acme Corporation 2027" in first
    assert "1 Jan 2027 – 31 Dec 2027" in first
    assert "Usage credit left after this invoice: USD 300,000.00" in first
    site.live_until(2028, 1, 1, 12)
    site.show(2)
    second = site.client.get(site.link).text
    assert "1,200,000.00 × 1.05" in second
    assert "Usage credit left after this invoice: USD 0.00" in second


def test_the_po_number_covers_this_invoice_only_unless_ap_says_more(
    site: ContractLinkClient,
) -> None:
    page = site.client.get(site.link).text
    assert page.count(COVERS) == 4
    assert CHOSEN not in page
    after = follow(site, site.form(form="po", po_number="4500017342"))
    assert "All upcoming invoices" not in after
    site.live_until(2028, 1, 1, 12)
    assert site.contract.po_number == ""
    assert [each.content.po_number for each in site.coming] == [""]


def test_a_po_for_the_whole_contract_is_carried_to_what_comes_once_a_person_confirms(
    site: ContractLinkClient,
) -> None:
    site.live_until(2027, 12, 20)
    form = site.form(form="po", po_number="4500017342", covers=COVERS_CONTRACT)
    page = follow(site, form)
    assert "Saved: PO number added: 4500017342." in page
    said = "Sent to Jupiter US Inc. to confirm: the PO number for all upcoming invoices."
    assert said in page
    assert site.nudges == 1
    assert [each.content.po_number for each in site.coming] == [""]
    site.confirm_po()
    site.live_until(2029, 1, 1, 12)
    assert [each.content.po_number for each in site.coming] == ["4500017342"] * 2


def test_once_it_covers_the_contract_the_page_goes_on_saying_so(site: ContractLinkClient) -> None:
    page = follow(site, site.form(po_number="7", covers=COVERS_CONTRACT))
    assert CHOSEN in page


def test_a_po_that_stands_there_can_be_said_to_cover_the_contract_later(
    site: ContractLinkClient,
) -> None:
    site.client.post(site.link, data=site.form(po_number="7"))
    revision = site.invoice.revision
    form = site.form(po_number="7", covers=COVERS_CONTRACT)
    page = follow(site, form)
    assert "Sent to Jupiter US Inc. to confirm: PO number 7 for all upcoming invoices." in page
    assert site.contract.po_number == ""
    assert site.invoice.revision == revision
    assert "to confirm: PO number 7 for all upcoming" in follow(site, form)
    site.confirm_po()
    assert site.contract.po_number == "7"
    said = "Saved: PO number 7 also applies to all upcoming invoices of this contract."
    assert said in follow(site, {**form, "nonce": "another"})


def test_the_choice_outlives_a_mistake(site: ContractLinkClient) -> None:
    form = site.form(form="po", po_number="7", email="no", covers=COVERS_CONTRACT)
    answer = site.client.post(site.link, data=form)
    assert answer.status_code == 422
    assert answer.text.count(CHOSEN) == 2


def test_the_choice_outlives_a_change_that_came_between(site: ContractLinkClient) -> None:
    second = site.form(po_number="99", covers=COVERS_CONTRACT, name="Eve Stone")
    site.client.post(site.link, data=site.form(po_number="4500017342"))
    answer = site.client.post(site.link, data=second)
    assert answer.status_code == 409
    assert CHOSEN in answer.text
    follow(site, {**second, "seen": str(site.invoice.sequence)})
    site.confirm_po()
    assert (site.invoice.content.po_number, site.contract.po_number) == ("99", "99")


def test_the_same_po_by_two_of_whom_one_means_the_contract_is_not_taken_for_settled(
    site: ContractLinkClient,
) -> None:
    second = site.form(po_number="7", covers=COVERS_CONTRACT, name="Eve Stone")
    site.client.post(site.link, data=site.form(po_number="7"))
    answer = site.client.post(site.link, data=second)
    assert answer.status_code == 409
    follow(site, {**second, "seen": str(site.invoice.sequence)})
    site.confirm_po()
    assert site.contract.po_number == "7"


def test_the_last_invoice_of_a_contract_asks_nothing_of_coming_ones(
    site: ContractLinkClient,
) -> None:
    site.live_until(2029, 1, 1, 12)
    site.show(3)
    assert COVERS not in site.client.get(site.link).text


def test_an_invoice_without_a_contract_has_no_such_choice_and_takes_none() -> None:
    site = an_issued_site()
    assert COVERS not in site.client.get(site.link).text
    form = site.form(form="po", po_number="7", covers=COVERS_CONTRACT)
    assert site.client.post(site.link, data=form).headers["location"] == "?saved=5"


@pytest.mark.parametrize("covers", ["", "all", "x" * 5000])
def test_a_choice_that_nobody_offered_is_this_invoice_only(
    site: ContractLinkClient, covers: str
) -> None:
    follow(site, site.form(form="po", po_number="7", covers=covers))
    assert site.contract.po_number == ""


def test_a_note_of_a_cover_that_is_not_true_is_not_shown(site: ContractLinkClient) -> None:
    assert 'id="note"' not in site.client.get(f"{site.link}?covered=1").text
