"""What the thread hears while an invoice's payment is waited for: a dispute, a promise, a pause."""

from bot.slack.views import blocks as b
from bot.slack.views.thread_message import Notification, plainly
from bot.wording.figures import day
from bot.wording.names import title, who
from bot.wording.text import full_stop
from jupiter_core.domain.event_details import ReminderWait
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice


def collection_telling(event: Event, invoice: Invoice) -> Notification | None:
    """None for an event of another subject."""
    by, named = who(event.by, invoice), title(invoice)
    match event.name:
        case EventName.INVOICE_DISPUTE_RESOLVED:
            lead = f"{by} resolved the dispute about {full_stop(named)} Reminders go on."
            return Notification((b.words(lead),), said=event.note)
        case EventName.INVOICE_PAYMENT_PROMISED if isinstance(wait := event.details, ReminderWait):
            when = day(wait.promised) if wait.promised else "a later day"
            return plainly(
                f"{by} says that {named} will be paid on {when}. No reminders go out until then."
            )
        case EventName.INVOICE_REMINDERS_PAUSED if isinstance(wait := event.details, ReminderWait):
            when = day(wait.until) if wait.until else "a later day"
            return plainly(f"{by} paused reminders for {named} until {when}.")
        case EventName.INVOICE_REMINDERS_RESUMED:
            return plainly(f"{by} resumed reminders for {full_stop(named)}")
        case _:
            return None
