"""Bank details: one person proposes, two approvers confirm, a day passes, and everybody hears."""

from datetime import UTC, date, datetime

import pytest

from jupiter_core.commands.bank_details import (
    DecideBankDetails,
    ProposeBankDetails,
    account_words,
    decide_bank_details,
    propose_bank_details,
)
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.invoice import State
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import (
    NotFound,
    NothingChanged,
    SecondPersonNeeded,
    ValidationErrors,
)
from tests.factories import FIONA, FRANK, SAM, a_euro_bank, a_us_bank
from tests.harness.workspace import UNPRINTABLE, MemoryWorkspace

NEW = a_us_bank().model_copy(update={"account_number": "999", "valid_since": date(2020, 1, 1)})


def _propose(desk: MemoryWorkspace, *accounts: BankAccount, by: Actor = FIONA) -> SenderProfile:
    command = ProposeBankDetails(by=by, profile_id="sender-us", accounts=accounts)
    with desk.writing() as uow:
        return propose_bank_details(command, uow, desk.renderer)


def _bank_desk(**rules: object) -> MemoryWorkspace:
    """Sam, Fiona and Frank approve; what two of them confirm is in use at once."""
    approvers = (FIONA.id, FRANK.id, SAM.id)
    policy = {"approvers": approvers, "bank_delay_hours": 0, **rules}
    return MemoryWorkspace(ApprovalPolicy.model_validate(policy))


def _confirm(desk: MemoryWorkspace, *accounts: BankAccount) -> SenderProfile:
    """As Frank and Sam do."""
    _decide(desk, *accounts, by=FRANK)
    return _decide(desk, *accounts, by=SAM)


def _decide(
    desk: MemoryWorkspace, *accounts: BankAccount, by: Actor = FRANK, confirmed: bool = True
) -> SenderProfile:
    command = DecideBankDetails(
        by=by, profile_id="sender-us", accounts=accounts, confirmed=confirmed
    )
    with desk.writing() as uow:
        return decide_bank_details(command, uow)


def test_a_proposal_changes_nothing_that_a_customer_sees() -> None:
    desk = MemoryWorkspace()
    waiting = desk.submit()
    proposed = _propose(desk, NEW)
    assert proposed.bank_accounts == (a_us_bank(),)
    assert desk.now(waiting) == waiting


def test_its_proposer_cannot_confirm_it() -> None:
    desk = MemoryWorkspace()
    _propose(desk, NEW)
    with pytest.raises(SecondPersonNeeded):
        _decide(desk, NEW, by=FIONA)


def test_two_others_confirm_it_and_what_is_new_is_dated_today() -> None:
    desk = _bank_desk()
    _propose(desk, a_us_bank(), NEW)
    assert _decide(desk, a_us_bank(), NEW).bank_accounts == (a_us_bank(),)
    changed = _decide(desk, a_us_bank(), NEW, by=SAM)
    assert [each.valid_since for each in changed.bank_accounts] == [
        date(2025, 3, 1),
        date(2026, 11, 22),
    ]
    assert changed.bank_proposal is None


def test_today_is_the_day_where_the_entity_is() -> None:
    desk = _bank_desk()
    desk.at(datetime(2026, 11, 23, 3, 0, tzinfo=UTC))
    _propose(desk, NEW)
    assert _confirm(desk, NEW).bank_accounts[0].valid_since == date(2026, 11, 22)


def test_what_waits_takes_the_new_account_and_what_is_issued_keeps_the_old_one() -> None:
    desk = _bank_desk()
    issued = desk.issued()
    approved = desk.issued(issue_date=date(2026, 12, 24))
    _propose(desk, NEW)
    _confirm(desk, NEW)
    assert desk.now(issued).content.remit_to == a_us_bank()
    refreshed = desk.now(approved)
    assert refreshed.content.remit_to.account_number == "999"
    assert (refreshed.state, refreshed.approvals) == (State.PENDING_APPROVAL, ())


def test_every_approver_hears_of_the_proposal_and_of_its_end() -> None:
    desk = MemoryWorkspace(ApprovalPolicy(approvers=(FIONA.id, FRANK.id), bank_delay_hours=0))
    _propose(desk, NEW, by=SAM)
    _decide(desk, NEW, by=FRANK)
    _decide(desk, NEW, by=FIONA)
    told = [each.stream for each in desk.messages() if each.kind == "direct"]
    assert told == [f"person:{user}" for user in (FIONA.id, FRANK.id, SAM.id) * 3]
    assert [each.kind for each in desk.messages()].count("admins") == 3
    proposed, confirmed, changed = desk.events("sender-us")
    assert proposed.changes == confirmed.changes == changed.changes
    (change,) = proposed.changes
    assert (change.old, change.new) == (account_words(a_us_bank()), account_words(NEW))


@pytest.mark.parametrize("by", [SAM, FRANK], ids=["its proposer", "an approver"])
def test_a_proposal_may_be_cancelled_and_cannot_be_confirmed_then(by: Actor) -> None:
    desk = MemoryWorkspace()
    _propose(desk, NEW, by=SAM)
    assert _decide(desk, NEW, by=by, confirmed=False).bank_proposal is None
    with pytest.raises(NotFound):
        _decide(desk, NEW)


def test_only_the_proposal_that_was_read_can_be_confirmed() -> None:
    desk = MemoryWorkspace()
    _propose(desk, NEW)
    _propose(desk, a_euro_bank(), by=FRANK)
    with pytest.raises(NotFound):
        _decide(desk, NEW, by=FIONA)
    with pytest.raises(SecondPersonNeeded):
        _decide(desk, a_euro_bank(), by=FRANK)


def test_the_same_accounts_with_another_date_are_no_proposal() -> None:
    with pytest.raises(NothingChanged):
        _propose(
            MemoryWorkspace(), a_us_bank().model_copy(update={"valid_since": date(2026, 1, 1)})
        )


def test_what_the_paper_cannot_print_is_refused_at_its_account() -> None:
    with pytest.raises(ValidationErrors) as mistakes:
        _propose(MemoryWorkspace(), a_us_bank(), NEW.model_copy(update={"holder": UNPRINTABLE}))
    assert [each.path for each in mistakes.value.refusals] == ["accounts[1].holder"]


def test_an_edit_of_the_profile_does_not_touch_an_open_proposal() -> None:
    desk = MemoryWorkspace()
    proposed = _propose(desk, NEW)
    with desk.reading() as uow:
        assert uow.sender_profiles.get("sender-us").bank_proposal == proposed.bank_proposal
