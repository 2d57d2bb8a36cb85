"""An invoice that was wrong: void or credited, and drafted anew in the same press; or copied."""

from enum import StrEnum
from typing import NamedTuple

from jupiter_core.commands.archived import expect_entity_in_use
from jupiter_core.commands.credit_note import REASON_LIMIT, DraftCreditNote, draft_credit_note
from jupiter_core.commands.draft import InvoiceTerms, assembled
from jupiter_core.commands.permission import (
    expect_approver,
    expect_credit_drafter,
    expect_drafter,
    expect_finance,
    expect_own_invoice,
)
from jupiter_core.commands.record import as_seen, record, record_first
from jupiter_core.commands.void import VoidInvoice, void_by_finance
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.external_id import external_id_of
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Content, Invoice, State
from jupiter_core.domain.refusals import (
    CarriedOver,
    NothingLeftToCredit,
    NotReissued,
    ReissuedAlready,
    Required,
    RestIsWaiting,
    placed,
)
from jupiter_core.domain.replacement import Replacement
from jupiter_core.domain.text import paragraph_of
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.ports.subject import INVOICE


class Way(StrEnum):
    """How the old invoice is taken back: void while nothing was paid or credited of it, else by a
    credit note for all that is left."""

    VOID = "void"
    CREDIT_NOTE = "credit_note"


class ReissueInvoice(Frozen):
    """`expected_version` None takes whatever is there now; the reason is kept and told, and
    printed where a credit note takes the invoice back."""

    by: Actor
    invoice_id: str
    expected_version: int | None
    way: Way
    reason: str


class DuplicateInvoice(Frozen):
    """A new draft like an invoice, dated today, without a PO number unless one is given."""

    by: Actor
    invoice_id: str
    po_number: str = ""
    external_id: str = ""


class Reissued(NamedTuple):
    """`corrected` is the old invoice as it is now; `note` waits for approval, None where the old
    invoice is void or nothing was left to credit."""

    draft: Invoice
    corrected: Invoice
    note: Invoice | None


def way_of(invoice: Invoice) -> Way | None:
    """How it can be taken back and reissued; None before issue, of a credit note, and where
    another invoice replaces it already. A void one has nothing left to take back."""
    if not invoice.number or invoice.is_credit_note or invoice.replaced_by:
        return None
    if invoice.is_carried_over:
        return None
    void = invoice.is_voidable or invoice.state is State.VOID
    return Way.VOID if void else Way.CREDIT_NOTE


def reissue_invoice(command: ReissueInvoice, uow: UnitOfWork, renderer: Renderer) -> Reissued:
    """Takes an issued invoice back and drafts it anew, with all that it says.

    Finance voids; whoever drafts may ask for the credit note, which others approve. Raises
    NotPermitted, NotAnApprover, NotInScope, ChangedSinceSeen, NotReissued, ReissuedAlready,
    EntityArchived, and what `void_invoice` and `draft_credit_note` raise.
    """
    _expect_may(uow, command)
    reason = placed("reason", lambda: paragraph_of(command.reason, "Reason", REASON_LIMIT))
    if not reason:
        raise Required("A reason").at("reason")
    before = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    expect_own_invoice(uow, command.by, before)
    _expect_reissuable(uow, before)
    expect_entity_in_use(uow, before.sender_profile_id)
    corrected, note = _taken_back(command, before, uow, renderer)
    draft = _draft_like(uow, before, corrected, by=command.by)
    record_first(uow, draft, by=command.by)
    after = corrected.with_replacement(Replacement(invoice_id=draft.id))
    after = record(uow, corrected, after, EventName.INVOICE_REISSUED, by=command.by, note=reason)
    return Reissued(draft, after, note)


def duplicate_invoice(command: DuplicateInvoice, uow: UnitOfWork) -> Invoice:
    """A draft of its own, in the same channel, to the parties as they are now.

    Raises NotPermitted, NotFound, NotReissued for a credit note, EntityArchived, AlreadyTaken.
    """
    expect_drafter(uow, command.by)
    original = uow.invoices.get(command.invoice_id)
    expect_duplicable(original)
    expect_entity_in_use(uow, original.sender_profile_id)
    terms = duplicate_terms(original, uow).model_copy(update={"po_number": command.po_number})
    draft = Invoice.drafted(
        invoice_id=uow.new_id(),
        workspace_id=uow.workspace_id,
        deal_channel=original.deal_channel,
        content=assembled(terms, uow),
        by=command.by,
        external_id=placed("external_id", lambda: external_id_of(command.external_id)),
    )
    return record_first(uow, draft, by=command.by)


def expect_duplicable(original: Invoice) -> None:
    """Raises NotReissued for a credit note, CarriedOver for what another system issued."""
    if original.is_carried_over:
        raise CarriedOver(original.title, original.content.carried_from)
    if original.is_credit_note:
        raise NotReissued(_capitalised(original.title), "is a credit note, and is not duplicated")


def duplicate_terms(original: Invoice, uow: UnitOfWork) -> InvoiceTerms:
    """All that it says, dated today and without its PO number. A usage credit becomes a deduction
    like any other: it is no contract's any more."""
    content = original.content.as_entered
    return InvoiceTerms(
        customer_id=content.bill_to.customer_id,
        sender_profile_id=content.seller.profile_id,
        currency=content.currency,
        net_terms=content.net_terms,
        due_rule=content.due_rule,
        late_fee=content.late_fee,
        issue_date=content.seller.today(uow.now),
        memo=content.memo,
        references=content.references,
        lines=tuple(line.model_copy(update={"credit": ""}) for line in content.lines),
        adjustments=content.adjustments,
        prices_include_tax=original.content.prices_include_tax,
    )


def _expect_may(uow: UnitOfWork, command: ReissueInvoice) -> None:
    """A key voids only what its owner, an approver, may void, and with the scope for that."""
    expect_credit_drafter(uow, command.by)
    if command.way is Way.CREDIT_NOTE:
        return
    if command.by.kind is ActorKind.API_KEY:
        expect_approver(uow, command.by, Scope.INVOICES_APPROVE)
    else:
        expect_finance(uow, command.by, "void invoices")


def _expect_reissuable(uow: UnitOfWork, invoice: Invoice) -> None:
    if invoice.is_carried_over:
        raise CarriedOver(invoice.title, invoice.content.carried_from)
    if invoice.is_credit_note:
        raise NotReissued(_capitalised(invoice.title), "is a credit note, and is not reissued")
    if not invoice.number:
        raise NotReissued(_capitalised(invoice.title), "is not issued yet; edit it instead")
    if invoice.replaced_by is None:
        return
    other = uow.invoices.get(invoice.replaced_by.invoice_id)
    if other.state is not State.VOID:
        raise ReissuedAlready(invoice.title, other.title)


def _taken_back(
    command: ReissueInvoice, before: Invoice, uow: UnitOfWork, renderer: Renderer
) -> tuple[Invoice, Invoice | None]:
    """The old invoice, void or as it was, and the credit note that waits for approval."""
    if before.state is State.VOID:
        return before, None
    named = {"by": command.by, "invoice_id": before.id, "expected_version": before.sequence}
    if command.way is Way.VOID:
        voiding = VoidInvoice.model_validate({**named, "reason": command.reason})
        return void_by_finance(voiding, uow), None
    crediting = DraftCreditNote.model_validate({**named, "reason": command.reason})
    try:
        return before, draft_credit_note(crediting, uow, renderer)
    except (NothingLeftToCredit, RestIsWaiting):
        return before, None  # all of it is taken back already, or will be


def _draft_like(uow: UnitOfWork, old: Invoice, corrected: Invoice, *, by: Actor) -> Invoice:
    """At the same place of its contract, in the same channel; whoever wrote the old one wrote
    this. An AP e-mail that nobody here has confirmed gets no mail of this one either."""
    draft = Invoice.drafted(
        invoice_id=uow.new_id(),
        workspace_id=uow.workspace_id,
        deal_channel=old.deal_channel,
        content=_content_like(uow, old),
        by=by,
        external_id=old.external_id if corrected.state is State.VOID else "",
    )
    return draft.model_copy(
        update={
            "authors": tuple(dict.fromkeys((*old.authors, by.person))),
            "contract_id": old.contract_id,
            "contract_revision": old.contract_revision,
            "contract_sequence": old.contract_sequence,
            "mail_to": old.mail_to,
        }
    )


def _content_like(uow: UnitOfWork, old: Invoice) -> Content:
    """All that it says but the date; the seller and the account are those that are set up now."""
    content = old.content
    profile = uow.sender_profiles.get(old.sender_profile_id)
    return content.model_copy(
        update={
            "seller": profile.seller(),
            "remit_to": profile.account_for(content.currency),
            "issue_date": profile.today(uow.now),
            "back_dated": False,
            "made_with": uow.workspace().free_plan,
            "replaces": old.number or "",
            "preceding_date": content.issue_date,
        }
    )


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
