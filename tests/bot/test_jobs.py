"""What happens by itself, over fakes; the timers themselves run for real."""

import threading
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest

from bot.jobs import Jobs
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import Message, Undeliverable
from tests.factories import (
    DEAL_CHANNEL,
    FIONA,
    FRANK,
    SAM,
    WORKSPACE,
    a_customer,
    a_sender_profile,
    the_deal_lines,
)
from tests.harness.api_keys import an_api_key
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.fakes import (
    FakeStore,
    FixedClock,
    RecordingSender,
    SteadyRandomness,
    a_fake_store,
)

OTHER = "T0OTHER"


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def store(clock: FixedClock) -> FakeStore:
    store = a_fake_store(clock)
    for workspace_id in (WORKSPACE, OTHER):
        with store.write(workspace_id) as uow:
            uow.sender_profiles.save(a_sender_profile())
            uow.customers.save(a_customer())
            policy = ApprovalPolicy(approvers=(FIONA.id,))
            uow.save_workspace(Workspace(id=workspace_id, policy=policy))
    return store


def _jobs(store: FakeStore, clock: FixedClock, sender: RecordingSender, **more: Any) -> Jobs:
    return Jobs(
        store, store.outbox, {"slack": sender}, clock, SteadyRandomness(), owner="one", **more
    )


def _approved(
    store: FakeStore,
    issue_date: date,
    workspace_id: str = WORKSPACE,
    by: Actor = SAM,
    sender: str = "sender-us",
) -> Invoice:
    terms = InvoiceTerms(
        customer_id="customer-acme",
        sender_profile_id=sender,
        currency="USD",
        net_terms=45,
        issue_date=issue_date,
        lines=the_deal_lines(),
    )
    with store.write(workspace_id) as uow:
        command = SubmitInvoice(by=by, deal_channel=DEAL_CHANNEL, terms=terms)
        invoice = submit_invoice(command, uow, FakeRenderer())
        return approve(Approve(by=FIONA, subject_id=invoice.id, expected_version=2), uow)


def _state(store: FakeStore, invoice: Invoice) -> State:
    with store.read(invoice.workspace_id) as uow:
        return uow.invoices.get(invoice.id).state


def test_what_is_due_is_issued_once_in_every_workspace(store: FakeStore, clock: FixedClock) -> None:
    waiting = [_approved(store, date(2026, 12, 1), each) for each in (WORKSPACE, OTHER)]
    jobs = _jobs(store, clock, RecordingSender())
    assert jobs.issue() == 0
    clock.advance(days=10)
    assert jobs.issue() == 2
    assert jobs.issue() == 0
    assert [_state(store, each) for each in waiting] == [State.ISSUED, State.ISSUED]


def test_a_clock_that_jumps_a_day_ahead_and_back_issues_once(
    store: FakeStore, clock: FixedClock
) -> None:
    waiting = _approved(store, date(2026, 12, 1))
    jobs = _jobs(store, clock, RecordingSender())
    clock.advance(days=10)
    for hours, issued in ((-1, 1), (25, 0), (-24, 0), (0, 0)):
        clock.advance(hours=hours)
        assert jobs.issue() == issued
    assert _state(store, waiting) is State.ISSUED


def test_a_restored_workspace_issues_nothing_until_somebody_has_checked_it(
    store: FakeStore, clock: FixedClock
) -> None:
    waiting = [_approved(store, date(2026, 12, 1), each) for each in (WORKSPACE, OTHER)]
    store.tables.unreleased[OTHER] = True
    clock.advance(days=10)
    jobs = _jobs(store, clock, RecordingSender())
    assert jobs.issue() == 1
    assert [_state(store, each) for each in waiting] == [State.ISSUED, State.APPROVED]
    with store.write(OTHER) as uow:
        uow.outbox.release(discard=False)
    assert jobs.issue() == 1


def test_one_workspace_in_trouble_does_not_hold_up_the_others(
    store: FakeStore, clock: FixedClock
) -> None:
    broken = _approved(store, date(2026, 12, 1), OTHER)
    sound = _approved(store, date(2026, 12, 1))
    del store.tables.profiles[OTHER, "sender-us"]
    clock.advance(days=10)
    assert _jobs(store, clock, RecordingSender()).issue() == 1
    assert _state(store, sound) is State.ISSUED
    assert _state(store, broken) is State.APPROVED


def _told(store: FakeStore) -> list[Message]:
    letters = (each.message for each in store.tables.letters.values())
    return [each for each in letters if each.kind == "direct"]


def test_a_message_that_was_given_up_is_told_to_the_drafter(
    store: FakeStore, clock: FixedClock
) -> None:
    _approved(store, date(2026, 12, 1))
    sender = RecordingSender(Undeliverable("Type /invite there."))
    _jobs(store, clock, sender).drain()
    (notice,) = _told(store)
    assert notice.stream == f"person:{SAM.id}"
    assert notice.body["error"] == "Type /invite there."
    assert [each.kind for each in sender.sent] == ["ask_approver", "direct"]


def test_what_no_person_in_slack_drafted_is_told_to_every_approver_who_is_there(
    store: FakeStore, clock: FixedClock
) -> None:
    with store.write(WORKSPACE) as uow:
        policy = ApprovalPolicy(approvers=("U0GONE", FIONA.id, FRANK.id))
        known = uow.workspace().model_copy(update={"policy": policy, "departed": ("U0GONE",)})
        uow.save_workspace(known)
    nobodys = an_api_key(store).key.actor.model_copy(update={"owner": ""})
    store.tables.letters.clear()
    _approved(store, date(2026, 12, 1), by=nobodys)
    _jobs(store, clock, RecordingSender(Undeliverable("no"))).drain()
    told = {each.stream for each in _told(store)}
    assert told == {f"person:{FIONA.id}", f"person:{FRANK.id}"}


def test_what_a_key_drafted_is_told_to_its_owner(store: FakeStore, clock: FixedClock) -> None:
    key = an_api_key(store).key.actor
    store.tables.letters.clear()
    _approved(store, date(2026, 12, 1), by=key)
    _jobs(store, clock, RecordingSender(Undeliverable("no"))).drain()
    assert [each.stream for each in _told(store)] == [f"person:{key.owner}"]


def test_a_note_that_cannot_be_delivered_is_not_followed_by_another(
    store: FakeStore, clock: FixedClock
) -> None:
    _approved(store, date(2026, 12, 1))
    sender = RecordingSender(*(Undeliverable("no") for _ in range(6)))
    _jobs(store, clock, sender).drain()
    assert len(_told(store)) == 2, "for the thread and for the approver's request, not for notes"


class Sending(RecordingSender):
    """Says when it has sent as much as is asked for."""

    def __init__(self) -> None:
        super().__init__()
        self._done = threading.Condition()

    def send(self, message: Message) -> dict[str, object]:
        with self._done:
            receipt = super().send(message)
            self._done.notify_all()
        return dict(receipt)

    def wait_for(self, count: int) -> bool:
        with self._done:
            return self._done.wait_for(lambda: len(self.sent) >= count, timeout=60)


@pytest.fixture
def running(store: FakeStore, clock: FixedClock) -> Iterator[Callable[[Sending], Jobs]]:
    started: list[Jobs] = []

    def start(sender: Sending) -> Jobs:
        jobs = _jobs(store, clock, sender, drain_seconds=600, issue_seconds=600)
        jobs.start()
        started.append(jobs)
        return jobs

    yield start
    for jobs in started:
        jobs.stop()


def test_what_waits_at_the_start_is_sent_without_being_asked_for(
    store: FakeStore, running: Callable[[Sending], Jobs]
) -> None:
    _approved(store, date(2026, 12, 1))
    waiting, sender = len(store.tables.letters), Sending()
    running(sender)
    assert sender.wait_for(waiting)


def test_a_nudge_sends_at_once_what_the_timer_would_send_later(
    store: FakeStore, running: Callable[[Sending], Jobs]
) -> None:
    _approved(store, date(2026, 12, 1))
    first, sender = len(store.tables.letters), Sending()
    jobs = running(sender)
    assert sender.wait_for(first)
    _approved(store, date(2026, 12, 1))
    jobs.wake()
    assert sender.wait_for(len(store.tables.letters))


def test_a_nudge_before_the_start_and_after_the_end_is_harmless(
    store: FakeStore, clock: FixedClock
) -> None:
    jobs = _jobs(store, clock, RecordingSender())
    jobs.wake()
    jobs.start()
    jobs.stop()
    jobs.stop()
    jobs.wake()


def test_one_invoice_in_trouble_does_not_hold_up_the_others_of_its_workspace(
    store: FakeStore, clock: FixedClock
) -> None:
    gone = a_sender_profile(id="sender-gone", legal_name="Gone Inc.", series="GONE-")
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(gone)
    broken = _approved(store, date(2026, 11, 30), sender="sender-gone")
    sound = _approved(store, date(2026, 12, 1))
    del store.tables.profiles[WORKSPACE, "sender-gone"]
    clock.advance(days=10)
    assert _jobs(store, clock, RecordingSender()).issue() == 1
    assert (_state(store, sound), _state(store, broken)) == (State.ISSUED, State.APPROVED)


def test_what_is_being_sent_at_the_end_is_recorded_and_the_rest_waits_for_the_next_start(
    store: FakeStore, clock: FixedClock
) -> None:
    _approved(store, date(2026, 12, 1))
    stoppers: list[threading.Thread] = []

    class Stopping(RecordingSender):
        def send(self, message: Message) -> dict[str, object]:
            stoppers.append(threading.Thread(target=jobs.stop))
            stoppers[-1].start()
            assert jobs.stopping.wait(60)
            return dict(super().send(message))

    sender = Stopping()
    jobs = _jobs(store, clock, sender, drain_seconds=600, issue_seconds=600)
    jobs.start()
    assert jobs.stopping.wait(60)
    stoppers[0].join(60)
    recorded = {name for name, each in store.tables.letters.items() if each.is_sent}
    assert recorded == {each.id for each in sender.sent}
    assert len({each.lane for each in sender.sent}) == len(sender.sent) < len(store.tables.letters)


def test_before_each_message_what_somebody_waits_for_goes_first(
    store: FakeStore, clock: FixedClock
) -> None:
    sender, sent = RecordingSender(), []
    _approved(store, date(2026, 12, 1))

    def give_way() -> None:
        sent.append(len(sender.sent))

    jobs = _jobs(store, clock, sender, give_way=give_way)
    tried = jobs.drain()
    assert tried > 2
    assert sent[:tried] == [*range(tried)]
