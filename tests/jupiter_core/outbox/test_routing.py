"""Who hears of what, in which order."""

import itertools
from datetime import date
from typing import Any

import pytest

from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.workspace import Workspace
from jupiter_core.outbox.messages import SLACK, dead_letter_notice
from jupiter_core.outbox.routing import route
from jupiter_core.ports import Message
from tests.factories import FIONA, FRANK, NOW, SAM, WORKSPACE, a_content, a_draft

TEAM = Workspace(id=WORKSPACE, policy=ApprovalPolicy(approvers=(FIONA.id, FRANK.id)))


def _routed(name: EventName, invoice: Invoice | None) -> list[Message]:
    event = Event(
        id="event-1",
        workspace_id=WORKSPACE,
        name=name,
        subject_id=invoice.id if invoice else "sender-us",
        sequence=7,
        at=NOW,
        by=FIONA,
    )
    count = itertools.count(1)
    return route(event, invoice, TEAM, lambda: f"message-{next(count)}")


def _kinds(name: EventName, **state: Any) -> list[str]:
    """What Slack hears."""
    routed = _routed(name, a_draft(**{"submitted_by": SAM.id, **state}))
    return [str(each.kind) for each in routed if each.destination == SLACK]


def test_a_submission_is_the_card_then_the_request_then_the_draft() -> None:
    assert _kinds(EventName.INVOICE_SUBMITTED) == ["card", "approval_request", "document"]


def test_nobody_hears_of_a_draft_that_is_not_submitted() -> None:
    assert _kinds(EventName.INVOICE_CREATED) == []


@pytest.mark.parametrize("name", [each for each in EventName if each.startswith("invoice.")])
def test_whatever_happened_the_card_follows_unless_nothing_on_it_changed(name: EventName) -> None:
    reminders = {
        EventName.INVOICE_VIEWED,
        EventName.INVOICE_PO_NUMBER_MISSING,
        EventName.INVOICE_PO_NEARLY_USED,
        EventName.INVOICE_PO_EXPIRES,
        EventName.INVOICE_REMINDER_HELD,
        EventName.INVOICE_APPROVAL_REMINDED,
        EventName.INVOICE_UPLOAD_REMINDED,
    }
    sent = {
        EventName.INVOICE_E_INVOICE_ASKED_FOR,
        EventName.INVOICE_PORTAL_FILES_ASKED_FOR,
        EventName.INVOICE_EMAILED,
        EventName.INVOICE_EMAIL_BOUNCED,
        EventName.INVOICE_LINK_TO_SEND,
        EventName.INVOICE_EMAIL_WAITS,
        EventName.INVOICE_EMAIL_WITHHELD,
    }
    asked = {
        EventName.INVOICE_AP_EMAIL_PROPOSED,
        EventName.INVOICE_CHANGE_HELD,
        EventName.INVOICE_CHANGE_PROPOSED,
        EventName.INVOICE_FORWARDED,
        EventName.INVOICE_FORWARD_PROPOSED,
        EventName.INVOICE_FORWARD_CONFIRMED,
        EventName.INVOICE_FORWARD_REVOKED,
        EventName.INVOICE_QUESTION_ASKED,
        EventName.INVOICE_PO_DOCUMENT_RECEIVED,
        EventName.INVOICE_QUESTION_ANSWERED,
        EventName.INVOICE_CHANGE_CONFIRMED,
        EventName.INVOICE_CHANGE_DISCARDED,
        EventName.INVOICE_AP_LINK_TAKEN,
    }
    of_systems = {EventName.INVOICE_MESSAGE_UNDELIVERED, EventName.INVOICE_MESSAGE_RESENT}
    told = {EventName.INVOICE_LOOK_ALIKE_APPROVED, *sent, *reminders, *asked, *of_systems}
    unchanged = {EventName.INVOICE_CREATED, EventName.INVOICE_CARRIED_OVER, *told}
    assert ("card" in _kinds(name)) == (name not in unchanged)


def test_a_change_that_voids_approvals_is_told_and_asked_for_again() -> None:
    assert _kinds(EventName.INVOICE_APPROVAL_VOIDED) == [
        "card",
        "notice",
        "approval_request",
        "document",
    ]


def test_an_issue_is_told_with_its_pdf() -> None:
    assert _kinds(EventName.INVOICE_ISSUED) == ["card", "notice", "document"]


def test_a_first_of_two_approvals_leaves_the_request_open() -> None:
    waiting = _kinds(EventName.INVOICE_APPROVED, state=State.PENDING_APPROVAL)
    assert "approval_closed" not in waiting


def test_the_last_approval_closes_the_request_and_is_told_unless_its_issue_is_at_once() -> None:
    at_once = _kinds(EventName.INVOICE_APPROVED, state=State.APPROVED)
    assert at_once == ["card", "approval_closed"]
    content = a_content(issue_date=date(2027, 1, 1))
    later = _kinds(EventName.INVOICE_APPROVED, state=State.APPROVED, content=content)
    assert later == ["approval_closed", "card", "notice"]


@pytest.mark.parametrize("name", [each for each in EventName if each.startswith("invoice.")])
def test_only_the_card_of_an_issue_takes_the_place_of_the_one_before(name: EventName) -> None:
    routed = _routed(name, a_draft(submitted_by=SAM.id))
    superseding = [str(each.kind) for each in routed if each.supersedes]
    assert superseding == (["card"] if name is EventName.INVOICE_ISSUED else [])


def test_a_voided_draft_closes_its_request_and_an_issued_invoice_has_none_open() -> None:
    assert "approval_closed" in _kinds(EventName.INVOICE_VOIDED, state=State.VOID)
    numbered = _kinds(EventName.INVOICE_VOIDED, state=State.VOID, number="JUS-000001")
    assert "approval_closed" not in numbered


def test_a_resolved_dispute_is_closed_where_it_was_told_before_the_thread_hears_of_it() -> None:
    kinds = _kinds(EventName.INVOICE_DISPUTE_RESOLVED, state=State.ISSUED, number="JUS-000001")
    assert kinds == ["dispute_closed", "card", "notice"]


def test_a_po_is_told_to_the_channel_before_its_pdf_follows() -> None:
    kinds = _kinds(EventName.INVOICE_PO_NUMBER_ADDED)
    assert kinds == ["announcement", "document", "card"]


@pytest.mark.parametrize("name", [each for each in EventName if each.startswith("invoice.")])
def test_all_that_an_invoice_says_in_slack_goes_into_its_one_stream(name: EventName) -> None:
    invoice = a_draft(submitted_by=SAM.id)
    for message in _routed(name, invoice):
        own = "invoice" if message.destination == SLACK else "email"
        assert message.stream == f"{own}:{invoice.id}"
        assert message.body == {"event_id": "event-1", "invoice_id": invoice.id, "sequence": 7}


def test_an_issued_invoice_goes_to_the_customer_by_mail_that_its_thread_does_not_wait_for() -> None:
    (mail,) = [each for each in _routed(EventName.INVOICE_ISSUED, a_draft()) if _is_mail(each)]
    assert (mail.destination, mail.stream) == ("email", f"email:{a_draft().id}")


def test_a_draft_without_a_channel_is_told_to_nobody() -> None:
    assert _routed(EventName.INVOICE_EDITED, a_draft(deal_channel="")) == []


@pytest.mark.parametrize(
    "name", [EventName.INVOICE_EDITED, EventName.INVOICE_VOIDED, EventName.INVOICE_CREATED]
)
def test_a_draft_that_nobody_submitted_is_told_to_nobody_although_it_has_a_channel(
    name: EventName,
) -> None:
    assert _routed(name, a_draft()) == []


def test_a_new_api_key_is_told_to_approvers_and_to_admins_whoever_they_are_then() -> None:
    *told, admins = _routed(EventName.API_KEY_MADE, None)
    assert [each.body["user_id"] for each in told] == [FIONA.id, FRANK.id]
    assert (admins.kind, admins.body["told"]) == ("admins", [FIONA.id, FRANK.id])


def _is_mail(message: Message) -> bool:
    return message.kind == "email"


def test_bank_details_are_told_to_every_approver_and_to_admins() -> None:
    *told, admins = _routed(EventName.BANK_DETAILS_PROPOSED, None)
    assert [each.body["user_id"] for each in told] == [FIONA.id, FRANK.id]
    assert [each.stream for each in told] == [f"person:{FIONA.id}", f"person:{FRANK.id}"]
    assert all(each.skippable for each in (*told, admins))


def test_a_dead_letter_is_told_outside_the_stream_that_it_blocks() -> None:
    (message, *_) = _routed(EventName.INVOICE_ISSUED, a_draft())
    notice = dead_letter_notice(message, "U0SAM", "Type /invite there.", "new")
    assert notice.stream == "person:U0SAM"
    assert notice.body["dead_letter_id"] == message.id
    assert notice.body["sequence"] == 7
