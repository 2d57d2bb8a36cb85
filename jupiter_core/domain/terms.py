"""Terms of payment: the day of issue, and how many days later it is due.

An invoice bears the day on which it is issued, so that nobody is late before they could know. A
day that has passed is kept only where a person chose it and the legal entity allows that; and
within a series numbers follow dates, so it is never before the day of the number before it.

>>> day_of_issue(date(2026, 6, 1), date(2026, 11, 28))
datetime.date(2026, 11, 28)
>>> day_of_issue(date(2026, 6, 1), date(2026, 11, 28), back_dated=True, last=date(2026, 7, 3))
datetime.date(2026, 7, 3)
"""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator

from jupiter_core.domain.refusals import OutOfRange
from jupiter_core.domain.spelled_day import spelled_day

FIRST_ISSUE_DATE, LAST_ISSUE_DATE = date(2000, 1, 1), date(2100, 12, 31)


def net_terms_of(days: int) -> int:
    """Days until an invoice is due, 0 to 365. Raises OutOfRange."""
    if not 0 <= days <= 365:
        raise OutOfRange("Payment terms", "0", "365 days")
    return days


def issue_date_of(day: date) -> date:
    """A day that an invoice can bear, so that its due date exists too. Raises OutOfRange."""
    if not FIRST_ISSUE_DATE <= day <= LAST_ISSUE_DATE:
        first, last = spelled_day(FIRST_ISSUE_DATE), spelled_day(LAST_ISSUE_DATE)
        raise OutOfRange("The issue date", first, last)
    return day


def day_of_issue(
    asked: date, today: date, *, back_dated: bool = False, last: date | None = None
) -> date:
    """What an invoice bears that is issued `today` (where its entity is) and was to be issued on
    `asked`; `last` is the day of the number before it in its series."""
    day = asked if back_dated else max(asked, today)
    return max(day, last) if last else day


NetTerms = Annotated[int, AfterValidator(net_terms_of)]
IssueDate = Annotated[date, AfterValidator(issue_date_of)]
