"""Keeping the document of a purchase order that AP hands over on an invoice's link."""

from jupiter_core.commands.record import publish_about
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.event_details import PoDocumentCame
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import OPEN
from jupiter_core.domain.po_document import (
    PoDocument,
    ReadOrder,
    expect_room,
    hash_of,
    kind_of,
    name_of,
)
from jupiter_core.domain.refusals import NothingChanged, NotInState
from jupiter_core.outbox.messages import po_document_copy
from jupiter_core.ports import UnitOfWork


class HandOverPo(Frozen):
    """By AP. `name` is what their file is called, `read` what its text seems to say."""

    by: Actor
    invoice_id: str
    name: str
    content: bytes
    read: ReadOrder


class SendPoDocument(Frozen):
    """To the person `user_id` of Slack, who asked for the file."""

    user_id: str
    document_id: str


def hand_over_po(command: HandOverPo, uow: UnitOfWork) -> PoDocument:
    """Kept, and posted to the thread; what was read from it is only proposed there.

    Raises NotInState for what is paid, void or a credit note, NothingChanged for a file that the
    invoice has already, TooManyDocuments, or what `kind_of` raises.
    """
    invoice = uow.invoices.get(command.invoice_id)
    if invoice.state not in OPEN or invoice.is_credit_note:
        raise NotInState(invoice.title, invoice.state.words, "changed")
    kind, digest = kind_of(command.content), hash_of(command.content)
    known = uow.po_documents.of(invoice.id)
    if any(each.sha256 == digest for each in known):
        raise NothingChanged()
    expect_room(known, uow.now)
    document = PoDocument(
        id=uow.new_id(),
        invoice_id=invoice.id,
        name=name_of(command.name, kind),
        kind=kind,
        sha256=digest,
        size=len(command.content),
        by=command.by,
        at=uow.now,
        read=command.read,
    )
    uow.po_documents.add(document, command.content)
    details = _details(document)
    name = EventName.INVOICE_PO_DOCUMENT_RECEIVED
    publish_about(uow, invoice, name, by=command.by, details=details)
    return document


def send_po_document(command: SendPoDocument, uow: UnitOfWork) -> PoDocument:
    """As a file in a direct message. Raises NotFound. Whoever calls this has checked that the
    person may read the invoice."""
    document = uow.po_documents.get(command.document_id)
    uow.outbox.put(po_document_copy(uow.workspace_id, command.user_id, document.id, uow.new_id()))
    return document


def _details(document: PoDocument) -> PoDocumentCame:
    read = document.read
    return PoDocumentCame(
        document_id=document.id,
        name=document.name,
        sha256=document.sha256,
        size=document.size,
        po_number=read.number,
        amount=read.amount,
        valid_until=read.valid_until,
        active=read.active,
    )
