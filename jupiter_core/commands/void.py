"""Voiding an invoice: who may, and what it gives back."""

from collections.abc import Collection

from jupiter_core.commands.credit import return_credits
from jupiter_core.commands.permission import expect_author
from jupiter_core.commands.record import as_seen, record
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import Required, placed
from jupiter_core.domain.text import paragraph_of
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE


class VoidInvoice(Frozen):
    """`expected_version` None takes whatever is there now; `reason` is kept and told."""

    by: Actor
    invoice_id: str
    expected_version: int | None
    reason: str


def void_invoice(command: VoidInvoice, uow: UnitOfWork) -> Invoice:
    """Finance may, and before issue whoever wrote it; the reason is kept."""
    before = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    authors = _who_may_withdraw(before, command.by)
    expect_author(uow, command.by, authors, "void invoices", Scope.INVOICES_WRITE)
    return _voided(command, before, uow)


def void_by_finance(command: VoidInvoice, uow: UnitOfWork) -> Invoice:
    """The same for whom the caller has asked already whether they may.

    Raises ChangedSinceSeen, NotInState, CreditNoteStands, CreditedAlready, or Required at `reason`.
    """
    before = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    return _voided(command, before, uow)


def _voided(command: VoidInvoice, before: Invoice, uow: UnitOfWork) -> Invoice:
    reason = placed("reason", lambda: paragraph_of(command.reason, "Reason", 2000))
    if not reason:
        raise Required("A reason").at("reason")
    after = before.voided(reason)
    if before.number:
        return_credits(uow, before, by=command.by)
    return record(uow, before, after, EventName.INVOICE_VOIDED, by=command.by, note=reason)


def _who_may_withdraw(invoice: Invoice, by: Actor) -> Collection[str]:
    """Before issue, its authors. A key becomes no author by an edit: it withdraws what it drafted
    itself, and nothing of a contract, which people have agreed to."""
    if invoice.number:
        return ()
    if by.kind is not ActorKind.API_KEY:
        return invoice.authors
    return () if invoice.contract_id else (invoice.drafted_by.id,)
