"""Amending: the PO and the address lines, after issue, under the same number."""

from jupiter_core.commands.draft import edit
from jupiter_core.commands.printable import expect_printable, texts_of_amendment
from jupiter_core.commands.record import as_seen, record
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.amendment import Amendment, po_number_of
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import BEFORE_ISSUE, Invoice
from jupiter_core.ports import Renderer, UnitOfWork


class Amend(Frozen):
    """The amendable part as it is to be, by somebody who saw version `seen`."""

    by: Actor
    invoice_id: str
    seen: int
    amendment: Amendment


class AddPoNumber(Frozen):
    """A PO that came by another way than the link. `seen` None takes whatever is there now."""

    by: Actor
    invoice_id: str
    seen: int | None
    po_number: str


def amend(command: Amend, uow: UnitOfWork, paper: Renderer) -> Invoice:
    """Raises ChangedSinceSeen, NotInState, NothingChanged or Mistakes."""
    before = as_seen(uow, command.invoice_id, command.seen)
    return _amend(uow, before, command.amendment, by=command.by, paper=paper)


def add_po_number(command: AddPoNumber, uow: UnitOfWork, paper: Renderer) -> Invoice:
    """On an issued invoice a new version; before issue an edit, which voids its approvals."""
    before = as_seen(uow, command.invoice_id, command.seen)
    po_number = po_number_of(command.po_number, required=True)
    amendment = before.amendable().model_copy(update={"po_number": po_number})
    if before.state not in BEFORE_ISSUE:
        return _amend(uow, before, amendment, by=command.by, paper=paper)
    expect_printable(texts_of_amendment(amendment), paper)
    content = before.content.model_copy(update={"po_number": po_number})
    return edit(uow, before, content, by=command.by)


def _amend(
    uow: UnitOfWork, before: Invoice, amendment: Amendment, *, by: Actor, paper: Renderer
) -> Invoice:
    expect_printable(texts_of_amendment(amendment), paper)
    after = before.amended(amendment)
    po_changed = after.content.po_number != before.content.po_number
    name = EventName.INVOICE_PO_NUMBER_ADDED if po_changed else EventName.INVOICE_AMENDED
    return record(uow, before, after, name, by=by)
