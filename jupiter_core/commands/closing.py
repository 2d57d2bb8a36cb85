"""How an invoice ends: paid, in one or several payments, or void."""

from collections.abc import Collection

from jupiter_core.commands.credit import return_credits
from jupiter_core.commands.permission import expect_author, expect_finance
from jupiter_core.commands.record import as_seen, record
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import Required, placed
from jupiter_core.domain.text import line_of, paragraph_of
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE

REFERENCE_LIMIT = 140


class RecordPayment(Frozen):
    """`reference` is the payer's or the bank's; `seen` None takes whatever is there now."""

    by: Actor
    invoice_id: str
    seen: int | None
    amount: Money
    reference: str = ""


class VoidInvoice(Frozen):
    by: Actor
    invoice_id: str
    seen: int | None
    reason: str


def record_payment(command: RecordPayment, uow: UnitOfWork) -> Invoice:
    """Only finance may. Raises NotPermitted, NotInState, Overpayment, ChangedSinceSeen."""
    expect_finance(uow, command.by, "record payments", Scope.PAYMENTS_WRITE)
    reference = placed(
        "reference", lambda: line_of(command.reference, "Reference", REFERENCE_LIMIT)
    )
    before = as_seen(uow, INVOICE, command.invoice_id, command.seen)
    after = before.payment_recorded(command.amount)
    whole = after.state is State.PAID
    name = EventName.INVOICE_PAID if whole else EventName.INVOICE_PAYMENT_RECORDED
    return record(uow, before, after, name, by=command.by, note=reference)


def void_invoice(command: VoidInvoice, uow: UnitOfWork) -> Invoice:
    """Finance may, and before issue whoever wrote it; the reason is kept."""
    before = as_seen(uow, INVOICE, command.invoice_id, command.seen)
    authors = _who_may_withdraw(before, command.by)
    expect_author(uow, command.by, authors, "void invoices", Scope.INVOICES_WRITE)
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
