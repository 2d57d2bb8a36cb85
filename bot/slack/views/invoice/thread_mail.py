"""What the thread hears of a mail to AP: sent, bounced, or that the link is to be sent by hand."""

from bot.slack.metadata import subject_of
from bot.wording.names import VALUE_LIMIT, customer, title, who
from bot.wording.text import NAME_LIMIT, full_stop, shortened
from jupiter_core.domain.event_details import MailOutcome
from jupiter_core.domain.events import Event
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import MAIL_HOME

SEND_MAIL, WITHHOLD_MAIL = "invoice_mail_send", "invoice_mail_withhold"


_MOST_OF_ADDRESS = 320
"""No address is longer: 64 characters, the sign and 255 (RFC 5321)."""


def held_mail(invoice: Invoice, email: str) -> str:
    """What Send and Do not send carry: the invoice as it is, and which mail of it waits."""
    return f"{subject_of(invoice)} {email[:_MOST_OF_ADDRESS]}"


def mail_of(event: Event) -> MailOutcome:
    """The mail that it is about; an empty one where it is about none."""
    return event.details if isinstance(event.details, MailOutcome) else MailOutcome()


def mailed_words(event: Event, invoice: Invoice) -> str:
    """`JUS-000001 was sent to Dana Reyes (dana@acme.example).`"""
    contact, email = invoice.content.bill_to.ap_contact, mail_of(event).email
    address = shortened(email, VALUE_LIMIT)
    known = contact.name and contact.email == email
    person = f"{shortened(contact.name, NAME_LIMIT)} ({address})" if known else address
    more = [shortened(each.email, VALUE_LIMIT) for each in invoice.content.bill_to.more_contacts]
    beside = f" Also addressed: {', '.join(more)}." if more and email == invoice.mailed_to else ""
    return f"{title(invoice)} was sent to {person}.{beside}"


def waiting_words(event: Event, invoice: Invoice) -> str:
    """Why the mail waits for a person."""
    known = "".join(each.old for each in event.changes if each.what == MAIL_HOME)
    new = "".join(each.new for each in event.changes if each.what == MAIL_HOME)
    what = "address" if "@" in new else "domain"
    like = f" It looks like {full_stop(shortened(known, NAME_LIMIT))}" if known else ""
    address = shortened(mail_of(event).email, VALUE_LIMIT)
    return (
        f"The e-mail with {title(invoice)} to {address} is on hold: this {what} has never been "
        f"used for {full_stop(customer(invoice))}{like} Verify it by phone, outside Slack, "
        "before you send it."
    )


def withheld_words(event: Event, invoice: Invoice) -> str:
    """`Fiona Chen decided not to send JUS-000001 to ap@acme-payments.example.`"""
    address = shortened(mail_of(event).email, VALUE_LIMIT)
    return f"{who(event.by, invoice)} decided not to send {title(invoice)} to {address}."


def bounced_words(event: Event, invoice: Invoice) -> tuple[str, str]:
    """That it bounced, and the mail server's own reason."""
    mail = mail_of(event)
    lead = f"The e-mail with {title(invoice)} to {shortened(mail.email, VALUE_LIMIT)} bounced:"
    return lead, mail.reason or "no reason given"


def by_hand_words(event: Event, invoice: Invoice) -> str:
    """To whom the link has to be sent, and why nobody else does."""
    name = invoice.content.bill_to.ap_contact.name
    person = shortened(name, NAME_LIMIT) or f"accounts payable of {customer(invoice)}"
    why = shortened(mail_of(event).reason, VALUE_LIMIT)
    return f"Send {title(invoice)} to {person} yourself: {why}. View-only link to copy:"
