"""The deal as its channel sees it, message by message."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.commands.approval import RequestChanges, request_changes
from jupiter_core.commands.payment import RecordPayment, Share, record_payment
from jupiter_core.commands.void import VoidInvoice, void_invoice
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.ports.subject import INVOICE
from tests.factories import DANA, FIONA, FRANK, SAM, WORKSPACE, a_line
from tests.harness.fakes import FakeStore
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def _add_po(rig: SlackBot, invoice: Invoice, po_number: str = "4500017342") -> None:
    command = AddPoNumber(
        by=DANA, invoice_id=invoice.id, expected_version=invoice.sequence, po_number=po_number
    )
    with rig.store.write(WORKSPACE) as uow:
        add_po_number(command, uow, rig.ctx.renderer)
    rig.deliver()


def test_a_submitted_deal_is_a_card_a_request_and_a_draft_in_its_thread(rig: SlackBot) -> None:
    rig.submitted()
    rig.deliver()
    assert rig.errors() == []
    card, request, document = rig.thread()
    for fact in (
        "Acme Corporation",
        "USD 1,345,000.00",
        "Net 45",
        "Required, not received yet",
        "Sam Ortiz",
    ):
        assert fact in shown(card)
    assert "Waiting for approval" in shown(card)
    assert "250 × 480.00 = 120,000.00" in shown(request)
    assert "<@U0FIONA>" in shown(request)
    assert "000123456789" in shown(request)
    assert document["files"][0]["name"] == "DRAFT-Acme-Corporation.pdf"
    assert rig.files()[0]["thread_ts"] == card["ts"]


def test_an_issued_invoice_shows_its_number_on_the_same_card(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    before = rig.card()
    rig.approve(invoice)
    rig.deliver()
    card = rig.card()
    assert card["ts"] == before["ts"]
    assert "JUS-000001 · Acme Corporation" in shown(card)
    assert "Issued, due 6 Jan 2027" in shown(card)
    assert "invoice_view" in actions_of(card)
    assert rig.files()[-1]["name"] == "JUS-000001-v1.pdf"
    assert rig.errors() == []


def test_an_answered_request_loses_its_buttons_and_says_who_answered(rig: SlackBot) -> None:
    rig.issued()
    request = rig.thread()[1]
    assert actions_of(request) == []
    assert "Approved by Fiona Chen." in shown(request)


def test_a_po_from_the_link_is_broadcast_with_the_new_pdf(rig: SlackBot) -> None:
    invoice = rig.issued()
    _add_po(rig, invoice)
    sentence = (
        "Dana Reyes (accounts payable of Acme Corporation) added PO number "
        "4500017342. JUS-000001 is now version 2."
    )
    announced = [each for each in rig.channel() if each.get("subtype") == "thread_broadcast"]
    assert [each["text"] for each in announced] == [sentence]
    assert sentence in shown(announced[0])
    assert rig.files()[-1]["name"] == "JUS-000001-v2.pdf"
    assert "4500017342" in shown(rig.card())


def test_changes_asked_for_go_back_to_the_drafter_with_the_reason(rig: SlackBot) -> None:
    invoice = rig.submitted()
    with rig.store.write(WORKSPACE) as uow:
        command = RequestChanges(
            by=FIONA, subject_id=invoice.id, expected_version=2, reason="*Net* <30>"
        )
        request_changes(INVOICE, command, uow)
    rig.deliver()
    *_, told = rig.thread()
    assert "<@U0SAM>" in shown(told)
    assert "*Net* <30>" in shown(told)
    assert "&lt;30&gt;" in told["text"]
    assert actions_of(told) == ["invoice_edit"]
    assert "Changes requested" in shown(rig.card())


def test_a_payment_is_told_with_what_is_still_due(rig: SlackBot) -> None:
    invoice = rig.issued()
    amount = Money.of(Decimal(345000), "USD")
    share = Share(invoice_id=invoice.id, amount=amount, expected_version=invoice.sequence)
    command = RecordPayment(by=FIONA, amount=amount, shares=(share,))
    with rig.store.write(WORKSPACE) as uow:
        record_payment(command, uow)
    rig.deliver()
    assert "Amount due: USD 1,000,000.00." in rig.thread()[-1]["text"]
    assert "Partly paid" in shown(rig.card())


def test_a_withdrawn_draft_closes_its_request(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    with rig.store.write(WORKSPACE) as uow:
        void_invoice(
            VoidInvoice(by=SAM, invoice_id=invoice.id, expected_version=2, reason="Twice"), uow
        )
    rig.deliver()
    assert "Withdrawn: Sam Ortiz voided the draft." in shown(rig.thread()[1])
    assert actions_of(rig.card()) == ["invoice_history"]


def test_a_change_while_waiting_is_asked_for_in_the_same_message(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    _add_po(rig, invoice)
    requests = [each for each in rig.thread() if "Pay to" in shown(each)]
    assert [actions_of(each) for each in requests] == [
        ["invoice_approve", "invoice_request_changes"],
    ]
    assert "4500017342" in shown(requests[0])


def test_the_first_of_two_approvals_says_how_many_are_missing() -> None:
    with a_rig(approvals_needed=2) as rig:
        invoice = rig.submitted()
        rig.approve(invoice)
        rig.deliver()
        assert "1 of 2 approvals: Fiona Chen" in shown(rig.request())
        assert "Waiting for approval, 1 of 2 given" in shown(rig.card())
        rig.approve(invoice, by=FRANK)
        rig.deliver()
        assert "Approved by Fiona Chen, Frank Weber." in shown(rig.thread()[1])


def test_every_message_names_its_outbox_row_and_turns_nothing_typed_into_a_link(
    rig: SlackBot,
) -> None:
    rig.submitted()
    rig.deliver()
    sent = [each["request"] for each in rig.calls("chat.postMessage")]
    rows = {each["metadata"]["event_payload"]["message_id"] for each in sent}
    assert isinstance(rig.store, FakeStore)
    assert rows <= set(rig.store.tables.letters)
    for each in sent:
        assert each["link_names"] is False
        assert each["parse"] == "none"
        assert each["unfurl_links"] is False
        assert each["unfurl_media"] is False


def test_an_invoice_of_three_hundred_lines_is_still_delivered(rig: SlackBot) -> None:
    lines = tuple(a_line(f"Seat {n} " + "x" * 400, "2", "1.00") for n in range(300))
    invoice = rig.submitted(lines=lines, memo="<!channel> " * 900)
    rig.approve(invoice)
    rig.deliver()
    assert rig.errors() == []
    assert "and 290 more lines, all in the PDF" in shown(rig.thread()[1])


def test_an_issue_date_that_has_passed_is_told_before_and_after_approval(rig: SlackBot) -> None:
    invoice = rig.submitted(issue_date=date(2026, 6, 1))
    rig.deliver()
    request = shown(rig.thread()[1])
    assert (
        "The issue date 1 Jun 2026 has passed. The invoice will be dated on the day it is issued, "
        "and due from then: if issued on 22 Nov 2026, due 6 Jan 2027." in request
    )
    rig.approve(invoice)
    rig.deliver()
    told = " ".join(each["text"] for each in rig.thread())
    assert "It is dated 22 Nov 2026 instead of 1 Jun 2026, which had passed." in told


def test_a_currency_without_an_account_is_told_to_the_approver(rig: SlackBot) -> None:
    euros = (a_line("Platform", "1", "100.00", "EUR"),)
    rig.submitted(currency="EUR", lines=euros)
    rig.deliver()
    sentence = (
        "Jupiter US Inc. has no bank account in EUR. The customer is asked to pay to the USD "
        "account: First Example Bank, account 000123456789."
    )
    card, request = rig.thread()[:2]
    assert sentence in shown(request)
    assert sentence in request["text"]
    assert sentence in shown(card)
