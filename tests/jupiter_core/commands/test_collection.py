"""A dispute, a promise and a pause: who may, what they stop, and that the paper stays as it is."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from jupiter_core.commands.collection import (
    DisputeInvoice,
    PauseReminders,
    PromisePayment,
    ResolveDispute,
    ResumeReminders,
    dispute_invoice,
    pause_reminders,
    promise_payment,
    resolve_dispute,
    resume_reminders,
)
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import NotInScope, Scope
from jupiter_core.domain.collection import Stop
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import (
    ChangedSinceSeen,
    NotDisputed,
    NothingChanged,
    NotInState,
    NotPaused,
    NotPermitted,
    OutOfRange,
    Refusal,
    Required,
)
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.history import history, published
from tests.factories import DANA, FIONA, SAM, WANDA
from tests.harness.api_keys import an_api_key
from tests.harness.workspace import MemoryWorkspace

AR = Actor(kind=ActorKind.SLACK_USER, id="U0RITA", name="Rita Okafor")
Work = Callable[[UnitOfWork], Invoice]


def dispute(seen: Invoice, by: Actor = SAM, reason: str = "Two seats too many") -> Work:
    command = DisputeInvoice(
        by=by, invoice_id=seen.id, expected_version=seen.sequence, reason=reason
    )
    return lambda uow: dispute_invoice(command, uow)


def resolve(seen: Invoice, by: Actor = SAM, note: str = "") -> Work:
    command = ResolveDispute(by=by, invoice_id=seen.id, expected_version=seen.sequence, note=note)
    return lambda uow: resolve_dispute(command, uow)


def promise(seen: Invoice, on: date, by: Actor = DANA) -> Work:
    command = PromisePayment(by=by, invoice_id=seen.id, expected_version=seen.sequence, date=on)
    return lambda uow: promise_payment(command, uow)


def pause(seen: Invoice, until: date, by: Actor = SAM) -> Work:
    command = PauseReminders(by=by, invoice_id=seen.id, expected_version=seen.sequence, until=until)
    return lambda uow: pause_reminders(command, uow)


def resume(seen: Invoice, by: Actor = SAM) -> Work:
    command = ResumeReminders(by=by, invoice_id=seen.id, expected_version=seen.sequence)
    return lambda uow: resume_reminders(command, uow)


class Chased(MemoryWorkspace):
    """One issued invoice of Acme's."""

    def __init__(self) -> None:
        super().__init__()
        self.invoice = self.issued()

    def do(self, work: Work) -> Invoice:
        with self.writing() as uow:
            self.invoice = work(uow)
        return self.invoice

    def refused(self, work: Work, refusal: type[Refusal]) -> Refusal:
        """It is, and nothing is changed by it."""
        before = self.now(self.invoice), len(self.messages())
        with pytest.raises(refusal) as raised, self.writing() as uow:
            work(uow)
        assert (self.now(self.invoice), len(self.messages())) == before
        return raised.value

    def kinds(self) -> list[str]:
        return [each.kind for each in self.messages()]


@pytest.fixture
def desk() -> Chased:
    return Chased()


def test_a_dispute_is_a_new_version_of_the_log_and_no_new_paper(desk: Chased) -> None:
    before = desk.invoice
    after = desk.do(dispute(before, DANA))
    assert (after.sequence, after.revision) == (before.sequence + 1, before.revision)
    assert after.content == before.content
    assert after.awaiting.dispute
    assert (after.awaiting.dispute.reason, after.awaiting.dispute.by) == (
        *("Two seats too many", DANA),
    )
    last = desk.events(before.id)[-1]
    assert (last.name, last.note) == (EventName.INVOICE_DISPUTED, "Two seats too many")
    assert desk.kinds()[-2:] == ["card", "announcement"]
    with desk.reading() as uow:
        papers = published(history(uow, INVOICE, before.id))
    assert [each.revision for each in papers] == [1]


def test_an_invoice_of_before_reads_as_it_was_to_the_byte(desk: Chased) -> None:
    spelled = canonical_json(desk.invoice)
    assert "collection" not in spelled
    assert canonical_json(Invoice.model_validate_json(spelled)) == spelled
    desk.do(dispute(desk.invoice))
    again = desk.do(resolve(desk.invoice))
    assert "collection" not in canonical_json(again)
    stored = canonical_json(desk.do(promise(again, date(2027, 1, 20))))
    assert '"collection":{"promised":{"at":"2026-11-22T09:30:00Z"' in stored
    assert Invoice.model_validate_json(stored) == desk.invoice


def test_a_dispute_stops_reminders_until_it_is_resolved(desk: Chased) -> None:
    on = date(2027, 6, 1)
    assert desk.do(dispute(desk.invoice)).awaiting.stop(on) is Stop.DISPUTED
    assert desk.do(resolve(desk.invoice, FIONA, "Credited")).awaiting.stop(on) is None
    last = desk.events(desk.invoice.id)[-1]
    assert (last.name, last.note) == (EventName.INVOICE_DISPUTE_RESOLVED, "Credited")
    desk.refused(resolve(desk.invoice), NotDisputed)


def test_another_reason_takes_the_place_of_the_one_before_and_the_same_is_nothing(
    desk: Chased,
) -> None:
    desk.do(dispute(desk.invoice))
    desk.refused(dispute(desk.invoice), NothingChanged)
    after = desk.do(dispute(desk.invoice, DANA, "And the price"))
    assert after.awaiting.dispute and after.awaiting.dispute.reason == "And the price"


def test_a_promise_stops_reminders_up_to_and_with_its_day(desk: Chased) -> None:
    after = desk.do(promise(desk.invoice, date(2027, 1, 20)))
    days = [date(2027, 1, 19), date(2027, 1, 20), date(2027, 1, 21)]
    assert [after.awaiting.stop(day) for day in days] == [Stop.PROMISED, Stop.PROMISED, None]
    desk.refused(promise(desk.invoice, date(2027, 1, 20)), NothingChanged)


def test_a_pause_stops_reminders_before_its_day_and_ends_early_when_resumed(desk: Chased) -> None:
    after = desk.do(pause(desk.invoice, date(2027, 1, 20)))
    days = [date(2027, 1, 19), date(2027, 1, 20)]
    assert [after.awaiting.stop(day) for day in days] == [Stop.PAUSED, None]
    assert desk.do(resume(desk.invoice)).collection is None
    desk.refused(resume(desk.invoice), NotPaused)


def test_a_day_is_of_the_legal_entity_and_within_a_year(desk: Chased) -> None:
    desk.at(datetime(2026, 11, 23, 7, 59, tzinfo=UTC))  # in California it is still the 22nd
    yesterday = desk.refused(promise(desk.invoice, date(2026, 11, 21)), OutOfRange)
    assert yesterday.path == "date"
    far = desk.refused(promise(desk.invoice, date(2027, 11, 23)), OutOfRange)
    assert far.sentence == "The payment date must be between 22 Nov 2026 and 22 Nov 2027."
    assert desk.refused(pause(desk.invoice, date(2026, 11, 22)), OutOfRange).path == "until"
    desk.do(promise(desk.invoice, date(2026, 11, 22)))
    desk.do(pause(desk.invoice, date(2026, 11, 23)))


def test_ap_disputes_and_promises_and_does_nothing_else_here(desk: Chased) -> None:
    desk.do(dispute(desk.invoice, DANA))
    desk.do(promise(desk.invoice, date(2027, 1, 20), DANA))
    desk.refused(resolve(desk.invoice, DANA), NotPermitted)
    desk.refused(pause(desk.invoice, date(2027, 1, 20), DANA), NotPermitted)
    desk.refused(resume(desk.invoice, DANA), NotPermitted)


def test_who_is_of_neither_the_deal_team_nor_finance_may_do_none_of_it(desk: Chased) -> None:
    with desk.writing() as uow:
        team: Workspace = uow.workspace()
        uow.save_workspace(team.model_copy(update={"drafters": (SAM.id,)}))
    desk.refused(dispute(desk.invoice, WANDA), NotPermitted)
    desk.refused(promise(desk.invoice, date(2027, 1, 20), WANDA), NotPermitted)
    desk.refused(pause(desk.invoice, date(2027, 1, 20), WANDA), NotPermitted)
    desk.do(dispute(desk.invoice, FIONA))


@pytest.fixture
def team(desk: Chased) -> Chased:
    """Sales ops is SAM alone, and Rita of accounts receivable is in no deal team."""
    with desk.writing() as uow:
        workspace: Workspace = uow.workspace()
        named = {"drafters": (SAM.id,), "receivables": (AR.id,)}
        uow.save_workspace(workspace.model_copy(update=named))
    return desk


def test_accounts_receivable_and_their_keys_may_all_of_it(team: Chased) -> None:
    for by in (AR, an_api_key(team.store, Scope.INVOICES_AMEND, by=AR).key.actor):
        team.do(dispute(team.invoice, by))
        team.do(resolve(team.invoice, by))
        team.do(pause(team.invoice, date(2027, 1, 12), by))
        team.do(resume(team.invoice, by))
        days = date(2027, 1, 20 if by == AR else 21)
        assert team.do(promise(team.invoice, days, by)).awaiting.promised


def test_a_key_may_none_of_it_without_its_scope_or_where_its_owner_may_not(team: Chased) -> None:
    narrow = an_api_key(team.store, Scope.INVOICES_WRITE, by=AR).key.actor
    others = an_api_key(team.store, Scope.INVOICES_AMEND, by=WANDA).key.actor
    for by, refusal in ((narrow, NotInScope), (others, NotPermitted)):
        team.refused(dispute(team.invoice, by), refusal)
        team.refused(promise(team.invoice, date(2027, 1, 20), by), refusal)
        team.refused(pause(team.invoice, date(2027, 1, 12), by), refusal)


def test_a_dispute_needs_a_reason_and_an_open_invoice(desk: Chased) -> None:
    assert desk.refused(dispute(desk.invoice, reason=" \n "), Required).path == "reason"
    desk.invoice = desk.submit()
    desk.refused(dispute(desk.invoice), NotInState)
    desk.invoice = desk.pay(open_one := desk.issued(), open_one.total)
    desk.refused(dispute(desk.invoice), NotInState)


def test_whoever_saw_an_older_version_is_told_and_nothing_is_done(desk: Chased) -> None:
    seen = desk.invoice
    desk.do(dispute(seen))
    desk.refused(promise(seen, date(2027, 1, 20)), ChangedSinceSeen)
