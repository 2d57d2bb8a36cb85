"""An invoice of 0.00, such as of a free year: settled at issue, and nobody is asked to pay it."""

from datetime import date

import pytest

from jupiter_core.commands.mail_under_way import MailUnderWay, expect_no_mail_under_way
from jupiter_core.commands.mailing import SendToAp, send_to_ap
from jupiter_core.domain.desk import LocalDays
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import NothingDue, NotInState
from jupiter_core.outbox.messages import EMAIL
from tests.factories import SAM, a_line
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import MemoryWorkspace

NIL = (a_line("Year 1", price="5000.00"), a_line("Free for a year", price="-5000.00"))


def mails(desk: MemoryWorkspace) -> int:
    return sum(each.destination == EMAIL for each in desk.messages())


@pytest.mark.parametrize("lines", [NIL, (a_line("Year 1, free", price="0.00"),)])
def test_an_invoice_of_nothing_is_settled_when_it_is_issued(lines: tuple[object, ...]) -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued(lines=lines)
    assert (invoice.state, invoice.number, invoice.amount_due.minor) == (
        State.PAID,
        "JUS-000001",
        0,
    )
    assert desk.events(invoice.id)[-1].name is EventName.INVOICE_ISSUED
    expect_all_promises_kept(desk)


def test_it_is_not_mailed_for_payment_but_a_person_can_send_it_at_once() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued(lines=NIL)
    assert mails(desk) == 0
    with desk.writing() as uow:
        expect_no_mail_under_way(uow, invoice)
        send_to_ap(SendToAp(by=SAM, invoice_id=invoice.id), uow)
    assert mails(desk) == 1
    with desk.writing() as uow, pytest.raises(MailUnderWay):
        expect_no_mail_under_way(uow, invoice)


def test_every_other_invoice_is_mailed_when_it_is_issued() -> None:
    desk = MemoryWorkspace()
    desk.issued(lines=(a_line(price="0.01"),))
    assert mails(desk) == 1


def test_no_payment_of_it_is_taken() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued(lines=NIL)
    with pytest.raises(NotInState, match=r"is paid"):
        desk.pay(invoice, Money.of("0.01", "USD"))


@pytest.mark.parametrize("amount", ["0.00", "0.01", "-1.00"])
def test_a_credit_note_has_nothing_to_pay(amount: str) -> None:
    desk = MemoryWorkspace()
    note = desk.approve(desk.credit(desk.issued()))
    with pytest.raises(NothingDue, match=r"^JUS-C000001 has nothing to pay\.$"):
        desk.pay(note, Money.of(amount, "USD"))


def test_it_is_never_overdue_and_nobody_is_reminded() -> None:
    desk = MemoryWorkspace()
    invoice = desk.issued(lines=NIL)
    desk.clock.advance(hours=24 * 90)
    assert not desk.now(invoice).overdue(desk.clock.now().date())
    told = len(desk.events(invoice.id))
    with desk.writing() as uow:
        assert uow.reminders.untold(LocalDays(usual=date(2099, 1, 1))) == []
        assert uow.invoices.without_po() == []
    assert len(desk.events(invoice.id)) == told


def test_it_can_be_voided_for_there_is_nothing_to_credit() -> None:
    desk = MemoryWorkspace()
    invoice: Invoice = desk.void(desk.issued(lines=NIL))
    assert invoice.state is State.VOID
    expect_all_promises_kept(desk)


def test_what_was_paid_is_not_voided() -> None:
    desk = MemoryWorkspace()
    paid = desk.pay(desk.issued(), Money.of("1345000.00", "USD"))
    with pytest.raises(NotInState):
        desk.void(paid)
