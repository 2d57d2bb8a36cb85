"""Approval: finance says yes to exactly what they read, or asks for changes."""

from jupiter_core.commands.issue import issue_if_due
from jupiter_core.commands.look_alike import warn_of_approver
from jupiter_core.commands.mail_domain import learn_from_approval
from jupiter_core.commands.permission import expect_approver, people_behind
from jupiter_core.commands.record import changed_since, record
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import Required, SelfApproval, placed
from jupiter_core.domain.text import paragraph_of
from jupiter_core.ports import UnitOfWork

REASON_LIMIT = 2000


class Approve(Frozen):
    """`seen` is the version whose content the approver read."""

    by: Actor
    invoice_id: str
    seen: int


class RequestChanges(Frozen):
    by: Actor
    invoice_id: str
    seen: int
    reason: str


def approve(command: Approve, uow: UnitOfWork) -> Invoice:
    """Records the approval; with the last one needed, and its date come, issues the invoice.

    Raises NotAnApprover, SelfApproval, AlreadyApproved, NotInState, ChangedSinceSeen or
    BankDetailsUnconfirmed.
    """
    invoice = uow.invoices.get(command.invoice_id)
    if command.by.person in people_behind(uow, invoice.writers):
        raise SelfApproval(invoice.title)
    before = _read_by_approver(uow, command.by, command.invoice_id, command.seen)
    uow.sender_profiles.get(before.content.seller.profile_id).expect_confirmed()
    after = before.approved(command.by, uow.now)
    record(uow, before, after, EventName.INVOICE_APPROVED, by=command.by)
    warn_of_approver(uow, before, after, command.by)
    if after.state is State.APPROVED:
        learn_from_approval(uow, after.id, after.approvals, after.content.bill_to)
    return issue_if_due(uow, after, by=command.by)


def request_changes(command: RequestChanges, uow: UnitOfWork) -> Invoice:
    """Back to draft with the reason. Raises as `approve`, and Required, TooLong, Unprintable."""
    reason = placed("reason", lambda: paragraph_of(command.reason, "Reason", REASON_LIMIT))
    if not reason:
        raise Required("A reason").at("reason")
    before = _read_by_approver(uow, command.by, command.invoice_id, command.seen)
    after = before.returned(reason)
    return record(
        uow, before, after, EventName.INVOICE_CHANGES_REQUESTED, by=command.by, note=reason
    )


def _read_by_approver(uow: UnitOfWork, by: Actor, invoice_id: str, seen: int) -> Invoice:
    """The invoice, whose content must still be what this approver read in version `seen`."""
    expect_approver(uow, by, Scope.INVOICES_APPROVE)
    invoice = uow.invoices.get(invoice_id)
    read = uow.versions.at(invoice_id, seen).invoice()
    waiting = invoice.state in {State.PENDING_APPROVAL, State.APPROVED}
    if waiting and read.content.hash != invoice.content.hash:
        raise changed_since(uow, invoice, seen)
    return invoice
