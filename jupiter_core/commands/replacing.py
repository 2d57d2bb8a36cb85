"""What the replaced invoice is told when the one that takes its place is issued."""

from jupiter_core.commands.record import record
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.replacement import Replacement
from jupiter_core.ports import UnitOfWork


def tell_replaced(uow: UnitOfWork, issued: Invoice, *, by: Actor) -> None:
    """Notes on the old invoice under which number its replacement was issued, and tells its
    thread; nothing where the issued one replaces none."""
    old = uow.invoices.find_number(issued.content.replaces) if issued.content.replaces else None
    if old is None:
        return
    before, number = uow.invoices.get(old.id), issued.number or ""
    after = before.with_replacement(Replacement(invoice_id=issued.id, number=number))
    record(uow, before, after, EventName.INVOICE_REPLACED, by=by, note=number)
