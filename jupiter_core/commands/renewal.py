"""Renewing a contract: proposed by the timer, drafted or dismissed by people."""

from jupiter_core.commands.contract import SubmitContract, submit_contract
from jupiter_core.commands.permission import expect_drafter, expect_own_contract
from jupiter_core.commands.record import as_seen, record
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.contract.renewal import (
    Dismissal,
    Renewal,
    is_near,
    is_renewable,
    renewal_terms,
)
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import (
    NotFound,
    NotInState,
    OutOfRange,
    RenewedAlready,
    Required,
    placed,
)
from jupiter_core.domain.text import paragraph_of
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.ports.subject import CONTRACT

REASON_LIMIT = 2000
LONGEST_NOTICE = 365


class RenewContract(Frozen):
    """A draft that follows a contract. `expected_version` None takes whatever is there now; an
    empty name is made up."""

    by: Actor
    contract_id: str
    expected_version: int | None = None
    name: str = ""
    po_number: str = ""


class DismissRenewal(Frozen):
    """It is not to be renewed; `reason` is kept and told."""

    by: Actor
    contract_id: str
    expected_version: int | None
    reason: str


class SetRenewalNotice(Frozen):
    """How many days before its end the renewal of this contract is proposed."""

    by: Actor
    contract_id: str
    expected_version: int | None
    days: int


def contracts_to_renew(uow: UnitOfWork) -> list[str]:
    """The ids of the running contracts whose renewal is to be proposed today."""
    running = (uow.contracts.get(contract_id) for contract_id in uow.contracts.running())
    return [each.id for each in running if _is_due(uow, each)]


def propose_renewal(uow: UnitOfWork, contract_id: str) -> int:
    """The timer's work, for one contract: its thread is asked once for each end that it has."""
    before = uow.contracts.get(contract_id)
    if not _is_due(uow, before) or before.agreed is None:
        return 0
    after = before.with_renewal(Renewal(ends_on=before.agreed.terms.last_day))
    record(uow, before, after, EventName.CONTRACT_RENEWAL_PROPOSED, by=TIMER)
    return 1


def renew_contract(command: RenewContract, uow: UnitOfWork, renderer: Renderer) -> Contract:
    """A draft with the terms of the next term, which its thread and both cards name.

    Raises NotPermitted, NotInScope, NotFound, ChangedSinceSeen, NotInState, RenewedAlready,
    NothingToRenew, EndsTooLate, or what `submit_contract` raises.
    """
    before = _renewable(uow, command.by, command.contract_id, command.expected_version)
    agreed = before.agreed
    assert agreed is not None
    draft = submit_contract(
        SubmitContract(
            by=command.by,
            deal_channel=before.deal_channel,
            name=command.name,
            customer_id=agreed.customer_id,
            sender_profile_id=agreed.sender_profile_id,
            terms=renewal_terms(agreed.terms, before.name),
            po_number=command.po_number,
            memo=agreed.memo,
            as_draft=True,
            renews=before.id,
        ),
        uow,
        renderer,
    )
    ends_on = before.renewal.ends_on if before.renewal else None
    after = before.with_renewal(Renewal(ends_on=ends_on, contract_id=draft.id))
    record(uow, before, after, EventName.CONTRACT_RENEWED, by=command.by, note=draft.name)
    return draft


def dismiss_renewal(command: DismissRenewal, uow: UnitOfWork) -> Contract:
    """Nobody is asked again for this end; a person may still renew it.

    Raises as `renew_contract`, or Required and TooLong at `reason`.
    """
    before = _renewable(uow, command.by, command.contract_id, command.expected_version)
    reason = placed("reason", lambda: paragraph_of(command.reason, "Reason", REASON_LIMIT))
    if not reason:
        raise Required("A reason").at("reason")
    agreed = before.agreed
    assert agreed is not None
    dismissal = Dismissal(by=command.by, at=uow.now, reason=reason)
    after = before.with_renewal(Renewal(ends_on=agreed.terms.last_day, dismissal=dismissal))
    name = EventName.CONTRACT_RENEWAL_DISMISSED
    return record(uow, before, after, name, by=command.by, note=reason)


def set_renewal_notice(command: SetRenewalNotice, uow: UnitOfWork) -> Contract:
    """Raises NotPermitted, NotInScope, NotFound, ChangedSinceSeen, NotInState, NothingChanged, or
    OutOfRange at `days`."""
    before = _running(uow, command.by, command.contract_id, command.expected_version)
    if not 1 <= command.days <= LONGEST_NOTICE:
        raise OutOfRange("The notice", "1", f"{LONGEST_NOTICE} days").at("days")
    after = before.with_renewal_notice(command.days)
    return record(uow, before, after, EventName.CONTRACT_EDITED, by=command.by)


def renewal_of(uow: UnitOfWork, contract: Contract) -> Contract | None:
    """The contract that renews it; None where there is none, or it ended before it was agreed."""
    if contract.renewal is None or not contract.renewal.contract_id:
        return None
    try:
        found = uow.contracts.get(contract.renewal.contract_id)
    except NotFound:
        return None
    withdrawn = found.state is ContractState.ENDED and found.agreed is None
    return None if withdrawn else found


def _is_due(uow: UnitOfWork, contract: Contract) -> bool:
    running, known = contract.running, contract.renewal
    if running is None or not is_renewable(running.terms):
        return False
    if known and (known.ends_on == running.terms.last_day or renewal_of(uow, contract)):
        return False
    profile = uow.sender_profiles.get(running.sender_profile_id)
    notice = contract.renewal_notice_days or uow.workspace().renewal_notice_days
    return is_near(running.terms, profile.today(uow.now), notice)


def _running(uow: UnitOfWork, by: Actor, contract_id: str, seen: int | None) -> Contract:
    """One that has been agreed and was not ended early, which this person may change."""
    expect_drafter(uow, by, Scope.CONTRACTS_WRITE)
    contract = as_seen(uow, CONTRACT, contract_id, seen)
    expect_own_contract(uow, by, contract)
    if contract.running is None:
        raise NotInState(f"The contract {contract.name}", contract.state.words, "renewed")
    return contract


def _renewable(uow: UnitOfWork, by: Actor, contract_id: str, seen: int | None) -> Contract:
    contract = _running(uow, by, contract_id, seen)
    other = renewal_of(uow, contract)
    if other is not None:
        raise RenewedAlready(contract.name, other.name)
    return contract
