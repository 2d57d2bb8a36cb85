"""What goes out in the next days, and what a person may do about each reminder."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from bot.slack.views import blocks as b
from bot.wording.figures import amount, day
from bot.wording.names import customer, start, title
from bot.wording.text import shortened
from jupiter_core.queries.reminders import PlannedReminder

CALLBACK, ROW = "reminders", "reminder_row"
SEND, HOLD = "send", "hold"
MOST_ROWS = 40


class ReminderChoice(NamedTuple):
    """What is chosen of which invoice's reminder, in an option's value: `hold ID 2027-01-04`."""

    what: str
    invoice_id: str
    on: date

    def __str__(self) -> str:
        return f"{self.what} {self.invoice_id} {self.on.isoformat()}"


def read_choice(value: str) -> ReminderChoice:
    """The reverse. Raises ValueError for what is no option of ours."""
    what, invoice_id, on = value.split(" ")
    return ReminderChoice(what, invoice_id, date.fromisoformat(on))


def reminders_view(planned: Sequence[PlannedReminder], until: date, said: str = "") -> b.Block:
    """A row for each, with a menu; `said` tells what was just done."""
    head = [b.context(said)] if said else []
    if not planned:
        words = f"No reminder goes out until {day(until)}."
        return b.modal("Reminders", [*head, b.section(b.plain(words))], callback_id=CALLBACK)
    rows = [_row(each) for each in planned[:MOST_ROWS]]
    more = len(planned) - MOST_ROWS
    foot = [b.context(f"and {more} more")] if more > 0 else []
    lead = b.context(f"The next reminder of each invoice, until {day(until)}.")
    return b.modal("Reminders", [*head, lead, *rows, *foot], callback_id=CALLBACK)


def _row(reminder: PlannedReminder) -> b.Block:
    invoice = reminder.invoice
    what = "PO number" if reminder.po else amount(invoice.amount_due)
    to = "thread and accounts payable" if reminder.email else "thread"
    text = f"{day(reminder.on)} · {start(title(invoice))} · {customer(invoice)} · {what} · {to}"
    options = [
        b.option("Send now", str(ReminderChoice(SEND, invoice.id, reminder.on))),
        b.option("Hold", str(ReminderChoice(HOLD, invoice.id, reminder.on))),
    ]
    menu = {"type": "overflow", "action_id": ROW, "options": options}
    return b.section(b.plain(shortened(text, 500)), block_id=invoice.id, accessory=menu)
