"""An invoice for a customer's portal: due in the thread, its files, ticked off on the card."""

from collections.abc import Iterator

import pytest

from bot.intake.search.filters import of_filter
from bot.slack.views.desk.rows import Drawn, rows_of
from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.desk import DeskSection, LocalDays, entry_of_invoice
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.portal import PortalKind, PortalPack
from tests.factories import NOW, SAM, WORKSPACE, a_customer
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import shown


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        pack = PortalPack(kind=PortalKind.COUPA, our_id="123456789", their_id="ACME:7")
        with rig.store.write(WORKSPACE) as uow:
            uow.customers.save(a_customer(delivery=Delivery.PORTAL, portal=pack))
        yield rig


@pytest.fixture
def issued(rig: SlackBot) -> Invoice:
    return rig.issued()


def test_the_thread_says_that_it_is_due_and_has_the_portals_files(
    rig: SlackBot, issued: Invoice
) -> None:
    thread = [each["text"] for each in rig.thread()]
    (due,) = (each for each in thread if "Upload due" in each)
    assert "put JUS-000001 on Coupa." in due
    assert any("cXML InvoiceDetailRequest and Coupa CSV" in each for each in thread)
    card = shown(rig.card())
    assert "Due on Coupa" in card
    assert "Coupa, where the deal team or accounts receivable uploads it" in card
    assert "dana@acme.example" not in card


def test_the_request_says_where_it_goes_and_a_mail_by_hand_still_to_whom(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    assert "Coupa, where the deal team or accounts receivable uploads it" in shown(rig.request())
    rig.approve(invoice)
    rig.deliver()
    rig.press(SAM.id, "invoice_send_to_ap", rig.card())
    assert "dana@acme.example" in shown(rig.modal(SAM.id))


def test_a_customer_to_whom_nothing_is_sent_is_said_so(rig: SlackBot) -> None:
    with rig.store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(delivery=Delivery.NONE))
    rig.submitted()
    rig.deliver()
    assert "Nobody: nothing is sent to this customer" in shown(rig.card())


def test_it_is_ticked_off_on_the_card_and_taken_back(rig: SlackBot, issued: Invoice) -> None:
    rig.press(SAM.id, "invoice_mark_uploaded", rig.card())
    rig.wait()
    rig.deliver()
    assert not rig.invoice(issued.id).upload_due
    assert "put JUS-000001 on Coupa." in rig.thread()[-1]["text"]
    assert "On Coupa since" in shown(rig.card())
    rig.press(SAM.id, "invoice_undo_uploaded", rig.card())
    rig.wait()
    rig.deliver()
    assert rig.invoice(issued.id).upload_due
    assert "Due on Coupa" in shown(rig.card())


def test_a_second_press_is_told_who_was_first(rig: SlackBot, issued: Invoice) -> None:
    card = rig.card()
    rig.press(SAM.id, "invoice_mark_uploaded", card)
    rig.wait()
    rig.press(SAM.id, "invoice_mark_uploaded", card)
    assert "was marked as uploaded by Sam Ortiz already" in rig.told(SAM.id)


def test_home_has_a_row_with_the_button_and_a_search_finds_it(
    rig: SlackBot, issued: Invoice
) -> None:
    entry = entry_of_invoice(issued, NOW)
    row = rows_of(DeskSection.TO_UPLOAD, entry, Drawn(days=LocalDays(usual=NOW.date())))
    assert "Upload due" in shown({"blocks": row})
    assert row[0]["accessory"]["action_id"] == "invoice_mark_uploaded"
    assert of_filter("status", "upload due") == {"upload_due": True}
