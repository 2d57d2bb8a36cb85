"""The modal behind “Void and reissue” and “Credit and reissue”, and when they are offered."""

from bot.intake.modals.invoice import REASON
from bot.slack.metadata import ModalMetadata
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_forms import about, form
from bot.wording.names import title
from jupiter_core.commands.credit_note import REASON_LIMIT
from jupiter_core.commands.reissue import Way, way_of
from jupiter_core.domain.invoice import Invoice, State

REISSUE, DUPLICATE = "invoice_reissue", "invoice_duplicate"
REISSUE_FORM = "invoice_reissue_form"


def can_be_reissued(invoice: Invoice) -> bool:
    """Whether it is issued, and nothing replaces it yet."""
    return way_of(invoice) is not None


def can_be_duplicated(invoice: Invoice) -> bool:
    """Whatever has a number of ours and is no credit note."""
    ours = invoice.number is not None and not invoice.is_carried_over
    return ours and not invoice.is_credit_note


def voids(invoice: Invoice) -> bool:
    """Whether to reissue it is to void it, which is finance's, or it is void already."""
    return way_of(invoice) is Way.VOID


def reissue_label(invoice: Invoice) -> str:
    """What the button does with the old invoice."""
    if invoice.state is State.VOID:
        return "Reissue"
    return "Void and reissue" if way_of(invoice) is Way.VOID else "Credit and reissue"


def reissue_form(invoice: Invoice, metadata: ModalMetadata) -> b.Block:
    """Says what becomes of the old invoice, and asks why."""
    void = way_of(invoice) is Way.VOID
    hint = "Visible to everyone in this thread. This can't be undone."
    if not void:
        hint = "Printed on the credit note for the customer."
    element = b.text_input(REASON, multiline=True, most=REASON_LIMIT)
    fields = [
        about(invoice),
        b.section(b.plain(_said(invoice, void=void))),
        b.field(REASON, "Reason", element, hint=hint),
    ]
    label = reissue_label(invoice)
    return form(label, REISSUE_FORM, fields, metadata, submit="Reissue")


def _said(invoice: Invoice, *, void: bool) -> str:
    named = title(invoice)
    draft = "A new draft with all of its content, dated today, opens for you to correct and submit."
    if invoice.state is State.VOID:
        return f"{named} is void. {draft}"
    if void:
        return f"{named} becomes void; its number stays used. {draft}"
    return (
        f"{named} can't be voided any more, so a credit note for everything that is left of it is "
        f"submitted for approval. {draft}"
    )
