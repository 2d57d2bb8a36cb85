"""The small modals behind the buttons of an invoice's card.

A form carries a `ModalMetadata`: what it is about, and a nonce by which a submission that
arrives twice counts once.
"""

from bot.intake.modals.invoice import PO, REASON
from bot.slack.metadata import ModalMetadata
from bot.slack.views import blocks as b
from bot.slack.views.invoice.po_body import po_body_fields
from bot.wording.figures import amount
from bot.wording.names import VALUE_LIMIT, customer, start, title
from bot.wording.text import shortened
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.po_document import ReadOrder
from jupiter_core.domain.purchase_order import Drawdown

PO_FORM, PAYMENT_FORM = "invoice_po_form", "invoice_payment_form"
VOID_FORM, CHANGES_FORM = "invoice_void_form", "invoice_changes_form"


def po_form(
    invoice: Invoice,
    metadata: ModalMetadata,
    used: Drawdown | None = None,
    read: ReadOrder | None = None,
) -> b.Block:
    """Prefilled with the PO that is there, and with its body where that is known; else with what
    was `read` from a document, for a person to check."""
    number = read.number if read else invoice.content.po_number
    element = b.text_input(PO, initial=number, placeholder="4500017342")
    issued = invoice.number is not None
    hint = (
        "The customer sees it right away, as a new version with the same number."
        if issued
        else "Earlier approvals no longer count; it needs approval again."
    )
    fields = [about(invoice), b.field(PO, "PO number", element, hint=hint)]
    fields += po_body_fields(invoice.content.currency, used, read)
    return form("PO number", PO_FORM, fields, metadata, submit="Save")


def void_form(invoice: Invoice, metadata: ModalMetadata) -> b.Block:
    """Asks for the reason, and says what stays of an invoice that has a number."""
    element = b.text_input(REASON, multiline=True)
    kept = (
        " Its number stays used, and the customer's page shows it as void."
        if invoice.number
        else ""
    )
    hint = f"Visible to everyone in this thread.{kept} This can't be undone."
    fields = [about(invoice), b.field(REASON, "Reason", element, hint=hint)]
    return form("Void invoice", VOID_FORM, fields, metadata, submit="Void")


def changes_form(invoice: Invoice, metadata: ModalMetadata) -> b.Block:
    """Asks for the reason why the invoice goes back."""
    element = b.text_input(REASON, multiline=True)
    hint = "Visible to everyone in this thread; the invoice goes back to whoever drafted it."
    fields = [about(invoice), b.field(REASON, "What needs to change?", element, hint=hint)]
    return form("Request changes", CHANGES_FORM, fields, metadata, submit="Request changes")


def about(invoice: Invoice) -> b.Block:
    """What the form is about."""
    about = f"{start(title(invoice))} · {customer(invoice)} · {amount(invoice.total)}"
    return b.context(shortened(about, 2 * VALUE_LIMIT))


def form(
    name: str, callback_id: str, fields: list[b.Block], metadata: ModalMetadata, *, submit: str
) -> b.Block:
    """A modal that carries `metadata`."""
    return b.modal(
        name,
        fields,
        callback_id=callback_id,
        submit=submit,
        close="Cancel",
        private_metadata=str(metadata),
    )
