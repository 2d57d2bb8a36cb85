"""What the thread hears of links that AP forwarded to colleagues."""

from bot.slack.metadata import SubjectRef
from bot.slack.views import blocks as b
from bot.slack.views.thread_message import Notification, plainly
from bot.wording.names import VALUE_LIMIT, customer, title, who
from bot.wording.text import full_stop, shortened
from jupiter_core.domain.event_details import Forwarding
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice

CONFIRM, DISCARD = "invoice_forward_confirm", "invoice_forward_discard"
REVOKE = "invoice_forward_revoke"


def forwarding_told(event: Event, invoice: Invoice) -> Notification | None:
    """None for an event of another subject."""
    if not isinstance(event.details, Forwarding):
        return None
    by, to = who(event.by, invoice), shortened(event.details.email, VALUE_LIMIT)
    kind = "a link for changes to" if event.details.writes else "a view-only link to"
    match event.name:
        case EventName.INVOICE_FORWARDED | EventName.INVOICE_FORWARD_CONFIRMED:
            action = "sent" if event.name is EventName.INVOICE_FORWARDED else "confirmed"
            lead = f"{by} {action} {kind} {title(invoice)} for {full_stop(to)}"
            return Notification((b.words(lead),), buttons=(_button("Revoke", REVOKE, event),))
        case EventName.INVOICE_FORWARD_PROPOSED:
            lead = (
                f"{by} wants to send {kind} {title(invoice)} to {full_stop(to)} No e-mail went to "
                f"that domain for {customer(invoice)} before, so it is on hold."
            )
            buttons = (
                _button("Confirm", CONFIRM, event, style="primary"),
                _button("Discard", DISCARD, event),
            )
            after = "Verify by phone, using a number you already know, before you confirm."
            return Notification((b.words(lead),), after=(b.words(after),), buttons=buttons)
        case EventName.INVOICE_FORWARD_REVOKED:
            return plainly(f"{by} revoked the link to {title(invoice)} for {full_stop(to)}")
        case _:
            return None


def _button(label: str, action: str, event: Event, style: str | None = None) -> b.Block:
    link_id = event.details.link_id if isinstance(event.details, Forwarding) else ""
    return b.button(label, action, value=str(SubjectRef(link_id, 0)), style=style)
