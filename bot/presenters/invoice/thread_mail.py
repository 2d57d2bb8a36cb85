"""What the thread hears of a mail to AP: sent, bounced, or that the link is to be sent by hand."""

from bot.presenters.blocks import shortened
from bot.presenters.invoice.thread_text import NAME_LIMIT, VALUE_LIMIT, customer, title
from jupiter_core.domain.events import Event
from jupiter_core.domain.invoice import Invoice


def mailed_words(event: Event, invoice: Invoice) -> str:
    """`JUS-000001 was sent to Dana Reyes (dana@acme.example).`"""
    contact, address = invoice.content.bill_to.ap_contact, shortened(event.note, VALUE_LIMIT)
    known = contact.name and contact.email == event.note
    person = f"{shortened(contact.name, NAME_LIMIT)} ({address})" if known else address
    return f"{title(invoice)} was sent to {person}."


def bounced_words(event: Event, invoice: Invoice) -> tuple[str, str]:
    """That it bounced, and the mail server's own reason; an address has no `: ` in it."""
    address, _, reason = event.note.partition(": ")
    lead = f"The mail with {title(invoice)} to {shortened(address, VALUE_LIMIT)} bounced:"
    return lead, reason or "no reason given"


def by_hand_words(event: Event, invoice: Invoice) -> str:
    """To whom the link has to be sent, and why nobody else does."""
    name = invoice.content.bill_to.ap_contact.name
    person = shortened(name, NAME_LIMIT) or f"accounts payable of {customer(invoice)}"
    why = shortened(event.note, VALUE_LIMIT)
    return f"Send {title(invoice)} to {person} by hand: {why}. The link that reads it, to copy:"
