"""What the thread is told, event by event."""

from datetime import date
from typing import Any

import pytest

from bot.slack.views.invoice.request import approval_request
from bot.slack.views.invoice.thread import notice
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.approval import Approval
from jupiter_core.domain.changes import Change
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State
from tests.factories import DANA, FIONA, FRANK, NOW, SAM, WORKSPACE, a_content, a_draft, a_recipient

LINK = "https://pay.example/i/1.signature"
PO = Change(what="PO number", old="", new="4500017342")


def _issued(**changes: Any) -> Invoice:
    numbered = {"state": State.ISSUED, "number": "JUS-000001", "revision": 2}
    return a_draft(**{**numbered, **changes})


def _told(name: EventName, invoice: Invoice, by: Actor = FIONA, *changes: Change) -> str:
    event = Event(
        id="event",
        workspace_id=WORKSPACE,
        name=name,
        subject_id=invoice.id,
        at=NOW,
        by=by,
        changes=changes,
    )
    text, _ = notice(event, invoice, link=LINK)
    return text


def _approved(issue_date: date) -> Invoice:
    approval = Approval(by=FIONA.id, by_name=FIONA.name, at=NOW, content_hash="0" * 64)
    content = a_content(issue_date=issue_date)
    return a_draft(state=State.APPROVED, approvals=(approval,), content=content)


def test_an_approval_says_when_the_invoice_goes_out() -> None:
    later = _told(EventName.INVOICE_APPROVED, _approved(date(2027, 1, 4)))
    assert later.endswith("It will be issued on 4 Jan 2027.")
    now = _told(EventName.INVOICE_APPROVED, _approved(date(2026, 11, 21)))
    assert now == "Fiona Chen approved the draft for Acme Corporation. Issuing now."


def test_a_draft_of_another_system_goes_back_to_its_key_by_name() -> None:
    key = Actor(kind=ActorKind.API_KEY, id="01JKEY", name="API key The CRM")
    told = _told(EventName.INVOICE_CHANGES_REQUESTED, a_draft(drafted_by=key))
    assert "API key The CRM, this is back with you:" in told
    assert key.id not in told


def test_a_first_po_is_added_and_a_second_one_changes_it() -> None:
    added = _told(EventName.INVOICE_PO_NUMBER_ADDED, _issued(), DANA, PO)
    assert added == (
        "Dana Reyes (accounts payable of Acme Corporation) added PO number "
        "4500017342. JUS-000001 is now version 2."
    )
    other = PO.model_copy(update={"old": "1"})
    changed = _told(EventName.INVOICE_PO_NUMBER_ADDED, _issued(), DANA, other)
    assert "changed the PO number: 1 → 4500017342." in changed


def test_several_corrections_are_told_one_by_one() -> None:
    attention = Change(what="Attention line", old="", new="Building 7")
    told = _told(EventName.INVOICE_AMENDED, _issued(), DANA, PO, attention)
    assert "corrected JUS-000001:" in told
    assert "PO number added: 4500017342." in told
    assert "Attention line added: Building 7." in told
    assert told.endswith("JUS-000001 is now version 2.")


@pytest.mark.parametrize("name", [EventName.INVOICE_ISSUED, EventName.INVOICE_LINK_REPLACED])
def test_a_new_link_is_given_where_there_is_one(name: EventName) -> None:
    assert _told(name, _issued(), SAM).endswith(f"Customer link: {LINK}")


def test_a_first_look_says_what_was_looked_at() -> None:
    assert "The customer opened the link to JUS-000001." in _told(
        EventName.INVOICE_VIEWED, _issued(), DANA
    )


def test_finance_is_asked_by_name_but_not_whoever_wrote_the_invoice() -> None:
    text, _ = approval_request(a_draft(), [SAM.id, FIONA.id, FRANK.id], a_recipient())
    assert text.startswith("<@U0FIONA>, <@U0FRANK>, please approve")
    assert "U0SAM" not in text


def test_without_any_other_approver_the_request_says_how_to_name_one() -> None:
    text, _ = approval_request(a_draft(), [SAM.id], a_recipient())
    assert "/invoice setup" in text
