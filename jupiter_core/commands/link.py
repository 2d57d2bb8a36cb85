"""The customer's link: who looked, and a new one when the old went astray."""

from jupiter_core.commands.once import is_first
from jupiter_core.commands.permission import expect_own_invoice
from jupiter_core.commands.record import as_seen, publish, publish_about, record
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import OPEN, Invoice
from jupiter_core.domain.refusals import NotInState, Refusal
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE

SOMEBODY = Actor(kind=ActorKind.AP, id="link", name="Somebody with the link")


class TakeApLink(Frozen):
    """The link that may write, for somebody who passes it on by hand. `mailable`: whether mail
    could bring it to AP instead."""

    by: Actor
    invoice_id: str
    mailable: bool


class ByMailOnly(Refusal):
    """There is a mail server and an address: nobody has to hand the link on."""

    title: str
    template = (
        "The link for changing {title} is e-mailed only to accounts payable. Click Send to AP."
    )


class ReplaceLink(Frozen):
    """`expected_version` is the version that its presser saw."""

    by: Actor
    invoice_id: str
    expected_version: int


def replace_link(command: ReplaceLink, uow: UnitOfWork) -> Invoice:
    """Every earlier link of the invoice is dead. Raises ChangedSinceSeen or NotInState."""
    before = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    expect_own_invoice(uow, command.by, before)
    return record(
        uow, before, before.with_new_link(), EventName.INVOICE_LINK_REPLACED, by=command.by
    )


def take_ap_link(command: TakeApLink, uow: UnitOfWork) -> Invoice:
    """The thread hears who took it. Raises NotFound, NotInState or ByMailOnly."""
    invoice = uow.invoices.get(command.invoice_id)
    if invoice.state not in OPEN:
        title = invoice.title[:1].upper() + invoice.title[1:]
        raise NotInState(title, invoice.state.words, "changed by link")
    if command.mailable:
        raise ByMailOnly(invoice.title)
    publish_about(uow, invoice, EventName.INVOICE_AP_LINK_TAKEN, by=command.by)
    return invoice


def note_first_view(invoice_id: str, uow: UnitOfWork) -> bool:
    """Tells the thread that a person opened AP's link, the first time only."""
    invoice = uow.invoices.get(invoice_id)
    if not is_first(uow, f"viewed:{invoice_id}"):
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
    publish(uow, event, invoice)
    return True
