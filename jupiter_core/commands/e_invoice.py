"""Putting an invoice's e-invoice files into its thread, when somebody asks for them."""

from jupiter_core.commands.permission import expect_own_invoice
from jupiter_core.commands.record import publish
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import AlreadyDone, NotInState, SentAlready
from jupiter_core.ports import UnitOfWork


class SendEInvoice(Frozen):
    """The files of the invoice's present version."""

    by: Actor
    invoice_id: str


def send_e_invoice(command: SendEInvoice, uow: UnitOfWork) -> Invoice:
    """Puts the files of the present version into the thread, once a version.

    Raises NotFound, NotInState where it has no number or is void, or SentAlready.
    """
    invoice = uow.invoices.get(command.invoice_id)
    expect_own_invoice(uow, command.by, invoice)
    if not invoice.number or invoice.state is State.VOID:
        raise NotInState(invoice.title, invoice.state.words, "sent as an e-invoice")
    try:
        uow.once(f"e-invoice:{invoice.id}:{invoice.revision}")
    except AlreadyDone:
        what = f"The e-invoice of {invoice.number}, version {invoice.revision},"
        raise SentAlready(what) from None
    event = Event(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        name=EventName.INVOICE_E_INVOICE_ASKED_FOR,
        subject_id=invoice.id,
        sequence=invoice.sequence,
        at=uow.now,
        by=command.by,
    )
    publish(uow, event, invoice)
    return invoice
