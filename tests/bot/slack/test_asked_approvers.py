"""Approvers are asked in a direct message each, kept current whatever becomes of the request."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.commands.timer import tick
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import State
from jupiter_core.outbox.messages import MessageKind
from tests.factories import FIONA, FRANK, SAM, WORKSPACE
from tests.harness.contract_deal import ContractDeal
from tests.harness.fakes import FakeStore
from tests.harness.slack_bot import SlackBot, TypedPaper, a_rig
from tests.harness.slack_reading import Json, actions_of, shown


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


def asked(rig: SlackBot, user: str = FIONA.id) -> list[Json]:
    """The messages with a request, or what became of one; not the files in their threads."""
    _, messages = rig.direct_messages(user)
    return [each for each in messages if each.get("blocks")]


def names(rig: SlackBot) -> list[EventName]:
    assert isinstance(rig.store, FakeStore)
    return [each.name for each in rig.store.tables.events.values()]


def test_each_approver_who_did_not_write_it_is_asked_once(rig: SlackBot) -> None:
    rig.submitted(by=FRANK)
    rig.deliver()
    (message,) = asked(rig)
    said = shown(message)
    assert "Please approve the draft for Acme Corporation" in said
    assert "USD 1,345,000.00" in said and "Net 45" in said
    assert {"invoice_approve", "invoice_request_changes"} <= set(actions_of(message))
    assert rig.files()[-1]["name"].endswith(".pdf")
    assert not any(each["user"] == FRANK.id for each in _ims(rig))


def _ims(rig: SlackBot) -> list[Json]:
    return [each for each in rig._look("workspace")["channels"] if each["is_im"]]


def test_it_is_approved_from_the_message_and_every_message_says_so(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    channel, _ = rig.direct_messages(FIONA.id)
    rig.press(FIONA.id, "invoice_approve", asked(rig)[0], channel)
    rig.wait()
    rig.deliver()
    assert rig.invoice(invoice.id).state is State.ISSUED
    for user in (FIONA.id, FRANK.id):
        (message,) = asked(rig, user)
        assert "invoice_approve" not in actions_of(message)
        assert "Issued" in shown(message)
    assert "You approved it." in shown(asked(rig)[0])
    assert "invoice_approve" not in str([each.get("blocks") for each in rig.thread()])


def test_with_two_approvals_whoever_gave_one_is_asked_no_more() -> None:
    with a_rig(approvals_needed=2) as rig:
        invoice = rig.submitted()
        rig.deliver()
        rig.approve(invoice)
        rig.deliver()
        assert "You approved it." in shown(asked(rig)[0])
        assert "invoice_approve" in actions_of(asked(rig, FRANK.id)[0])


def test_asked_again_there_is_one_message_and_a_new_one(rig: SlackBot) -> None:
    invoice = rig.submitted()
    rig.deliver()
    first = asked(rig)[0]["ts"]
    with rig.store.write(WORKSPACE) as uow:
        command = AddPoNumber(
            by=SAM, invoice_id=invoice.id, expected_version=None, po_number="4500-1"
        )
        add_po_number(command, uow, TypedPaper())
    rig.deliver()
    (message,) = asked(rig)
    assert message["ts"] != first
    assert "4500-1" in shown(message)
    assert "PO number" in shown(message)


def test_a_contract_asks_them_too(rig: SlackBot) -> None:
    deal = ContractDeal(rig)
    rig.deliver()
    (message,) = asked(rig)
    assert "Please approve the contract Acme Corporation 2027" in shown(message)
    deal.agreed()
    (message,) = asked(rig)
    assert "contract_approve" not in actions_of(message)


def test_an_approver_who_cannot_be_written_to_holds_up_nobody(rig: SlackBot) -> None:
    with rig.store.write(WORKSPACE) as uow:
        team = uow.workspace()
        policy = team.policy.model_copy(update={"approvers": ("U0GONE", *team.policy.approvers)})
        uow.save_workspace(team.model_copy(update={"policy": policy}))
    rig.submitted()
    rig.deliver()
    assert rig.card() and rig.request()
    assert "invoice_approve" in actions_of(asked(rig)[0])


def at(day: int, hour: int) -> datetime:
    """In November 2026, in California, where the legal entity is."""
    return datetime(2026, 11, day, tzinfo=UTC) + timedelta(hours=hour + 8)


def turn(rig: SlackBot, now: datetime) -> None:
    """The timer looks twice."""
    rig.clock.set(now)
    for _ in range(2):
        with rig.store.write(WORKSPACE) as uow:
            tick(uow)


def test_approvers_are_reminded_by_business_days_and_admins_told_later(rig: SlackBot) -> None:
    for person in (FIONA, FRANK):
        rig.account(person.id, tz="America/Los_Angeles")
    rig.clock.set(at(20, 10))  # a Friday
    rig.submitted()
    rig.deliver()
    first = asked(rig)[0]["ts"]
    for day, hour, reminded, escalated in (
        (21, 12, 0, 0),  # Saturday
        (23, 8, 0, 0),  # Monday, before nine
        (23, 10, 1, 0),
        (23, 18, 1, 0),  # after five
        (24, 10, 2, 0),
        (25, 10, 3, 1),
        (26, 10, 3, 1),  # Thanksgiving
        (27, 10, 4, 1),
    ):
        turn(rig, at(day, hour))
        found = names(rig)
        told = (
            found.count(EventName.INVOICE_APPROVAL_REMINDED),
            found.count(EventName.APPROVAL_ESCALATED),
        )
        assert told == (reminded, escalated), (day, hour)
    rig.deliver()
    messages = asked(rig)
    assert [each["ts"] for each in messages if "invoice_approve" in actions_of(each)] != [first]
    assert len([each for each in messages if "invoice_approve" in actions_of(each)]) == 1
    assert any("has waited 3 business days" in shown(each) for each in messages)


def test_each_approver_is_reminded_when_their_own_working_day_begins(rig: SlackBot) -> None:
    rig.account(FIONA.id, tz="Europe/London")
    rig.account(FRANK.id, tz="Asia/Tokyo")
    rig.clock.set(at(20, 10))
    rig.submitted()
    rig.deliver()
    first = {user: _request(rig, user) for user in (FIONA.id, FRANK.id)}
    rig.clock.set(datetime(2026, 11, 23, 0, 30, tzinfo=UTC))  # half past nine in Tokyo
    turn(rig, rig.clock.now())
    rig.deliver()
    assert _request(rig, FRANK.id) != first[FRANK.id]
    assert _request(rig, FIONA.id) == first[FIONA.id]
    turn(rig, datetime(2026, 11, 23, 9, 30, tzinfo=UTC))  # and in London
    rig.deliver()
    assert _request(rig, FIONA.id) != first[FIONA.id]


def _request(rig: SlackBot, user: str) -> str:
    """Where the one that stands is."""
    (message,) = [each for each in asked(rig, user) if "invoice_approve" in actions_of(each)]
    return str(message["ts"])


def test_what_is_decided_reminds_nobody(rig: SlackBot) -> None:
    rig.clock.set(at(20, 10))
    rig.approve(rig.submitted())
    turn(rig, at(23, 10))
    assert EventName.INVOICE_APPROVAL_REMINDED not in names(rig)
    assert isinstance(rig.store, FakeStore)
    kinds = [each.message.kind for each in rig.store.tables.letters.values()]
    assert kinds.count(MessageKind.ASK_APPROVER) == 2
