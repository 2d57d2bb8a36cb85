"""The PO form's submission: the number onto the invoice, and the order's body beside it."""

from datetime import date

from bot.intake.modals.invoice import PO
from bot.intake.notation.amounts import short_money_of
from bot.intake.view_state import Values, list_in, text_in
from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.people import Person
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_forms import po_form
from bot.slack.views.invoice.po_body import PO_AMOUNT, PO_TAX, PO_UNTIL
from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.commands.purchase_order import (
    ChangePurchaseOrder,
    RecordPurchaseOrder,
    change_purchase_order,
    record_purchase_order,
)
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.po_document import ReadOrder
from jupiter_core.domain.purchase_order import PurchaseOrder, same_number
from jupiter_core.domain.refusals import NothingChanged, placed
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.queries.purchase_orders import drawdown


def po_form_of(uow: UnitOfWork, invoice: Invoice, metadata: ModalMetadata) -> b.Block:
    """The form, with the order that the invoice names, where its body is known."""
    content = invoice.content
    order = uow.purchase_orders.find(content.bill_to.customer_id, content.po_number)
    return po_form(invoice, metadata, drawdown(uow, order) if order else None)


def po_form_of_document(
    uow: UnitOfWork, invoice: Invoice, metadata: ModalMetadata, read: ReadOrder
) -> b.Block:
    """The form with what was read from a document, and the order of that number where one is
    known."""
    order = uow.purchase_orders.find(invoice.content.bill_to.customer_id, read.number)
    return po_form(invoice, metadata, drawdown(uow, order) if order else None, read)


def save_po(
    uow: UnitOfWork, renderer: Renderer, person: Person, about: SubjectRef, values: Values
) -> None:
    """Raises what the commands refuse, NothingChanged where neither is another."""
    invoice = uow.invoices.get(about.subject_id)
    number = text_in(values, PO) or ""
    body_changed = _save_body(uow, person, invoice, number, values)
    if body_changed and same_number(number, invoice.content.po_number):
        return
    command = AddPoNumber(
        by=person.actor,
        invoice_id=about.subject_id,
        expected_version=about.expected_version,
        po_number=number,
    )
    add_po_number(command, uow, renderer)


def _save_body(
    uow: UnitOfWork, person: Person, invoice: Invoice, number: str, values: Values
) -> bool:
    """Whether the order's body is another now. Nothing is recorded where nothing of it is said."""
    content = invoice.content
    known = uow.purchase_orders.find(content.bill_to.customer_id, number) if number else None
    wanted = _typed(uow, person, invoice, number, values, known)
    if known is None:
        if not number or not (wanted.amount or wanted.valid_until):
            return False
        record_purchase_order(RecordPurchaseOrder(by=person.actor, order=wanted), uow)
        return True
    command = ChangePurchaseOrder(
        by=person.actor, order_id=known.id, expected_version=known.sequence, order=wanted
    )
    try:
        change_purchase_order(command, uow)
    except NothingChanged:
        return False
    return True


def _typed(
    uow: UnitOfWork,
    person: Person,
    invoice: Invoice,
    number: str,
    values: Values,
    known: PurchaseOrder | None,
) -> PurchaseOrder:
    content = invoice.content
    currency = known.currency if known else content.currency
    amount, until = (text_in(values, name) or "" for name in (PO_AMOUNT, PO_UNTIL))
    typed = {
        "amount": placed(PO_AMOUNT, lambda: short_money_of(amount, currency)) if amount else None,
        "includes_tax": bool(list_in(values, PO_TAX)),
        "valid_until": date.fromisoformat(until) if until else None,
    }
    if known:
        return known.model_copy(update=typed)
    came = uow.po_documents.of(invoice.id)
    document = next((e for e in reversed(came) if same_number(e.read.number, number)), None)
    return PurchaseOrder(
        id="",
        workspace_id="",
        document=document.sha256 if document else "",
        customer_id=content.bill_to.customer_id,
        number=number,
        currency=currency,
        contract_id=invoice.contract_id or "",
        recorded_by=person.actor,
    ).model_copy(update=typed)
