"""What a reader sees: the one place where the workspace's setting of who may read is asked.

What somebody may not read is not there for them: a number that exists and one that does not are
answered alike.
"""

from collections.abc import Iterable, Sequence
from typing import TypeVar

from jupiter_core.domain.approvers import approves_for
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.readers import Reader, Readers
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import ContractSummary, InvoiceSummary, UnitOfWork

Summary = TypeVar("Summary", InvoiceSummary, ContractSummary)

MOST_LOOKED_AT = 1000
"""Rows of a list that are looked at, newest first, to find those that somebody may read."""


def may_read(uow: UnitOfWork, reader: Reader, subject: Invoice | Contract) -> bool:
    """Whether they may, as an approver or as accounts receivable, as a delegate what waits to be
    approved, or as the workspace's setting has it."""
    workspace = uow.workspace()
    return (
        workspace.may_receive(reader.person)
        or (_waits(subject) and bool(approves_for(workspace, reader.person, uow.now)))
        or reader.may_read(workspace.readers, subject.deal_channel, subject.writers)
    )


def _waits(subject: Invoice | Contract) -> bool:
    return subject.state in (State.PENDING_APPROVAL, ContractState.PENDING_APPROVAL)


def expect_reader(
    uow: UnitOfWork, reader: Reader, subject: Invoice | Contract, name: str = ""
) -> None:
    """Raises NotFound, as for what is not there under `name`."""
    if not may_read(uow, reader, subject):
        raise NotFound("invoice" if isinstance(subject, Invoice) else "contract", name)


def reads_all(uow: UnitOfWork, person: str) -> bool:
    """Whether nothing has to be asked of Slack about this full member."""
    workspace = uow.workspace()
    return workspace.readers is Readers.EVERYONE or workspace.may_receive(person)


def readable(uow: UnitOfWork, reader: Reader, rows: Iterable[Summary]) -> Sequence[Summary]:
    """Those of a list that they may read, in their order."""
    if reads_all(uow, reader.person):
        return tuple(rows)
    readers = uow.workspace().readers
    return tuple(
        each for each in rows if reader.may_read(readers, each.deal_channel, (each.drafted_by,))
    )


def shown_in_channel(uow: UnitOfWork, invoice: Invoice, channel: str) -> bool:
    """Whether everybody in a channel may see it there: the deal's own, unless only finance may."""
    only_finance = uow.workspace().readers is Readers.FINANCE
    return channel == invoice.deal_channel and not only_finance
