"""Whom the thread of a deal mentions as the people who can approve."""

from jupiter_core.domain.approvers import who_is_asked
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice
from jupiter_core.ports import UnitOfWork


def mentioned_approvers(uow: UnitOfWork, subject: Invoice | Contract) -> tuple[str, ...]:
    """Slack user ids: a delegate in the place of an approver who is away, and nobody who left."""
    workspace = uow.workspace()
    asked = who_is_asked(workspace, subject.writers, subject.approvals, uow.now)
    return tuple(each.person for each in asked if each.person not in workspace.departed)
