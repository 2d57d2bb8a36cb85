"""The invoice by mail: what goes out, and what the thread hears of it."""

import pytest

from jupiter_core.commands.mailing import REASON_LIMIT, Mailed, SendToAp, note_mailing, send_to_ap
from jupiter_core.domain.event_details import MailOutcome
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NotFound, NotInState
from jupiter_core.ports import Message
from tests.factories import SAM
from tests.harness.workspace import MemoryWorkspace


def send(desk: MemoryWorkspace, invoice: Invoice) -> Invoice:
    with desk.writing() as uow:
        return send_to_ap(SendToAp(by=SAM, invoice_id=invoice.id), uow)


def note(
    desk: MemoryWorkspace, invoice: Invoice, message_id: str = "mail-1", **changes: object
) -> bool:
    given = {
        "message_id": message_id,
        "invoice_id": invoice.id,
        "outcome": EventName.INVOICE_EMAILED,
        "email": "dana@acme.example",
        **changes,
    }
    with desk.writing() as uow:
        return note_mailing(Mailed.model_validate(given), uow)


def mails(desk: MemoryWorkspace) -> list[Message]:
    return [each for each in desk.messages() if each.destination == "email"]


def test_an_issue_puts_one_mail_into_the_outbox() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    (mail,) = mails(desk)
    assert mail.stream == f"email:{issued.id}"
    assert mail.body["sequence"] == issued.sequence
    assert not mail.skippable


def test_whoever_asks_for_it_gets_another_mail_of_what_stands_there_now() -> None:
    desk = MemoryWorkspace()
    amended = desk.add_po(desk.issued(), "4500017342")
    assert send(desk, amended) == amended
    assert [each.body["sequence"] for each in mails(desk)][-1] == amended.sequence
    last = desk.events(amended.id)[-1]
    assert (last.name, last.by) == (EventName.INVOICE_EMAIL_ASKED_FOR, SAM)
    assert len(mails(desk)) == 2


def test_asking_for_a_mail_is_no_change_of_the_invoice() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    send(desk, issued)
    assert desk.now(issued) == issued


def test_what_is_not_issued_or_is_void_is_mailed_to_nobody() -> None:
    desk = MemoryWorkspace()
    draft, void = desk.submit(), desk.void(desk.issued())
    before = len(mails(desk))
    with pytest.raises(NotInState, match="The draft for Acme Corporation is pending approval"):
        send(desk, draft)
    with pytest.raises(NotInState):
        send(desk, void)
    assert len(mails(desk)) == before
    with desk.store.write("T0OTHER") as uow, pytest.raises(NotFound):
        send_to_ap(SendToAp(by=SAM, invoice_id=draft.id), uow)


@pytest.mark.parametrize(
    "outcome",
    [
        EventName.INVOICE_EMAILED,
        EventName.INVOICE_EMAIL_BOUNCED,
        EventName.INVOICE_LINK_TO_SEND,
    ],
)
def test_the_thread_hears_once_how_a_mail_ended(outcome: EventName) -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    assert note(desk, issued, outcome=outcome)
    assert not note(desk, issued, outcome=outcome)
    told = [each for each in desk.events(issued.id) if each.name == outcome]
    assert [each.words for each in told] == ["dana@acme.example"]
    last = desk.messages()[-1]
    assert (last.kind, last.body["event_id"]) == ("notice", told[0].id)


def test_every_mail_is_told_for_itself() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    assert note(desk, issued, "mail-1", outcome=EventName.INVOICE_EMAIL_BOUNCED)
    assert note(desk, issued, "mail-2")


def test_what_could_not_be_told_can_be_told_later() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    with pytest.raises(NotFound):
        note(desk, issued, invoice_id="nothing")
    assert note(desk, issued)


def test_a_long_reason_is_cut() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    note(desk, issued, reason="x" * (REASON_LIMIT + 1))
    details = desk.events(issued.id)[-1].details
    assert isinstance(details, MailOutcome)
    assert details.reason == "x" * REASON_LIMIT
