"""The form of what is known of an invoice's payment: a dispute, a promise, a pause of reminders."""

from datetime import date

from bot.slack.metadata import ModalMetadata
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_forms import about, form
from jupiter_core.domain.invoice import Invoice

COLLECTION_FORM = "invoice_collection_form"
DISPUTE, PROMISED, PAUSED, RESUME = "dispute", "promised", "paused_until", "resume"


def collection_form(invoice: Invoice, metadata: ModalMetadata) -> b.Block:
    """Prefilled with what is known; a dispute whose text is emptied is resolved."""
    known = invoice.awaiting
    dispute = known.dispute.reason if known.dispute else ""
    fields = [
        about(invoice),
        b.field(
            DISPUTE,
            "Dispute",
            b.text_input(DISPUTE, initial=dispute, multiline=True),
            optional=True,
            hint=_hint(invoice),
        ),
        b.field(
            PROMISED,
            "Payment promised for",
            _date(PROMISED, known.promised.date if known.promised else None),
            optional=True,
            hint="Reminders wait until the day after.",
        ),
        b.field(
            PAUSED,
            "Pause reminders until",
            _date(PAUSED, known.paused.until if known.paused else None),
            optional=True,
        ),
    ]
    if known.paused:
        box = b.option("Resume reminders now", "true")
        boxes = {"type": "checkboxes", "action_id": RESUME, "options": [box]}
        fields.append(b.field(RESUME, "Paused", boxes, optional=True))
    return form("Payment status", COLLECTION_FORM, fields, metadata, submit="Save")


def _hint(invoice: Invoice) -> str:
    if invoice.awaiting.dispute is None:
        return "Why the customer doesn't pay. No reminder goes out until you empty this field."
    return (
        "No reminder goes out until you empty this field. A customer who disputed by link then "
        "hears that it is resolved; to say how, press Resolve dispute in the thread."
    )


def _date(action_id: str, initial: date | None) -> b.Block:
    made: b.Block = {"type": "datepicker", "action_id": action_id}
    return {**made, "initial_date": initial.isoformat()} if initial else made
