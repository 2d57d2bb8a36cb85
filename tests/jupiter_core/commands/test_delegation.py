"""Out of office: what a delegate may, what they may not, and how what waits goes there and back."""

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from jupiter_core.commands.approval import Approve, RequestChanges, approve, request_changes
from jupiter_core.commands.delegation import (
    EndDelegation,
    NameDelegate,
    end_delegation,
    name_delegate,
)
from jupiter_core.commands.leaving import NotePresence, note_presence
from jupiter_core.commands.permission import expect_finance, expect_receivables
from jupiter_core.commands.second_person import expect_confirmer
from jupiter_core.commands.timer import tick
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.desk import DeskSection
from jupiter_core.domain.event_details import OnBehalf
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import State
from jupiter_core.domain.period import Period
from jupiter_core.domain.readers import Reader, Readers
from jupiter_core.domain.refusals import (
    AlreadyApproved,
    ApprovedForBoth,
    DelegateAway,
    EndsBeforeItBegins,
    NobodyAway,
    NotAMember,
    NotAnApprover,
    NothingChanged,
    NotPermitted,
    OutOfRange,
    OwnDelegate,
    Refusal,
    SelfApproval,
    WrittenByDelegator,
)
from jupiter_core.outbox.messages import MessageKind
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.desk import desk_part, look_of
from jupiter_core.queries.exports.audit_trail import audit_trail
from jupiter_core.queries.history import history
from jupiter_core.queries.readable import may_read
from jupiter_core.queries.resources.invoice import InvoiceResource
from tests.factories import FIONA, FRANK, NOW, SAM, WANDA
from tests.harness.workspace import MemoryWorkspace

BO = Actor(kind=ActorKind.SLACK_USER, id="U0BO", name="Bo Larsen")
LEE = Actor(kind=ActorKind.SLACK_USER, id="U0LEE", name="Lee Novak")
TODAY = date(2026, 11, 22)
FRIDAY = date(2026, 11, 27)
TWO = ApprovalPolicy(approvers=(FIONA.id, FRANK.id), approvals=2)


@pytest.fixture
def desk() -> MemoryWorkspace:
    return MemoryWorkspace()


def away(desk: MemoryWorkspace, by: Actor = FIONA, **changes: object) -> None:
    """Fiona, from today until Friday, and Bo approves for her."""
    given = {
        "by": by,
        "delegate": BO,
        "is_member": True,
        "first_day": TODAY,
        "last_day": FRIDAY,
        "time_zone": "UTC",
    }
    with desk.writing() as uow:
        name_delegate(NameDelegate.model_validate({**given, **changes}), uow)


def back(desk: MemoryWorkspace, by: Actor = FIONA) -> None:
    with desk.writing() as uow:
        end_delegation(EndDelegation(by=by), uow)


def turn(desk: MemoryWorkspace, day: date) -> None:
    """The timer looks twice, at noon."""
    desk.at(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))
    for _ in range(2):
        with desk.writing() as uow:
            tick(uow)


def events(desk: MemoryWorkspace, name: EventName) -> list[Event]:
    return [each for each in desk.tables.events.values() if each.name is name]


def asked(desk: MemoryWorkspace) -> Counter[str]:
    """How many messages with a request each person was sent."""
    letters = (each.message for each in desk.tables.letters.values())
    return Counter(e.body["user_id"] for e in letters if e.kind == MessageKind.ASK_APPROVER)


def to_approve(desk: MemoryWorkspace, person: Actor) -> list[str]:
    with desk.reading() as uow:
        part = desk_part(uow, look_of(uow, person.id), DeskSection.TO_APPROVE)
        return [each.subject_id for each in part.entries]


def refused(what: type[Refusal], deed: Callable[[], object]) -> str:
    with pytest.raises(what) as refusal:
        deed()
    return refusal.value.sentence


def test_a_delegate_approves_and_both_names_are_kept_wherever_it_is_told(
    desk: MemoryWorkspace,
) -> None:
    away(desk)
    invoice = desk.approve(desk.submit(), by=BO)
    assert invoice.state is State.ISSUED
    (given,) = invoice.approvals
    assert (given.by, given.on_behalf_of, given.words) == (
        BO.id,
        FIONA.id,
        "Bo Larsen for Fiona Chen",
    )
    (event,) = events(desk, EventName.INVOICE_APPROVED)
    assert event.details == OnBehalf(approver=FIONA.id, name="Fiona Chen")
    with desk.reading() as uow:
        told = [e for e in history(uow, INVOICE, invoice.id) if e.why == "invoice.approved"]
        assert [each.on_behalf_of for each in told] == ["Fiona Chen"]
        period = Period(first=TODAY, last=TODAY)
        rows = [each for each in audit_trail(uow, period) if each.action == "approved"]
        assert [(each.by.name, each.note) for each in rows] == [("Bo Larsen", "for Fiona Chen")]
        resource = InvoiceResource.of(invoice, uow.now).model_dump(mode="json")
    (shown,) = resource["approvals"]
    assert (shown["by_name"], shown["on_behalf_of_name"]) == ("Bo Larsen", "Fiona Chen")


def test_both_have_one_approval_together(desk: MemoryWorkspace) -> None:
    desk = MemoryWorkspace(TWO)
    away(desk)
    once = desk.approve(desk.submit(), by=BO)
    assert once.state is State.PENDING_APPROVAL
    assert "Bo Larsen has already approved" in refused(
        ApprovedForBoth, lambda: desk.approve(once, by=FIONA)
    )
    refused(AlreadyApproved, lambda: desk.approve(once, by=BO))
    back(desk)
    refused(ApprovedForBoth, lambda: desk.approve(once, by=FIONA))
    assert desk.approve(once, by=FRANK).state is State.ISSUED


def test_what_the_approver_approved_before_the_delegate_cannot_approve_again() -> None:
    desk = MemoryWorkspace(TWO)
    once = desk.approve(desk.submit(), by=FIONA)
    away(desk)
    refused(ApprovedForBoth, lambda: desk.approve(once, by=BO))


def test_a_delegate_of_two_gives_one_approval() -> None:
    desk = MemoryWorkspace(TWO)
    away(desk)
    away(desk, by=FRANK)
    once = desk.approve(desk.submit(), by=BO)
    refused(AlreadyApproved, lambda: desk.approve(once, by=BO))
    assert desk.approve(once, by=FRANK).state is State.ISSUED


def test_a_delegate_of_two_stands_in_for_the_one_who_did_not_write_it(
    desk: MemoryWorkspace,
) -> None:
    away(desk)
    away(desk, by=FRANK)
    (given,) = desk.approve(desk.submit(by=FIONA), by=BO).approvals
    assert given.on_behalf_of == FRANK.id


def test_four_eyes_are_kept(desk: MemoryWorkspace) -> None:
    away(desk)
    refused(SelfApproval, lambda: desk.approve(desk.submit(by=BO), by=BO))
    hers = desk.submit(by=FIONA)
    assert "Fiona Chen, for whom you approve, drafted" in refused(
        WrittenByDelegator, lambda: desk.approve(hers, by=BO)
    )
    with desk.reading() as uow:
        assert not uow.invoices.get(hers.id).approvals


def test_outside_the_period_a_delegate_is_nobody(desk: MemoryWorkspace) -> None:
    away(desk, first_day=date(2026, 11, 24))
    invoice = desk.submit()
    refused(NotAnApprover, lambda: desk.approve(invoice, by=BO))
    turn(desk, date(2026, 11, 28))
    refused(NotAnApprover, lambda: desk.approve(invoice, by=BO))
    turn(desk, FRIDAY)
    assert desk.approve(invoice, by=BO).state is State.ISSUED


def test_whoever_is_away_may_approve_all_the_same(desk: MemoryWorkspace) -> None:
    away(desk)
    assert desk.approve(desk.submit(), by=FIONA).state is State.ISSUED


def test_a_delegate_may_ask_for_changes(desk: MemoryWorkspace) -> None:
    away(desk)
    invoice = desk.submit()
    command = RequestChanges(
        by=BO, subject_id=invoice.id, expected_version=invoice.sequence, reason="Wrong price"
    )
    with desk.writing() as uow:
        assert request_changes(INVOICE, command, uow).state is State.DRAFT


def test_a_key_of_a_delegate_approves_nothing(desk: MemoryWorkspace) -> None:
    away(desk)
    invoice = desk.submit()
    operator = Actor(kind=ActorKind.OPERATOR, id="operator", name="operator", owner=BO.id)
    refused(NotAnApprover, lambda: desk.approve(invoice, by=operator))


def test_a_delegate_confirms_nothing_and_records_no_payment(desk: MemoryWorkspace) -> None:
    away(desk)
    consent = Consent(proposed_by=FRANK, proposed_at=NOW)
    with desk.writing() as uow:
        refused(NotPermitted, lambda: expect_confirmer(uow, consent, BO, "confirm", "it"))
        refused(NotPermitted, lambda: expect_finance(uow, BO, "void invoices"))
        refused(NotPermitted, lambda: expect_receivables(uow, BO, "record payments"))


def test_a_delegate_reads_what_waits_and_nothing_else(desk: MemoryWorkspace) -> None:
    with desk.writing() as uow:
        closed = uow.workspace().model_copy(update={"readers": Readers.FINANCE})
        uow.save_workspace(closed)
    issued, waits = desk.approve(desk.submit()), desk.submit()
    away(desk)
    with desk.reading() as uow:
        reader = Reader(person=BO.id)
        assert [may_read(uow, reader, each) for each in (issued, waits)] == [False, True]
        assert not may_read(uow, Reader(person=LEE.id), waits)


def test_the_desk_of_a_delegate_has_what_they_may_approve(desk: MemoryWorkspace) -> None:
    sams, his, hers = desk.submit(), desk.submit(by=BO), desk.submit(by=FIONA)
    assert to_approve(desk, BO) == []
    away(desk)
    assert to_approve(desk, BO) == [sams.id]
    assert set(to_approve(desk, FIONA)) == {sams.id, his.id}
    assert hers.id in to_approve(desk, FRANK)
    desk.approve(sams, by=BO)
    assert to_approve(desk, BO) == []


def test_what_waits_goes_to_the_delegate_when_the_period_begins_and_back_when_it_ends(
    desk: MemoryWorkspace,
) -> None:
    desk.submit()
    desk.submit(by=BO)
    assert asked(desk) == {FIONA.id: 2, FRANK.id: 2}
    away(desk, first_day=date(2026, 11, 24), last_day=date(2026, 11, 24))
    turn(desk, date(2026, 11, 23))
    before = asked(desk)
    assert not before[BO.id]
    turn(desk, date(2026, 11, 24))
    assert asked(desk)[BO.id] - before[BO.id] >= 1
    passed = events(desk, EventName.INVOICE_APPROVAL_REASSIGNED)
    assert [each.words for each in passed] == [
        "Bo Larsen approves for Fiona Chen until 24 Nov 2026"
    ]
    turn(desk, date(2026, 11, 28))  # a Saturday: nobody is reminded
    went_back = events(desk, EventName.INVOICE_APPROVAL_REASSIGNED)[1:]
    assert [each.words for each in went_back] == ["Fiona Chen is asked again"]
    turn(desk, date(2026, 11, 29))
    assert len(events(desk, EventName.INVOICE_APPROVAL_REASSIGNED)) == 2


def test_named_for_today_what_waits_is_passed_on_at_once(desk: MemoryWorkspace) -> None:
    desk.submit()
    away(desk)
    assert asked(desk) == {FIONA.id: 1, FRANK.id: 1, BO.id: 1}
    desk.submit()
    assert asked(desk) == {FIONA.id: 1, FRANK.id: 2, BO.id: 2}
    back(desk)
    assert asked(desk) == {FIONA.id: 3, FRANK.id: 2, BO.id: 2}


def test_a_longer_period_asks_the_same_delegate_nothing_again(desk: MemoryWorkspace) -> None:
    desk.submit()
    away(desk)
    away(desk, last_day=date(2026, 12, 4))
    assert asked(desk) == {FIONA.id: 1, FRANK.id: 1, BO.id: 1}
    turn(desk, date(2026, 12, 5))
    assert asked(desk)[FIONA.id] >= 2


def test_another_delegate_takes_over_from_the_first(desk: MemoryWorkspace) -> None:
    invoice = desk.submit()
    away(desk)
    away(desk, delegate=LEE)
    assert asked(desk) == {FIONA.id: 1, FRANK.id: 1, BO.id: 1, LEE.id: 1}
    refused(NotAnApprover, lambda: desk.approve(invoice, by=BO))
    assert desk.approve(invoice, by=LEE).state is State.ISSUED


def test_an_approver_as_delegate_is_asked_once(desk: MemoryWorkspace) -> None:
    away(desk, delegate=FRANK)
    invoice = desk.submit()
    assert asked(desk) == {FRANK.id: 1}
    (given,) = desk.approve(invoice, by=FRANK).approvals
    assert given.on_behalf_of == ""


def test_the_others_hear_who_approves_for_whom_and_that_it_ended(desk: MemoryWorkspace) -> None:
    away(desk)
    back(desk)
    (named,) = events(desk, EventName.DELEGATE_NAMED)
    assert named.note == "Bo Larsen approves for Fiona Chen, 22 Nov 2026 to 27 Nov 2026."
    (ended,) = events(desk, EventName.DELEGATION_ENDED)
    assert ended.note == "Fiona Chen approves again; Bo Larsen no longer does."
    letters = [each.message for each in desk.tables.letters.values()]
    for event in (named, ended):
        told = [e for e in letters if e.body["event_id"] == event.id]
        people = {e.body["user_id"] for e in told if e.kind == MessageKind.DIRECT}
        assert people == {FIONA.id, FRANK.id, BO.id}
        assert [e.kind for e in told].count(MessageKind.ADMINS) == 1


@pytest.mark.parametrize(
    ("changes", "refusal", "path"),
    [
        ({"delegate": FIONA}, OwnDelegate, "delegate"),
        ({"is_member": False}, NotAMember, "delegate"),
        ({"last_day": date(2026, 11, 21)}, EndsBeforeItBegins, "last_day"),
        ({"first_day": date(2026, 11, 28)}, EndsBeforeItBegins, "last_day"),
        ({"last_day": date(2027, 5, 25)}, OutOfRange, "last_day"),
        (
            {"first_day": date(2027, 11, 24), "last_day": date(2027, 11, 24)},
            OutOfRange,
            "first_day",
        ),
        ({"by": SAM}, NotAnApprover, None),
        ({"by": WANDA}, NotAnApprover, None),
        (
            {"by": Actor(kind=ActorKind.API_KEY, id="key", name="key", owner=FIONA.id)},
            NotPermitted,
            None,
        ),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    desk: MemoryWorkspace, changes: dict[str, Any], refusal: type[Refusal], path: str | None
) -> None:
    with pytest.raises(refusal) as refused:
        away(desk, **changes)
    assert refused.value.path == path
    assert not desk.tables.events
    with desk.reading() as uow:
        assert not uow.workspace().delegations


def test_half_a_year_is_the_longest(desk: MemoryWorkspace) -> None:
    away(desk, last_day=date(2027, 5, 24))  # the 184th day


def test_the_same_twice_is_refused(desk: MemoryWorkspace) -> None:
    away(desk)
    refused(NothingChanged, lambda: away(desk))


def test_a_delegate_who_is_away_then_is_refused(desk: MemoryWorkspace) -> None:
    away(desk, by=FRANK)
    said = refused(DelegateAway, lambda: away(desk, delegate=FRANK, first_day=FRIDAY))
    assert said.startswith("Frank Weber is out of office in that time too, until 27 Nov 2026")
    away(desk, delegate=FRANK, first_day=date(2026, 11, 28), last_day=date(2026, 11, 29))


def test_a_delegate_who_goes_away_later_is_told_of(desk: MemoryWorkspace) -> None:
    away(desk, delegate=FRANK)
    away(desk, by=FRANK)
    note = events(desk, EventName.DELEGATE_NAMED)[-1].note
    assert "Frank Weber is the delegate of Fiona Chen, who should name somebody else." in note


def test_ending_what_is_not_there_is_refused(desk: MemoryWorkspace) -> None:
    refused(NobodyAway, lambda: back(desk))
    away(desk)
    back(desk)
    refused(NobodyAway, lambda: back(desk))


def left(desk: MemoryWorkspace, who: Actor) -> str:
    with desk.writing() as uow:
        assert note_presence(NotePresence(person=who.id, name=who.name, has_left=True), uow)
    return events(desk, EventName.PERSON_LEFT)[-1].note


def test_when_a_delegate_leaves_it_ends_and_both_approver_and_admins_are_told(
    desk: MemoryWorkspace,
) -> None:
    invoice = desk.submit()
    away(desk)
    note = left(desk, BO)
    assert "who is a delegate of Fiona Chen, is deactivated in Slack" in note
    assert note.endswith("Bo Larsen no longer approves for Fiona Chen.")
    assert asked(desk) == {FIONA.id: 2, FRANK.id: 1, BO.id: 1}
    refused(NotAnApprover, lambda: desk.approve(invoice, by=BO))
    with desk.reading() as uow:
        assert not uow.workspace().delegations[0].is_open(uow.now)


def test_when_who_is_away_leaves_nobody_approves_for_them(desk: MemoryWorkspace) -> None:
    invoice = desk.submit()
    away(desk)
    assert "Bo Larsen no longer approves for Fiona Chen." in left(desk, FIONA)
    refused(NotAnApprover, lambda: desk.approve(invoice, by=BO))


def test_what_changed_since_it_was_read_is_refused_of_a_delegate_too(
    desk: MemoryWorkspace,
) -> None:
    away(desk)
    seen = desk.submit()
    desk.revise(seen, memo="Something else")
    with desk.writing() as uow, pytest.raises(Refusal):
        approve(Approve(by=BO, subject_id=seen.id, expected_version=seen.sequence), uow)


def test_periods_long_over_are_forgotten(desk: MemoryWorkspace) -> None:
    away(desk)
    turn(desk, date(2027, 4, 1))
    away(desk, first_day=date(2027, 4, 1), last_day=date(2027, 4, 2))
    with desk.reading() as uow:
        assert len(uow.workspace().delegations) == 1
