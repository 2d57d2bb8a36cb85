"""What a contract bills at once because it is agreed late.

Each of these invoices is dated and due from the day on which it is issued; the periods on its lines
stay what they are.
"""

from datetime import date
from itertools import takewhile

from jupiter_core.domain.contract.scheduled import Schedule, ScheduledInvoice


def catch_up_of(schedule: Schedule, issued: int, today: date) -> tuple[ScheduledInvoice, ...]:
    """What an approval on `today` issues at once, if a day of issue has passed by then; `issued` is
    how many invoices of the schedule were issued before. What waits for an index waits then too."""
    ready = takewhile(lambda each: not each.is_provisional, schedule.invoices[issued:])
    due = tuple(each for each in ready if each.issue_on <= today)
    return due if any(each.issue_on < today for each in due) else ()
