"""The link of another AP contact: it tells who acts, and a copy's changes nothing."""

import pytest

from jupiter_core.domain.mail_contact import ContactRole, MailContact
from tests.factories import a_content, a_draft
from tests.harness.link_client import LINKS, LinkClient, an_issued_site

LEE = MailContact(name="Lee Park", email="lee@acme.example")
BOB = MailContact(name="Bob Hale", email="bob@acme.example", role=ContactRole.CC)


@pytest.fixture
def site() -> LinkClient:
    content = a_content()
    bill_to = content.bill_to.model_copy(update={"more_contacts": (LEE, BOB)})
    return an_issued_site(a_draft(content=content.model_copy(update={"bill_to": bill_to})))


def link_of(site: LinkClient, mailbox: str) -> str:
    return f"/i/{LINKS.writing_token(site.invoice, mailbox)}"


def test_another_contact_acts_in_their_own_name_at_once(site: LinkClient) -> None:
    form = site.form(form="po", po_number="45", name="Lee Park", email="Lee@acme.example")
    answer = site.client.post(link_of(site, LEE.email), data=form)
    assert (answer.status_code, site.invoice.content.po_number) == (303, "45")
    page = site.client.get(link_of(site, LEE.email)).text
    assert "Lee Park, accounts payable" in page


@pytest.mark.parametrize("claimed", ["dana@acme.example", "bob@acme.example"])
def test_but_in_nobody_else_s(site: LinkClient, claimed: str) -> None:
    form = site.form(form="po", po_number="45", name="Dana Reyes", email=claimed)
    answer = site.client.post(link_of(site, LEE.email), data=form)
    assert "/code" in answer.headers["location"]
    assert site.invoice.content.po_number == ""


def test_another_contact_sees_the_account_and_one_taken_off_does_not(site: LinkClient) -> None:
    assert site.client.get(f"{link_of(site, LEE.email)}/statement").status_code == 200
    assert site.client.get(f"{link_of(site, BOB.email)}/statement").status_code == 404


def test_the_page_names_them_and_what_ap_changes_leaves_them_as_they_are(site: LinkClient) -> None:
    page = site.client.get(site.link).text
    assert "More AP contacts" in page
    assert "Lee Park, lee@acme.example; Bob Hale, bob@acme.example" in page
    site.client.post(site.link, data=site.form(attention="Team 7"))
    assert site.invoice.content.bill_to.attention == "Team 7"
    assert site.invoice.content.bill_to.more_contacts == (LEE, BOB)
