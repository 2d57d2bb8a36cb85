"""What the thread hears of mails."""

from typing import Any

from bot.simulator.blockkit.validate import valid_message_blocks
from bot.simulator.ids import Ids
from bot.slack.views.invoice.thread import notice
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.party import ApContact
from tests.factories import NOW, WORKSPACE, a_content, a_customer, a_draft
from tests.harness.slack_reading import actions_of

LINK = "https://pay.example/i/1.signature"


def told(name: EventName, note: str, **changes: Any) -> dict[str, Any]:
    given = {"state": State.ISSUED, "number": "JUS-000001", "revision": 1, **changes}
    invoice = a_draft(**given)
    text, blocks = notice(_event(invoice, name, note), invoice, link=LINK)
    valid_message_blocks(blocks, Ids(lambda: 1.0))
    return {"text": text, "blocks": blocks}


def _event(invoice: Invoice, name: EventName, note: str) -> Event:
    return Event(
        id="event",
        workspace_id=WORKSPACE,
        name=name,
        subject_id=invoice.id,
        at=NOW,
        by=TIMER,
        note=note,
    )


def test_an_address_that_is_not_the_contact_s_any_more_is_told_without_the_name() -> None:
    said = told(EventName.INVOICE_EMAILED, "old@acme.example")["text"]
    assert said == "JUS-000001 was sent to old@acme.example."


def test_a_bounce_of_what_can_be_corrected_offers_that_and_another_try() -> None:
    said = told(EventName.INVOICE_EMAIL_BOUNCED, "dana@acme.example: 550 5.1.1 No: unknown")
    assert "to dana@acme.example bounced: “550 5.1.1 No: unknown”" in said["text"]
    assert actions_of(said) == ["invoice_ap_contact", "invoice_send_to_ap"]


def test_a_bounce_of_what_is_closed_offers_the_link() -> None:
    note = "dana@acme.example: 550 No"
    said = told(EventName.INVOICE_EMAIL_BOUNCED, note, state=State.PAID)
    assert actions_of(said) == []
    assert LINK in said["text"]


def test_a_link_to_send_names_the_company_where_nobody_is_named() -> None:
    content = a_content(bill_to=a_customer(ap_contact=ApContact()).bill_to())
    said = told(EventName.INVOICE_LINK_TO_SEND, "no mail server is set up here", content=content)
    assert said["text"] == (
        "Send JUS-000001 to accounts payable of Acme Corporation yourself: no mail server is set "
        f"up here. View-only link to copy: {LINK} This link is view-only. “Link for AP” "
        "gives you the one that lets accounts payable add the PO; share it only with them."
    )
