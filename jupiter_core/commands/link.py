"""The customer's link: who looked, and a new one when the old went astray."""

from jupiter_core.commands.permission import expect_own_invoice
from jupiter_core.commands.record import as_seen, record, tell
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import AlreadyDone
from jupiter_core.ports import UnitOfWork

SOMEBODY = Actor(kind=ActorKind.AP, id="link", name="Somebody with the link")


class ReplaceLink(Frozen):
    by: Actor
    invoice_id: str
    seen: int


def replace_link(command: ReplaceLink, uow: UnitOfWork) -> Invoice:
    """Every earlier link of the invoice is dead. Raises ChangedSinceSeen or NotInState."""
    before = as_seen(uow, command.invoice_id, command.seen)
    expect_own_invoice(uow, command.by, before)
    return record(
        uow, before, before.with_new_link(), EventName.INVOICE_LINK_REPLACED, by=command.by
    )


def note_first_view(invoice_id: str, uow: UnitOfWork) -> bool:
    """Tells the thread that a person opened the link, the first time only."""
    invoice = uow.invoices.get(invoice_id)
    try:
        uow.once(f"viewed:{invoice_id}")
    except AlreadyDone:
        return False
    event = Event(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        name=EventName.INVOICE_VIEWED,
        subject_id=invoice.id,
        sequence=invoice.sequence,
        at=uow.now,
        by=SOMEBODY,
    )
    tell(uow, event, invoice)
    return True
