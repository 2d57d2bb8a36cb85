"""Milestones: somebody says that one was accepted; finance hears of those that should have been."""

from datetime import date

from jupiter_core.commands.contract_approval import follow_agreement
from jupiter_core.commands.once import is_first
from jupiter_core.commands.permission import expect_drafter, expect_own_contract
from jupiter_core.commands.record import as_seen, publish_about, record
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.milestone import Acceptance
from jupiter_core.domain.contract.scheduled import PendingMilestone
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.event_details import MilestoneNews
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import (
    AcceptedAlready,
    NoSuchMilestone,
    NotInState,
    OutOfRange,
    placed,
)
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.schedule.changed import reschedule
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.terms import FIRST_ISSUE_DATE
from jupiter_core.domain.text import paragraph_of
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.contract_cautions import issued_of

NOTE_LIMIT = 2000


class AcceptMilestone(Frozen):
    """The part at these places, from 0, was accepted on that day; `note` is kept and told."""

    by: Actor
    contract_id: str
    expected_version: int | None
    line: int
    part: int
    on: date
    note: str = ""


def accept_milestone(command: AcceptMilestone, uow: UnitOfWork) -> Contract:
    """Its invoice comes due for issue on that day, or today where that has passed.

    The approval of the contract covers it. Raises NotPermitted, NotInScope, NotFound,
    ChangedSinceSeen, NotInState, ChangeWaits, NoSuchMilestone, AcceptedAlready, or OutOfRange at
    `on` for a day to come.
    """
    expect_drafter(uow, command.by, Scope.CONTRACTS_WRITE)
    before = as_seen(uow, CONTRACT, command.contract_id, command.expected_version)
    expect_own_contract(uow, command.by, before)
    agreed = before.running
    if agreed is None:
        raise NotInState(f"The contract {before.name}", before.state.words, "accepted")
    milestone = _waiting(before, agreed, command)
    today = _today(uow, agreed)
    if not FIRST_ISSUE_DATE <= command.on <= today:
        raise OutOfRange(
            "The day of acceptance", spelled_day(FIRST_ISSUE_DATE), spelled_day(today)
        ).at("on")
    note = placed("note", lambda: paragraph_of(command.note, "Note", NOTE_LIMIT))
    said = Acceptance(
        line=command.line, part=command.part, on=command.on, by=command.by, at=uow.now, note=note
    )
    after = before.with_acceptance(_accepted(uow, before, agreed, said, today))
    details = MilestoneNews(
        name=milestone.name, amount=milestone.total, on=command.on, expected=milestone.expected_on
    )
    name = EventName.CONTRACT_MILESTONE_ACCEPTED
    kept = record(uow, before, after, name, by=command.by, note=note, details=details)
    follow_agreement(uow, kept, before, by=command.by)
    return kept


def with_overdue_milestones(uow: UnitOfWork) -> list[str]:
    """The ids of the running contracts with a milestone that was expected by now."""
    running = (uow.contracts.get(contract_id) for contract_id in uow.contracts.running())
    return [each.id for each in running if _expected_by_now(uow, each)]


def tell_expected_milestones(uow: UnitOfWork, contract_id: str) -> int:
    """The timer's work, for one contract: each is told once for the day that was expected."""
    contract, told = uow.contracts.get(contract_id), 0
    for each in _expected_by_now(uow, contract):
        if not is_first(uow, _key(contract, each)):
            continue
        name = EventName.CONTRACT_MILESTONE_EXPECTED
        details = MilestoneNews(
            name=each.name,
            amount=each.total,
            expected=each.expected_on,
            to=uow.workspace().receivables,
        )
        publish_about(uow, contract, name, by=TIMER, details=details)
        told += 1
    return told


def _expected_by_now(uow: UnitOfWork, contract: Contract) -> list[PendingMilestone]:
    running = contract.running
    if running is None or not running.schedule.pending:
        return []
    today = _today(uow, running)
    pending = running.schedule.pending
    return [each for each in pending if each.expected_on and each.expected_on < today]


def _key(contract: Contract, each: PendingMilestone) -> str:
    return f"milestone:{contract.id}:{each.line}:{each.part}:{each.expected_on}"


def _waiting(contract: Contract, agreed: Agreement, command: AcceptMilestone) -> PendingMilestone:
    place = (command.line, command.part)
    for each in agreed.terms.acceptances:
        if (each.line, each.part) == place:
            raise AcceptedAlready(_name_at(agreed.terms, place), spelled_day(each.on))
    for waiting in agreed.schedule.pending:
        if (waiting.line, waiting.part) == place:
            return waiting
    raise NoSuchMilestone(contract.title)


def _name_at(terms: ContractTerms, place: tuple[int, int]) -> str:
    line = terms.lines[place[0]]
    return line.parts[place[1]].name if line.kind == "milestones" else line.description


def _accepted(
    uow: UnitOfWork, contract: Contract, agreed: Agreement, said: Acceptance, today: date
) -> Agreement:
    """What was agreed, with the day of acceptance and the schedule that comes of it."""
    acceptances = (*agreed.terms.acceptances, said)
    terms = agreed.terms.model_copy(update={"acceptances": acceptances})
    held = agreed.schedule
    issued = held.invoices[: issued_of(uow, contract)]
    method = agreed.credit_method
    schedule = reschedule(issued, terms, today, method, held.settled) if issued else None
    schedule = schedule or schedule_of(terms)
    return agreed.model_copy(update={"terms": terms, "schedule": schedule})


def _today(uow: UnitOfWork, agreed: Agreement) -> date:
    return uow.sender_profiles.get(agreed.sender_profile_id).today(uow.now)
