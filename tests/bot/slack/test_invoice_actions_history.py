"""The history in a modal, from the card."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from tests.factories import SAM, WORKSPACE
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, shown


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def test_history_shows_every_version_and_links_the_pdf_of_each_published_one(rig: SlackBot) -> None:
    invoice = rig.issued()
    rig.press(SAM.id, "invoice_history", rig.card())
    view = rig.modal(SAM.id)
    text = shown(view)
    for word in ("Version 1", "Draft 1", "Sam Ortiz drafted it", "Fiona Chen issued it"):
        assert word in text
    assert _links(view) == [f"{rig.ctx.links.url(invoice)}/v/1.pdf"]


def test_a_long_history_is_turned_page_by_page(rig: SlackBot) -> None:
    invoice = rig.issued()
    with rig.store.write(WORKSPACE) as uow:
        for n in range(60):
            po = AddPoNumber(by=SAM, invoice_id=invoice.id, expected_version=None, po_number=str(n))
            add_po_number(po, uow, rig.ctx.renderer)
    rig.deliver()
    rig.press(SAM.id, "invoice_history", rig.card())
    view = rig.modal(SAM.id)
    assert "Page 1 of 4" in shown(view)
    rig.press_in_view(SAM.id, "invoice_history_page_older")
    rig.eventually(lambda: "Page 2 of 4" in shown(rig.modal(SAM.id)))
    rig.press_in_view(SAM.id, "invoice_history_page")
    rig.eventually(lambda: "Page 1 of 4" in shown(rig.modal(SAM.id)))


def _links(view: Json) -> list[str]:
    runs = (
        element
        for block in view["blocks"]
        if block["type"] == "rich_text"
        for part in block["elements"]
        for element in part["elements"]
    )
    return [each["url"] for each in runs if each["type"] == "link"]
