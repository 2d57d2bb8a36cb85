"""Prices that follow an index: its value is asked for in time, entered, approved as a change."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from jupiter_core.commands.contract import ReviseContract, revise_contract
from jupiter_core.commands.once import is_first
from jupiter_core.commands.record import as_seen, publish_about
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.cpi import Indexation, index_value_of
from jupiter_core.domain.contract.scheduled import IndexWait
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.event_details import IndexAsked
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import NoIndexWaits, NotInState, placed
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.ports.subject import CONTRACT

ASKED_BEFORE = timedelta(days=30)
ASKED_AGAIN = timedelta(days=7)


class EnterIndexValue(Frozen):
    """What an index is for the first contract year that waits for it."""

    by: Actor
    contract_id: str
    expected_version: int | None
    index: str
    value: Decimal


def enter_index_value(command: EnterIndexValue, uow: UnitOfWork, renderer: Renderer) -> Contract:
    """A change of the contract that others approve; its invoice waits until then.

    Raises OutOfRange at `value`, NoIndexWaits at `index`, NotInState while the contract is not
    agreed, and what `revise_contract` raises.
    """
    before = as_seen(uow, CONTRACT, command.contract_id, command.expected_version)
    if before.running is None:
        raise NotInState(f"The contract {before.name}", before.state.words, "given an index value")
    value = placed("value", lambda: index_value_of(command.value))
    terms = indexed_terms(before)
    year = _awaited_year(terms, command.index)
    lines = tuple(
        each.model_copy(update={"indexation": _with_value(each.indexation, command, year, value)})
        if each.kind == "subscription" and each.indexation
        else each
        for each in terms.lines
    )
    if lines == terms.lines:
        raise NoIndexWaits(_capitalised(before.title), command.index[:80]).at("index")
    revising = ReviseContract(
        by=command.by,
        contract_id=command.contract_id,
        expected_version=command.expected_version,
        terms=terms.model_copy(update={"lines": lines}),
        memo=_changed_by_value(before).memo,
    )
    return revise_contract(revising, uow, renderer)


def contracts_asking_for_an_index(uow: UnitOfWork) -> list[str]:
    """The ids of the running contracts with an invoice that waits for an index and is near, or with
    a year near that was billed before its index is known."""
    running = (uow.contracts.get(contract_id) for contract_id in uow.contracts.running())
    return [each.id for each in running if _waiting(uow, each)]


def ask_for_index(uow: UnitOfWork, contract_id: str) -> int:
    """The timer's work, for one contract: its thread is asked, and again each week until it is
    there. While a change without the value waits for approval, the thread hears that once, and is
    asked as soon as the change is decided."""
    contract = uow.contracts.get(contract_id)
    waiting, running = _waiting(uow, contract), contract.running
    if waiting is None or running is None or _is_entered(contract, waiting):
        return 0
    told = _told(uow, contract, waiting)
    held = contract.awaits_word
    if not _is_due(uow, contract, waiting, told, held=held):
        return 0
    indexes = tuple(dict.fromkeys(each.clause.index for each in unknown_indexes(running.terms)))
    again = any(not each.held for each in told) and not held
    details = IndexAsked(
        indexes=indexes,
        issue_on=waiting.on,
        again=again,
        held=held,
        true_up_year=waiting.true_up_year,
    )
    publish_about(uow, contract, EventName.CONTRACT_INDEX_ASKED, by=TIMER, details=details)
    return 1


def indexed_terms(contract: Contract) -> ContractTerms:
    """What a value is entered into: the terms of a change that waits, else those that are agreed. A
    change that was sent back gives way to it."""
    return _changed_by_value(contract).terms


class AwaitedIndex(NamedTuple):
    """The clause of a line, and the first contract year whose value its prices wait for."""

    clause: Indexation
    year: int


def unknown_indexes(terms: ContractTerms) -> Iterator[AwaitedIndex]:
    """Of the lines that wait for a value, the earliest year first."""
    waiting = (
        AwaitedIndex(line.indexation, year)
        for _, line in terms.subscriptions
        if line.indexation and (year := line.awaited_year(terms.years))
    )
    yield from sorted(waiting, key=lambda each: each.year)


def _changed_by_value(contract: Contract) -> Agreement:
    agreed = contract.running
    return agreed if agreed and not contract.awaits_word else contract.shown


def _is_entered(contract: Contract, waiting: IndexWait) -> bool:
    """Whether a change that waits for approval has the value, or needs none."""
    if contract.proposal is None or not contract.awaits_word:
        return False
    first = contract.proposal.schedule.waits_on
    return first is None or first.on > waiting.on


def _told(uow: UnitOfWork, contract: Contract, waiting: IndexWait) -> list[IndexAsked]:
    """What the thread heard of this day, in its order."""
    details = (each.details for each in uow.events.of(contract.id))
    asked = (each for each in details if isinstance(each, IndexAsked))
    return [each for each in asked if each.issue_on == waiting.on]


def _is_due(
    uow: UnitOfWork,
    contract: Contract,
    waiting: IndexWait,
    told: list[IndexAsked],
    *,
    held: bool,
) -> bool:
    """Once in each week; at once where it waited for a change, and once while it does."""
    about = f"{contract.id}:{waiting.on}"
    was_held = bool(told and told[-1].held)
    if held:
        return not was_held and is_first(uow, f"index-held:{about}:{len(told)}")
    week = (_today(uow, contract) - (waiting.on - ASKED_BEFORE)) // ASKED_AGAIN
    is_first_of_week = is_first(uow, f"index:{about}:{week}")
    return is_first(uow, f"index-after:{about}:{len(told)}") if was_held else is_first_of_week


def _awaited_year(terms: ContractTerms, index: str) -> int | None:
    """The first that a line waits for."""
    awaited = (each.year for each in unknown_indexes(terms) if each.clause.index == index)
    return next(awaited, None)


def _with_value(
    clause: Indexation, command: EnterIndexValue, year: int | None, value: Decimal
) -> Indexation:
    """What another line was told of that year before stays as it is."""
    if year is None or clause.index != command.index or clause.value_of(year) is not None:
        return clause
    return clause.with_value(year, value)


def _waiting(uow: UnitOfWork, contract: Contract) -> IndexWait | None:
    """What waits for an index first, once its day is near."""
    first = contract.running.schedule.waits_on if contract.running else None
    near = first is not None and first.on - ASKED_BEFORE <= _today(uow, contract)
    return first if near else None


def _today(uow: UnitOfWork, contract: Contract) -> date:
    return uow.sender_profiles.get(contract.shown.sender_profile_id).today(uow.now)


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
