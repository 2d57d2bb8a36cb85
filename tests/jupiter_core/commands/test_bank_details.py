"""Bank details: one person proposes, another confirms, and every approver hears."""

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
from jupiter_core.domain.refusals import Mistakes, NotFound, NothingChanged, SecondPersonNeeded
from tests.factories import FIONA, FRANK, SAM, a_euro_bank, a_us_bank
from tests.jupiter_core.commands.desk import UNPRINTABLE, Desk

NEW = a_us_bank().model_copy(update={"account_number": "999", "valid_since": date(2020, 1, 1)})


def _propose(desk: Desk, *accounts: BankAccount, by: Actor = FIONA) -> SenderProfile:
    command = ProposeBankDetails(by=by, profile_id="sender-us", accounts=accounts)
    with desk.writing() as uow:
        return propose_bank_details(command, uow, desk.paper)


def _decide(
    desk: Desk, *accounts: BankAccount, by: Actor = FRANK, confirmed: bool = True
) -> SenderProfile:
    command = DecideBankDetails(
        by=by, profile_id="sender-us", accounts=accounts, confirmed=confirmed
    )
    with desk.writing() as uow:
        return decide_bank_details(command, uow)


def test_a_proposal_changes_nothing_that_a_customer_sees() -> None:
    desk = Desk()
    waiting = desk.submit()
    proposed = _propose(desk, NEW)
    assert proposed.bank_accounts == (a_us_bank(),)
    assert desk.now(waiting) == waiting


def test_its_proposer_cannot_confirm_it() -> None:
    desk = Desk()
    _propose(desk, NEW)
    with pytest.raises(SecondPersonNeeded):
        _decide(desk, NEW, by=FIONA)


def test_a_second_person_confirms_it_and_what_is_new_is_dated_today() -> None:
    desk = Desk()
    _propose(desk, a_us_bank(), NEW)
    changed = _decide(desk, a_us_bank(), NEW)
    assert [each.valid_since for each in changed.bank_accounts] == [
        date(2025, 3, 1),
        date(2026, 11, 22),
    ]
    assert changed.bank_proposal is None


def test_today_is_the_day_where_the_entity_is() -> None:
    desk = Desk()
    desk.at(datetime(2026, 11, 23, 3, 0, tzinfo=UTC))
    _propose(desk, NEW)
    assert _decide(desk, NEW).bank_accounts[0].valid_since == date(2026, 11, 22)


def test_what_waits_takes_the_new_account_and_what_is_issued_keeps_the_old_one() -> None:
    desk = Desk(ApprovalPolicy(approvers=(FIONA.id, FRANK.id, SAM.id)))
    issued = desk.issued()
    approved = desk.issued(issue_date=date(2026, 12, 24))
    _propose(desk, NEW, by=SAM)
    _decide(desk, NEW)
    assert desk.now(issued).content.remit_to == a_us_bank()
    refreshed = desk.now(approved)
    assert refreshed.content.remit_to.account_number == "999"
    assert (refreshed.state, refreshed.approvals) == (State.PENDING_APPROVAL, ())


def test_every_approver_hears_of_the_proposal_and_of_its_end() -> None:
    desk = Desk()
    _propose(desk, NEW, by=SAM)
    _decide(desk, NEW)
    told = [(each.stream, each.kind) for each in desk.messages()]
    assert told == [(f"person:{user}", "direct") for user in (FIONA.id, FRANK.id) * 2]
    proposed, changed = desk.events("sender-us")
    assert proposed.changes == changed.changes
    (change,) = proposed.changes
    assert (change.old, change.new) == (account_words(a_us_bank()), account_words(NEW))


def test_a_proposal_may_be_dropped_by_anybody_and_cannot_be_confirmed_then() -> None:
    desk = Desk()
    _propose(desk, NEW)
    assert _decide(desk, NEW, by=FIONA, confirmed=False).bank_proposal is None
    with pytest.raises(NotFound):
        _decide(desk, NEW)


def test_only_the_proposal_that_was_read_can_be_confirmed() -> None:
    desk = Desk()
    _propose(desk, NEW)
    _propose(desk, a_euro_bank(), by=FRANK)
    with pytest.raises(NotFound):
        _decide(desk, NEW, by=SAM)
    with pytest.raises(SecondPersonNeeded):
        _decide(desk, a_euro_bank(), by=FRANK)


def test_the_same_accounts_with_another_date_are_no_proposal() -> None:
    with pytest.raises(NothingChanged):
        _propose(Desk(), a_us_bank().model_copy(update={"valid_since": date(2026, 1, 1)}))


def test_what_the_paper_cannot_print_is_refused_at_its_account() -> None:
    with pytest.raises(Mistakes) as mistakes:
        _propose(Desk(), a_us_bank(), NEW.model_copy(update={"holder": UNPRINTABLE}))
    assert [each.path for each in mistakes.value.refusals] == ["accounts[1].holder"]


def test_an_edit_of_the_profile_does_not_touch_an_open_proposal() -> None:
    desk = Desk()
    proposed = _propose(desk, NEW)
    with desk.reading() as uow:
        assert uow.sender_profiles.get("sender-us").bank_proposal == proposed.bank_proposal
