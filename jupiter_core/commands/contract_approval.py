"""Approval of a contract: it covers the schedule as approved, and the timer follows that."""

from jupiter_core.commands.approval import Approve, with_approval
from jupiter_core.commands.contract import reproposed
from jupiter_core.commands.contract_credit import draft_credits
from jupiter_core.commands.issue import issue_if_due
from jupiter_core.commands.mail_domain import learn_from_approval
from jupiter_core.commands.record import record
from jupiter_core.commands.scheduled_invoices import generate_invoices_of
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.credit_ledger import CreditEntry, LedgerEntryKind
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import BEFORE_ISSUE
from jupiter_core.domain.refusals import IssuedMeanwhile
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT


def approve_contract(command: Approve, uow: UnitOfWork) -> Contract:
    """With the last approval needed, the timer follows the schedule from now on.

    Raises as `with_approval`, and IssuedMeanwhile.
    """
    before = uow.contracts.get(command.subject_id)
    after = with_approval(CONTRACT, command, uow, _expect_schedule_still_true)
    if after.proposal is None:
        _learn_recipient(uow, after)
        follow_agreement(uow, after, before, by=command.by)
    return after


def follow_agreement(uow: UnitOfWork, contract: Contract, before: Contract, *, by: Actor) -> None:
    """What was brought by the agreement before makes way for what comes of this one."""
    # Before new ones are made: what a waiting invoice would draw of a credit is reserved for it.
    _withdraw_coming(uow, contract, by=by)
    _grant_credits(uow, contract, by=by)
    draft_credits(uow, before, contract)
    for invoice in generate_invoices_of(uow, contract):
        issue_if_due(uow, invoice, by=TIMER)


def _expect_schedule_still_true(uow: UnitOfWork, contract: Contract) -> None:
    proposal = contract.proposal
    # Before anything is agreed nothing is issued, and the schedule hangs on the terms alone.
    if proposal is None or contract.agreed is None:
        return
    fresh = reproposed(
        uow, contract, proposal.terms, proposal.not_before, credit_method=proposal.credit_method
    )
    if fresh.schedule != proposal.schedule:
        raise IssuedMeanwhile(contract.name)


def _learn_recipient(uow: UnitOfWork, contract: Contract) -> None:
    parties = contract.shown.parties
    if parties:
        learn_from_approval(uow, contract.id, contract.agreed_by, parties.bill_to)


def _withdraw_coming(uow: UnitOfWork, contract: Contract, *, by: Actor) -> None:
    """Invoices that were brought by the former agreement and are not issued make way; one that
    takes the place of an issued invoice bills what was agreed then, and stays."""
    for invoice in uow.invoices.of_contract(contract.id):
        old = invoice.contract_revision < contract.revision and not invoice.content.replaces
        if invoice.state in BEFORE_ISSUE and old:
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
