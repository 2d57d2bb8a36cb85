"""Drafting: sales ops says what to bill, and submits it for approval."""

from jupiter_core.commands.account_policy import expect_account_of_content
from jupiter_core.commands.archived import expect_entity_in_use, expect_may_bill
from jupiter_core.commands.credit_limits import within_credits
from jupiter_core.commands.permission import expect_drafter, expect_own_invoice
from jupiter_core.commands.printable import expect_printable, texts_of_terms
from jupiter_core.commands.record import as_seen, record, record_first
from jupiter_core.commands.series import is_back_dated
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.early_payment import EarlyPayment
from jupiter_core.domain.events import EventName
from jupiter_core.domain.external_id import external_id_of
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Content, Invoice, State
from jupiter_core.domain.late_fee import LateFee
from jupiter_core.domain.money import CurrencyCode
from jupiter_core.domain.net_content import at_net_prices
from jupiter_core.domain.payment_terms import DueRule
from jupiter_core.domain.picked import picked_adjustments, picked_lines
from jupiter_core.domain.references import Reference, expect_once, expect_there, own_of
from jupiter_core.domain.refusals import CreditNoteNotEdited, Required, placed
from jupiter_core.domain.tax_currency import TaxCurrency
from jupiter_core.domain.terms import IssueDate, NetTerms
from jupiter_core.domain.totals import LineItem
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.ports.subject import INVOICE


class InvoiceTerms(Frozen):
    """What sales ops decides; the parties are named and looked up when it is kept."""

    customer_id: str
    sender_profile_id: str
    currency: CurrencyCode
    net_terms: NetTerms
    early_payment: EarlyPayment | None = None
    due_rule: DueRule | None = None
    late_fee: LateFee | None = None
    issue_date: IssueDate
    po_number: str = ""
    memo: str = ""
    references: tuple[Reference, ...] = ()
    lines: tuple[LineItem, ...]
    adjustments: tuple[Adjustment, ...] = ()
    tax_currency: TaxCurrency | None = None
    prices_include_tax: bool = False


class SubmitInvoice(Frozen):
    """A new invoice for a deal channel, at once submitted unless it is to stay a draft.

    A draft may do without a channel until it is submitted.
    """

    by: Actor
    deal_channel: str
    terms: InvoiceTerms
    form_id: str | None = None
    external_id: str = ""
    as_draft: bool = False


class ReviseInvoice(Frozen):
    """New terms for an invoice that is not issued yet; it waits for approval afterwards.

    With `as_draft`, what is a draft stays one.
    """

    by: Actor
    invoice_id: str
    expected_version: int | None
    terms: InvoiceTerms
    form_id: str | None = None
    as_draft: bool = False


class SubmitDraft(Frozen):
    """A draft as it stands, in the channel of its deal or in the one that is named now."""

    by: Actor
    invoice_id: str
    expected_version: int | None
    deal_channel: str = ""


def submit_invoice(command: SubmitInvoice, uow: UnitOfWork, renderer: Renderer) -> Invoice:
    """Raises NotPermitted, NotFound, EntityArchived, NoBankAccount, AlreadyTaken,
    ValidationErrors, or what `submit` and `Content.checked` raise."""
    expect_drafter(uow, command.by)
    expect_entity_in_use(uow, command.terms.sender_profile_id)
    content = assembled(command.terms, uow)
    expect_printable(texts_of_terms(content), renderer)
    draft = Invoice.drafted(
        invoice_id=uow.new_id(),
        workspace_id=uow.workspace_id,
        deal_channel=command.deal_channel,
        content=content,
        by=command.by,
        external_id=placed("external_id", lambda: external_id_of(command.external_id)),
    )
    record_first(uow, draft, by=command.by)
    _forget_form(uow, command.form_id)
    return draft if command.as_draft else submit(uow, draft, command.by)


def submit_draft(command: SubmitDraft, uow: UnitOfWork) -> Invoice:
    """Raises NotPermitted, NotInScope, ChangedSinceSeen, or what `submit` raises."""
    draft = _own_as_seen(uow, command)
    if command.deal_channel:
        draft = draft.model_copy(update={"deal_channel": command.deal_channel})
    return submit(uow, draft, command.by)


def revise_invoice(command: ReviseInvoice, uow: UnitOfWork, renderer: Renderer) -> Invoice:
    """Also raises ChangedSinceSeen, NotInState, NothingChanged and CreditNoteNotEdited."""
    before = _own_as_seen(uow, command)
    if before.is_credit_note:
        raise CreditNoteNotEdited(before.content.corrects)
    if not before.contract_id:
        expect_entity_in_use(uow, command.terms.sender_profile_id)
    content = within_credits(uow, before, assembled(command.terms, uow))
    kept = {"replaces": before.content.replaces, "preceding_date": before.content.preceding_date}
    content = content.model_copy(update=kept)
    expect_printable(texts_of_terms(content), renderer)
    _forget_form(uow, command.form_id)
    if before.state is State.DRAFT and content == before.content and not command.as_draft:
        return submit(uow, before, command.by)
    if before.state is not State.DRAFT:
        expect_account_of_content(uow, content)
    after = edit(uow, before, content, by=command.by)
    stays = command.as_draft or after.state is not State.DRAFT
    return after if stays else submit(uow, after, command.by)


def _own_as_seen(uow: UnitOfWork, command: SubmitDraft | ReviseInvoice) -> Invoice:
    """A key needs a scope of its own for what anybody else drafted."""
    expect_drafter(uow, command.by, None)
    before = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    expect_own_invoice(uow, command.by, before)
    return before


def edit(
    uow: UnitOfWork, before: Invoice, content: Content, *, by: Actor, note: str = ""
) -> Invoice:
    """Keeps new content; where approval was asked for or given, it is asked for anew."""
    after = before.edited(content, by).resubmitted(uow.workspace().policy)
    waiting = after.state is State.PENDING_APPROVAL
    name = EventName.INVOICE_APPROVAL_VOIDED if waiting else EventName.INVOICE_EDITED
    return record(uow, before, after, name, by=by, note=note)


def assembled(terms: InvoiceTerms, uow: UnitOfWork) -> Content:
    """The content of an invoice with its parties as they are now.

    Raises BeforeLastNumber at `issue_date`, AlreadyTaken for a reference that is there twice, and
    what `picked_lines`, `picked_adjustments` and, of prices with tax, `at_net_prices` do.
    """
    profile = uow.sender_profiles.get(terms.sender_profile_id)
    customer = uow.customers.get(terms.customer_id)
    references = own_of(customer.references, terms.references)
    expect_once(references)
    content = Content(
        seller=profile.seller(),
        remit_to=profile.account_for(terms.currency),
        bill_to=customer.bill_to(),
        currency=terms.currency,
        net_terms=terms.net_terms,
        early_payment=terms.early_payment,
        due_rule=terms.due_rule,
        late_fee=terms.late_fee,
        issue_date=terms.issue_date,
        po_number=terms.po_number,
        memo=terms.memo,
        lines=picked_lines(terms.lines, profile, customer),
        adjustments=picked_adjustments(terms.adjustments, profile, customer),
        tax_currency=terms.tax_currency,
        references=references,
        language=customer.language,
        second_language=customer.second_language,
        made_with=uow.workspace().free_plan,
        back_dated=is_back_dated(uow, profile, terms.issue_date),
    )
    return at_net_prices(content) if terms.prices_include_tax else content


def submit(uow: UnitOfWork, draft: Invoice, by: Actor) -> Invoice:
    """Asks for as many approvals as the policy wants.

    Raises NotInState, EntityArchived, NoAccountInCurrency where the policy forbids that,
    ReferencesRequired at `references`, or Required at
    `deal_channel`: the request has to be put somewhere.
    """
    expect_may_bill(uow, draft)
    content = draft.content
    if not draft.is_credit_note:
        expect_there(content.reference_entries, content.bill_to.legal_name)
    expect_account_of_content(uow, draft.content)
    if not draft.deal_channel:
        raise Required("The deal's channel").at("deal_channel")
    pending = draft.submitted(by, uow.workspace().policy)
    return record(uow, draft, pending, EventName.INVOICE_SUBMITTED, by=by)


def _forget_form(uow: UnitOfWork, form_id: str | None) -> None:
    if form_id:
        uow.forms.discard(form_id)
