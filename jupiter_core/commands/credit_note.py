"""Credit notes: drafted from an issued invoice, approved as an invoice is, and taken off it at
issue."""

from zoneinfo import ZoneInfo

from jupiter_core.commands.credit import return_credits
from jupiter_core.commands.draft import submit
from jupiter_core.commands.permission import expect_credit_drafter, expect_own_invoice
from jupiter_core.commands.printable import expect_printable, texts_of_terms
from jupiter_core.commands.record import as_seen, record, record_first
from jupiter_core.domain.account import Credit
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.content import Content
from jupiter_core.domain.contract.lines import description_of
from jupiter_core.domain.credit_left import left_of
from jupiter_core.domain.credit_note import Part, in_full, in_part
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.receivable import settled_since
from jupiter_core.domain.refusals import NotFound, Required, placed
from jupiter_core.domain.text import paragraph_of
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.credit_left import credit_notes_of, expect_something_left

REASON_LIMIT = 2000


class DraftCreditNote(Frozen):
    """For the invoice as of version `expected_version` (None: whatever it is now): all of it, or
    `part`. The reason is printed. It is submitted at once unless it is to stay a draft."""

    by: Actor
    invoice_id: str
    expected_version: int | None
    reason: str
    part: Part | None = None
    as_draft: bool = False


def draft_credit_note(command: DraftCreditNote, uow: UnitOfWork, renderer: Renderer) -> Invoice:
    """A credit note that waits for approval; drafters and approvers may, and a key for what others
    drafted with the scope for that. Until it is void, what it takes off is left to no other one.

    Raises NotPermitted, ChangedSinceSeen, NotInState, CreditNoteStands, NothingLeftToCredit,
    RestIsWaiting, OverCredit, NotInFull, OutOfRange, or at `reason` and `description` what is
    wrong with them.
    """
    expect_credit_drafter(uow, command.by)
    invoice = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    expect_own_invoice(uow, command.by, invoice)
    content = _content(command, invoice, uow)
    expect_printable(texts_of_terms(content), renderer)
    draft = Invoice.drafted(
        invoice_id=uow.new_id(),
        workspace_id=uow.workspace_id,
        deal_channel=invoice.deal_channel,
        content=content,
        by=command.by,
    )
    record_first(uow, draft, by=command.by)
    return draft if command.as_draft else submit(uow, draft, command.by)


def credit_corrected(uow: UnitOfWork, note: Invoice, *, by: Actor) -> Invoice:
    """Takes an issued credit note off the invoice that it corrects, and tells that one's thread.

    When all of the invoice is credited, that gives back what it drew of its contract's usage
    credits. Raises NotFound, NotInState or OverCredit.
    """
    found = uow.invoices.find_number(note.content.corrects)
    if found is None:
        raise NotFound("invoice", note.content.corrects)
    before = uow.invoices.get(found.id)
    issued = (each.content for each in credit_notes_of(uow, before).issued)
    left_of(before, issued).expect(before, note.content)
    credit = Credit(number=note.number or "", amount=note.total)
    after = settled_since(before, before.with_credit(credit), uow.now)
    if not after.creditable.minor:
        return_credits(uow, before, by=by)
    return record(uow, before, after, EventName.INVOICE_CREDITED, by=by, note=note.number or "")


def _content(command: DraftCreditNote, invoice: Invoice, uow: UnitOfWork) -> Content:
    reason = placed("reason", lambda: paragraph_of(command.reason, "Reason", REASON_LIMIT))
    if not reason:
        raise Required("A reason").at("reason")
    on = uow.now.astimezone(ZoneInfo(invoice.content.seller.time_zone)).date()
    left, part = expect_something_left(uow, invoice), command.part
    if part is None:
        notes = credit_notes_of(uow, invoice)
        content = in_full(invoice, left, (*notes.issued, *notes.waiting), reason, on)
    else:
        content = in_part(invoice, left, _described(part), reason, on)
    return content.model_copy(update={"made_with": uow.workspace().free_plan})


def _described(part: Part) -> Part:
    """With its description as it is printed."""

    description = placed("description", lambda: description_of(part.description))
    return part.model_copy(update={"description": description})
