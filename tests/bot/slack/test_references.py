"""References of an issued invoice, filled in by the deal team; what the card says of them."""

from collections.abc import Iterator

import pytest

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.references import ReferenceField
from tests.factories import SAM, WORKSPACE, a_customer
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import shown


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        wanted = (ReferenceField(key="project", value="P1"), ReferenceField(key="gl_code"))
        with rig.store.write(WORKSPACE) as uow:
            uow.customers.save(a_customer(references=wanted))
        yield rig


@pytest.fixture
def issued(rig: SlackBot) -> Invoice:
    return rig.issued()


def said(rig: SlackBot, issued: Invoice) -> dict[str, str]:
    entries = rig.invoice(issued.id).content.reference_entries
    return {each.name: each.value for each in entries}


def test_the_card_has_them_and_the_ap_form_corrects_them_as_a_new_version(
    rig: SlackBot, issued: Invoice
) -> None:
    assert "Project P1" in shown(rig.card())
    rig.press(SAM.id, "invoice_ap_contact", rig.card())
    assert "Project: P1\nGL code:" in str(rig.modal(SAM.id)).replace("\\n", "\n")
    rig.fill(SAM.id, "references", "gl code: 6400\nLot: L9")
    assert rig.submit(SAM.id)["ok"]
    rig.deliver()
    assert said(rig, issued) == {"Project": "", "GL code": "6400", "Lot": "L9"}
    assert rig.invoice(issued.id).revision == 2
    assert "GL code 6400, Lot L9" in shown(rig.card())


def test_what_cannot_be_read_is_told_at_the_field(rig: SlackBot, issued: Invoice) -> None:
    rig.press(SAM.id, "invoice_ap_contact", rig.card())
    rig.fill(SAM.id, "references", "just words")
    answer = rig.submit(SAM.id)
    assert list(answer["errors"]) == ["references"]
    assert said(rig, issued) == {"Project": "P1", "GL code": ""}
