"""The customer's page: their references in its facts and in the form for changes."""

import pytest

from jupiter_core.commands.issue import issue_if_due
from jupiter_core.commands.record import record
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.events import EventName
from jupiter_core.domain.reference_names import NAMES
from jupiter_core.domain.references import ReferenceField
from jupiter_core.domain.ship_to import ShipTo
from tests.factories import FIONA, WORKSPACE, a_content, a_customer, a_draft
from tests.harness.link_client import LinkClient


@pytest.fixture
def site() -> LinkClient:
    place = a_customer().address.model_copy(update={"street": "9 Dock Road"})
    customer = a_customer(
        references=(
            ReferenceField(key="project", value="P-77"),
            ReferenceField(key="batch", label="Batch <b>", required=True),
        ),
        ship_to=ShipTo(name="Plant 4", address=place),
    )
    content = a_content(bill_to=customer.bill_to(), po_number="4500017342")
    return issued_with_its_contract(LinkClient(a_draft(content=content)))


def issued_with_its_contract(site: LinkClient) -> LinkClient:
    """By an approval that did not ask for the reference, as that of a contract does not."""
    with site.store.write(WORKSPACE) as uow:
        before = uow.invoices.get(site.draft.id)
        approved = before.approved(FIONA, uow.now)
        record(uow, before, approved, EventName.INVOICE_APPROVED, by=FIONA)
        issue_if_due(uow, approved, by=TIMER)
    return site


def test_the_page_shows_them_says_what_is_missing_and_where_it_is_delivered(
    site: LinkClient,
) -> None:
    page = site.client.get(site.link).text
    assert "P-77" in page
    assert "Batch &lt;b&gt;" in page
    assert "Plant 4, 9 Dock Road" in page
    assert 'name="reference_1"' in page
    assert 'name="reference_2"' not in page
    assert "Batch &lt;b&gt; is required." in page


def test_ap_fills_one_in_and_the_history_tells_it(site: LinkClient) -> None:
    answer = site.save(site.form(reference_1="B-3"))
    assert answer.status_code == 303
    values = [each.value for each in site.invoice.content.reference_entries]
    assert values == ["P-77", "B-3"]
    assert site.invoice.revision == 2
    page = site.client.get(f"{site.link}{answer.headers['location']}").text
    assert "Saved: Batch &lt;b&gt; added: B-3." in page
    assert "is required." not in page


def test_the_page_has_the_words_of_its_language(site: LinkClient) -> None:
    page = site.client.get(f"{site.link}?lang=de").text
    assert NAMES["de"]["project"] in page
    assert "Lieferadresse" in page


def test_what_is_wrong_is_told_at_its_field(site: LinkClient) -> None:
    answer = site.save(
        site.form(reference_0="x" * 101, reference_1="Pay to GB82WEST12345698765432")
    )
    assert answer.status_code == 422
    assert "reference_0" in answer.text
    assert "100 characters at most" in answer.text
    assert site.invoice.revision == 1
