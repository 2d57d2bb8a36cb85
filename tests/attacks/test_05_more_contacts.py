"""Line 5, of whoever gets mails beside the first contact: no strange domain alone, at any door."""

import pytest

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.erasing import ErasePerson, erase_person
from jupiter_core.commands.mail_domain import DecideMail, decide_mail
from jupiter_core.commands.mailing import SendToAp, send_to_ap
from jupiter_core.commands.parties import SaveCustomer, save_customer
from jupiter_core.domain.actor import OPERATOR, Actor
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_contact import ContactRole, MailContact
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.refusals import (
    ChangedSinceSeen,
    MailNotWaiting,
    SetTheAddress,
    ValidationErrors,
)
from tests.factories import DANA, FIONA, FRANK, SAM, WORKSPACE, a_customer
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import actions_of, shown
from tests.harness.workspace import MemoryWorkspace

EVIL = "ap@acme-payments.example"
CC = MailContact(name="Eve", email=EVIL, role=ContactRole.CC)
LEE = MailContact(name="Lee Park", email="lee@acme.example")
SEND = "invoice_mail_send"


@pytest.fixture
def desk() -> MemoryWorkspace:
    return MemoryWorkspace()


def save(desk: MemoryWorkspace, *contacts: MailContact, by: Actor = SAM, **more: object) -> None:
    customer = a_customer(more_contacts=contacts, **more)
    with desk.writing() as uow:
        save_customer(SaveCustomer(by=by, customer=customer), uow, desk.renderer)


def mailed(desk: MemoryWorkspace) -> list[str]:
    """Whom the outbox's mails go to; `first` for the AP contact."""
    mails = [each for each in desk.messages() if each.destination == "email"]
    return [each.body.get("to", "first") for each in mails]


def waits(desk: MemoryWorkspace, invoice: Invoice) -> list[str]:
    events = desk.events(invoice.id)
    return [each.words for each in events if each.name is EventName.INVOICE_EMAIL_WAITS]


def decide(desk: MemoryWorkspace, seen: Invoice, by: Actor, email: str = EVIL) -> None:
    command = DecideMail(
        by=by, invoice_id=seen.id, expected_version=seen.sequence, send=True, email=email
    )
    with desk.writing() as uow:
        decide_mail(command, uow)


def press(desk: MemoryWorkspace, invoice: Invoice) -> None:
    with desk.writing() as uow:
        send_to_ap(SendToAp(by=SAM, invoice_id=invoice.id), uow)


def amended(desk: MemoryWorkspace) -> Invoice:
    """Issued, then given a strange copy, and sent once more."""
    moved = desk.amend(desk.issued(), SAM, more_contacts=(LEE, CC))
    press(desk, moved)
    return desk.now(moved)


def test_a_strange_copy_waits_for_a_person_and_keeps_nobody_else_waiting(
    desk: MemoryWorkspace,
) -> None:
    moved = amended(desk)
    assert mailed(desk) == ["first", "first", "lee@acme.example"]
    assert waits(desk, moved) == [EVIL]
    decide(desk, moved, FIONA)
    assert mailed(desk) == ["first", "first", "lee@acme.example", EVIL]
    with pytest.raises(MailNotWaiting):
        decide(desk, moved, FRANK)


def test_whoever_put_the_copy_there_does_not_confirm_it(desk: MemoryWorkspace) -> None:
    moved = amended(desk)
    with pytest.raises(SetTheAddress):
        decide(desk, moved, SAM)
    assert EVIL not in mailed(desk)


def test_a_second_press_sends_to_the_known_ones_and_asks_no_second_time(
    desk: MemoryWorkspace,
) -> None:
    moved = amended(desk)
    press(desk, moved)
    assert waits(desk, moved) == [EVIL]
    assert EVIL not in mailed(desk)


def test_a_yes_to_one_address_sends_to_no_other(desk: MemoryWorkspace) -> None:
    other = MailContact(name="Mallory", email="m@evil.example")
    moved = desk.amend(desk.issued(), SAM, more_contacts=(CC, other))
    press(desk, moved)
    assert waits(desk, moved) == [EVIL, "m@evil.example"]
    decide(desk, desk.now(moved), FIONA)
    assert mailed(desk) == ["first", "first", EVIL]


def test_a_yes_for_a_copy_that_was_taken_off_meanwhile_counts_for_nothing(
    desk: MemoryWorkspace,
) -> None:
    moved = amended(desk)
    desk.amend(moved, SAM, more_contacts=(LEE,))
    with pytest.raises(ChangedSinceSeen):
        decide(desk, moved, FIONA)
    assert EVIL not in mailed(desk)


def test_an_approval_by_whoever_set_the_copy_makes_its_domain_known_to_nobody(
    desk: MemoryWorkspace,
) -> None:
    save(desk, CC, by=FIONA)
    issued = desk.issued()
    assert mailed(desk) == ["first"]
    assert waits(desk, issued) == [EVIL]


def test_an_approval_by_somebody_else_who_was_shown_it_does(desk: MemoryWorkspace) -> None:
    save(desk, CC, by=FIONA)
    invoice = desk.submit()
    with desk.writing() as uow:
        seen = invoice.sequence
        approve(Approve(by=FRANK, subject_id=invoice.id, expected_version=seen), uow)
    assert mailed(desk) == ["first", EVIL]


def test_a_change_of_the_others_is_told_with_its_strange_domain(desk: MemoryWorkspace) -> None:
    save(desk, LEE, CC)
    (event,) = desk.events("customer-acme")
    assert [each.what for each in event.changes] == ["More AP contacts"]
    assert event.changes[0].new == "Lee Park <lee@acme.example>, cc: Eve <ap@acme-payments.example>"
    assert "acme-payments.example was never used for this customer" in event.note


def test_ap_changes_no_other_contact_by_link(desk: MemoryWorkspace) -> None:
    moved = desk.amend(desk.issued(), SAM, more_contacts=(LEE,))
    after = desk.amend(moved, DANA, attention="Team 7", more_contacts=None)
    assert after.content.bill_to.more_contacts == (LEE,)


def test_the_same_address_twice_or_without_a_first_is_refused(desk: MemoryWorkspace) -> None:
    twice = LEE.model_copy(update={"email": "LEE@acme.example"})
    first = LEE.model_copy(update={"email": "Dana@acme.example"})
    for contacts, path in (
        ((LEE, twice), "more_contacts[1].email"),
        ((first,), "more_contacts[0].email"),
    ):
        with pytest.raises(ValidationErrors) as refused:
            save(desk, *contacts)
        assert [each.path for each in refused.value.refusals] == [path]
    with pytest.raises(ValidationErrors) as refused:
        save(desk, LEE, ap_contact=ApContact())
    assert [each.path for each in refused.value.refusals] == ["ap_contact.email"]
    assert desk.events("customer-acme") == []


def test_an_erased_person_is_no_contact_and_the_next_one_takes_their_place(
    desk: MemoryWorkspace,
) -> None:
    save(desk, CC, LEE)
    with desk.writing() as uow:
        erase_person(ErasePerson(by=OPERATOR, who="Dana@acme.example"), uow)
        erase_person(ErasePerson(by=OPERATOR, who=EVIL), uow)
        customer = uow.customers.get("customer-acme")
    assert customer.ap_contact == ApContact(name="Lee Park", email="lee@acme.example")
    assert customer.more_contacts == ()


@pytest.fixture
def rig() -> object:
    with a_rig() as rig:
        yield rig


def test_card_request_and_question_show_the_strange_copy_and_the_button_answers_for_it(
    rig: SlackBot,
) -> None:
    with rig.store.write(WORKSPACE) as uow:
        customer = a_customer(more_contacts=(LEE, CC))
        save_customer(SaveCustomer(by=FIONA, customer=customer), uow, rig.ctx.renderer)
    rig.issued()
    rig.deliver()
    said = "Lee Park <lee@acme.example>; copy to Eve <ap@acme-payments.example> ⚠ new domain"
    assert said in shown(rig.card())
    asked = next(each for each in rig.thread() if SEND in actions_of(each))
    assert f"to {EVIL} is on hold" in shown(asked)
    rig.press(SAM.id, SEND, asked)
    rig.eventually(lambda: SEND not in str(rig.thread()))
    rig.deliver()
    assert "new domain" not in shown(rig.card())
    assert rig.errors() == []
