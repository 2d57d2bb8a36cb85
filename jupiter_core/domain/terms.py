"""Terms of payment: the day of issue, and how many days later it is due."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator

from jupiter_core.domain.refusals import OutOfRange

FIRST_ISSUE_DATE, LAST_ISSUE_DATE = date(2000, 1, 1), date(2100, 12, 31)


def net_terms_of(days: int) -> int:
    """Days until an invoice is due, 0 to 365. Raises OutOfRange."""
    if not 0 <= days <= 365:
        raise OutOfRange("Net terms", "0", "365 days")
    return days


def issue_date_of(day: date) -> date:
    """A day that an invoice can bear, so that its due date exists too. Raises OutOfRange."""
    if not FIRST_ISSUE_DATE <= day <= LAST_ISSUE_DATE:
        raise OutOfRange("The issue date", str(FIRST_ISSUE_DATE), str(LAST_ISSUE_DATE))
    return day


NetTerms = Annotated[int, AfterValidator(net_terms_of)]
IssueDate = Annotated[date, AfterValidator(issue_date_of)]
