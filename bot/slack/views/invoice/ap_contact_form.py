"""The modal in which the deal team corrects whom an issued invoice is sent to, and the references
that they file it by."""

from collections.abc import Mapping

from bot.intake.modals.invoice import EMAIL, MORE, NAME, REFERENCES
from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_forms import about, form
from bot.slack.views.setup.customer_fields import CONTACTS_HINT, typed_form
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.references import words_of

AP_CONTACT_FORM = "invoice_ap_contact_form"
PLACES: Mapping[str, str] = {NAME: NAME, EMAIL: EMAIL, MORE: MORE, REFERENCES: REFERENCES}


def ap_contact_form(invoice: Invoice, metadata: ModalMetadata) -> b.Block:
    """Prefilled with the contact that is there now, whatever version the button was of."""
    metadata = ModalMetadata(metadata.nonce, SubjectRef(invoice.id, invoice.sequence))
    contact, more = invoice.content.bill_to.ap_contact, invoice.content.bill_to.more_contacts
    fields = [
        about(invoice),
        b.field(NAME, "Name", b.text_input(NAME, initial=contact.name), optional=True),
        b.field(
            EMAIL,
            "E-mail",
            b.text_input(EMAIL, initial=contact.email, placeholder="ap@acme.example"),
            hint=(
                "The link for changing the invoice is sent here. Changes are posted in the thread."
            ),
        ),
        b.field(
            MORE,
            "More AP contacts",
            b.text_input(MORE, initial=typed_form(more), multiline=True),
            optional=True,
            hint=CONTACTS_HINT,
        ),
        b.field(
            REFERENCES,
            "References",
            b.text_input(
                REFERENCES, initial=words_of(invoice.content.reference_entries), multiline=True
            ),
            optional=True,
            hint="One per line, such as “Project: P-77”: what accounts payable files it by.",
        ),
    ]
    return form("AP contact", AP_CONTACT_FORM, fields, metadata, submit="Save")
