"""What the thread hears when an invoice is reminded of: how it stands to its due date."""

from bot.slack.metadata import subject_of
from bot.slack.views import blocks as b
from bot.slack.views.invoice.card_actions import ADD_PO
from bot.slack.views.thread_message import Notification, plainly
from bot.wording.figures import amount, day
from bot.wording.names import start, title, who
from jupiter_core.domain.event_details import ReminderSent
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.reminders import lacks_po


def reminder_telling(event: Event, invoice: Invoice) -> Notification | None:
    """None for an event of another subject."""
    match event.name:
        case EventName.INVOICE_OVERDUE:
            return plainly(
                f"{start(title(invoice))} is overdue. Amount due: {amount(invoice.amount_due)}; "
                f"it was due on {day(invoice.content.due_date)}."
            )
        case EventName.INVOICE_REMINDED if isinstance(sent := event.details, ReminderSent):
            return _reminded(sent, invoice)
        case EventName.INVOICE_REMINDER_HELD if isinstance(held := event.details, ReminderSent):
            by = who(event.by, invoice)
            return plainly(f"{by} held the reminder for {title(invoice)} of {day(held.on)}.")
        case _:
            return None


def standing(days: int) -> str:
    """`is due in 7 days`, `is due today`, `is 14 days overdue`."""
    if not days:
        return "is due today"
    many = f"{abs(days)} day{'' if abs(days) == 1 else 's'}"
    return f"is due in {many}" if days < 0 else f"is {many} overdue"


def _reminded(sent: ReminderSent, invoice: Invoice) -> Notification:
    lead = (
        f"Reminder: {title(invoice)} {standing(sent.days)}. "
        f"Amount due: {amount(invoice.amount_due)}, on {day(invoice.content.due_date)}."
    )
    if not lacks_po(invoice):
        return plainly(lead)
    add = b.button("Add PO", ADD_PO, value=subject_of(invoice), style="primary")
    return Notification((b.words(f"{lead} It has no PO number yet."),), buttons=(add,))
