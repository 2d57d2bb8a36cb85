"""The modal in which the deal team corrects whom an invoice is sent to."""

from collections.abc import Mapping

from bot.presenters import blocks as b
from bot.presenters.forms.view_state import Values, text_in
from bot.presenters.invoice.card_forms import Slip, about, form
from bot.presenters.targets import Target
from jupiter_core.domain.amendment import Amendment, ap_contact_of
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import placed

AP_CONTACT_FORM = "invoice_ap_contact_form"
NAME, EMAIL = "ap_name", "ap_email"
PLACES: Mapping[str, str] = {NAME: NAME, EMAIL: EMAIL}


def ap_contact_form(invoice: Invoice, slip: Slip) -> b.Block:
    """Prefilled with the contact that is there now, whatever version the button was of."""
    slip = Slip(slip.nonce, Target(invoice.id, invoice.sequence))
    contact = invoice.content.bill_to.ap_contact
    fields = [
        about(invoice),
        b.field(NAME, "Name", b.text_input(NAME, initial=contact.name), optional=True),
        b.field(
            EMAIL,
            "E-mail",
            b.text_input(EMAIL, initial=contact.email, placeholder="ap@acme.example"),
            hint="The link that may change the invoice goes here. The thread hears of a change.",
        ),
    ]
    return form("AP contact", AP_CONTACT_FORM, fields, slip, submit="Save")


def amendment_of(values: Values, before: Amendment) -> Amendment:
    """With the contact that was typed. Raises a refusal at its field."""
    typed = {name: text_in(values, name) or "" for name in (NAME, EMAIL)}
    name = placed(NAME, lambda: ap_contact_of(typed[NAME], "").name)
    email = placed(EMAIL, lambda: ap_contact_of("", typed[EMAIL]).email)
    contact = before.ap_contact.model_copy(update={"name": name, "email": email})
    return before.model_copy(update={"ap_contact": contact})
