"""Ticking off that an invoice was put on its customer's portal, and taking that back.

The deal team and accounts receivable may, and the keys of both.
"""

from jupiter_core.commands.collection import expect_collector
from jupiter_core.commands.permission import expect_own_invoice
from jupiter_core.commands.record import as_seen, publish_about, record
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.portal import NothingToUpload
from jupiter_core.domain.refusals import NotPermitted
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE

_MARK = "mark uploads"


class MarkUploaded(Frozen):
    """`expected_version` None takes whatever is there now."""

    by: Actor
    invoice_id: str
    expected_version: int | None


class UndoUploaded(Frozen):
    """The upload is due again."""

    by: Actor
    invoice_id: str
    expected_version: int | None


class SendPortalFiles(Frozen):
    """The files of the invoice's present version, into its thread."""

    by: Actor
    invoice_id: str


def mark_uploaded(command: MarkUploaded, uow: UnitOfWork) -> Invoice:
    """Raises NothingToUpload, UploadedAlready, NotFound, NotPermitted, NotInScope or
    ChangedSinceSeen."""
    before = _own(uow, command)
    after = before.put_on_portal(command.by, uow.now)
    return record(uow, before, after, EventName.INVOICE_UPLOADED, by=command.by)


def undo_uploaded(command: UndoUploaded, uow: UnitOfWork) -> Invoice:
    """Raises NotUploaded, and what `mark_uploaded` raises."""
    before = _own(uow, command)
    after = before.upload_undone()
    return record(uow, before, after, EventName.INVOICE_UPLOAD_UNDONE, by=command.by)


def send_portal_files(command: SendPortalFiles, uow: UnitOfWork) -> Invoice:
    """Raises NotFound, NotPermitted, NotInScope, or NothingToUpload."""
    marking = MarkUploaded(by=command.by, invoice_id=command.invoice_id, expected_version=None)
    invoice = _own(uow, marking)
    if invoice.upload is None or invoice.state is State.VOID:
        raise NothingToUpload(invoice.title)
    publish_about(uow, invoice, EventName.INVOICE_PORTAL_FILES_ASKED_FOR, by=command.by)
    return invoice


def _own(uow: UnitOfWork, command: MarkUploaded | UndoUploaded) -> Invoice:
    invoice = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    if command.by.kind is ActorKind.AP:
        raise NotPermitted(_MARK, "The people who bill you do.")
    expect_collector(uow, command.by, _MARK)
    expect_own_invoice(uow, command.by, invoice)
    return invoice
