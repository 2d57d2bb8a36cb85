"""Approval of a contract: it covers the schedule as approved, and the timer follows that."""

from jupiter_core.commands.approval import REASON_LIMIT
from jupiter_core.commands.contract import reproposed
from jupiter_core.commands.issue import issue_if_due
from jupiter_core.commands.look_alike import warn_of_approver
from jupiter_core.commands.mail_domain import learn_from_approval
from jupiter_core.commands.permission import expect_approver, people_behind
from jupiter_core.commands.record import record
from jupiter_core.commands.record_contract import contract_changed_since, record_contract
from jupiter_core.commands.scheduled_invoices import generate_invoices_of
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.credit_ledger import CreditEntry, LedgerEntryKind
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import BEFORE_ISSUE
from jupiter_core.domain.refusals import IssuedMeanwhile, Required, SelfApproval, placed
from jupiter_core.domain.text import paragraph_of
from jupiter_core.ports import UnitOfWork


class ApproveContract(Frozen):
    """`seen` is the version whose schedule the approver read."""

    by: Actor
    contract_id: str
    seen: int


class RequestContractChanges(Frozen):
    by: Actor
    contract_id: str
    seen: int
    reason: str


def approve_contract(command: ApproveContract, uow: UnitOfWork) -> Contract:
    """With the last approval needed, the timer follows the schedule from now on.

    Raises NotAnApprover, SelfApproval, AlreadyApproved, NotInState, ChangedSinceSeen or
    IssuedMeanwhile.
    """
    contract = uow.contracts.get(command.contract_id)
    if command.by.person in people_behind(uow, contract.writers):
        raise SelfApproval(contract.title)
    before = _read_by_approver(uow, command.by, command.contract_id, command.seen)
    uow.sender_profiles.get(before.shown.sender_profile_id).expect_confirmed()
    after = before.approved(command.by, uow.now)
    _expect_schedule_still_true(uow, before)
    record_contract(uow, before, after, EventName.CONTRACT_APPROVED, by=command.by)
    warn_of_approver(uow, before, after, command.by)
    if after.proposal is None:
        _learn_recipient(uow, after)
        _withdraw_coming(uow, after, by=command.by)
        _grant_credits(uow, after, by=command.by)
        for invoice in generate_invoices_of(uow, after):
            issue_if_due(uow, invoice, by=TIMER)
    return after


def request_contract_changes(command: RequestContractChanges, uow: UnitOfWork) -> Contract:
    """The proposal is a draft again, with the reason. Raises as `approve_contract`, Required."""
    reason = placed("reason", lambda: paragraph_of(command.reason, "Reason", REASON_LIMIT))
    if not reason:
        raise Required("A reason").at("reason")
    before = _read_by_approver(uow, command.by, command.contract_id, command.seen)
    after = before.returned(reason)
    name = EventName.CONTRACT_CHANGES_REQUESTED
    return record_contract(uow, before, after, name, by=command.by, note=reason)


def _read_by_approver(uow: UnitOfWork, by: Actor, contract_id: str, seen: int) -> Contract:
    """The contract, whose proposal must still be what this approver read in version `seen`."""
    expect_approver(uow, by, Scope.CONTRACTS_APPROVE)
    contract = uow.contracts.get(contract_id)
    read = uow.versions.at(contract_id, seen).contract()
    if contract.proposal and read.proposal != contract.proposal:
        raise contract_changed_since(uow, contract, seen)
    return contract


def _expect_schedule_still_true(uow: UnitOfWork, contract: Contract) -> None:
    proposal = contract.proposal
    if proposal is None:
        return
    fresh = reproposed(uow, contract, proposal.terms, proposal.not_before)
    if fresh.schedule != proposal.schedule:
        raise IssuedMeanwhile(contract.name)


def _learn_recipient(uow: UnitOfWork, contract: Contract) -> None:
    parties = contract.shown.parties
    if parties:
        learn_from_approval(uow, contract.id, contract.agreed_by, parties.bill_to)


def _withdraw_coming(uow: UnitOfWork, contract: Contract, *, by: Actor) -> None:
    """Invoices that were brought by the former agreement and are not issued make way."""
    for invoice in uow.invoices.of_contract(contract.id):
        if invoice.state in BEFORE_ISSUE and invoice.contract_revision < contract.revision:
            reason = f"{contract.name} was changed"
            after = invoice.voided(reason)
            record(uow, invoice, after, EventName.INVOICE_VOIDED, by=by, note=reason)


def _grant_credits(uow: UnitOfWork, contract: Contract, *, by: Actor) -> None:
    """Grants each credit of the agreement once."""
    granted = {each.credit for each in uow.ledger.of(contract.id)}
    for _, credit in contract.shown.terms.credits:
        if credit.description not in granted:
            uow.ledger.add(
                CreditEntry(
                    id=uow.new_id(),
                    contract_id=contract.id,
                    credit=credit.description,
                    kind=LedgerEntryKind.GRANTED,
                    amount=credit.amount,
                    at=uow.now,
                    by=by,
                )
            )
