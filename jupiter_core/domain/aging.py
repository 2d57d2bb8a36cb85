"""How old what is owed is: by currency and by the days since it was due.

`days sales outstanding = owed today / billed in the last 90 days × 90`, where billed is the totals
of the invoices issued in that time, tax included, less those of the credit notes issued in it. It
says how many days of sales are still out; without sales there is none.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from jupiter_core.domain.desk import LocalDays
from jupiter_core.domain.frozen import Frozen

LATELY = timedelta(days=30)
"""What counts as issued or paid lately."""
DSO_DAYS = 90
_STEPS = (30, 60, 90)


class AgingBucket(StrEnum):
    """Days past due, on the day that it is at the legal entity."""

    CURRENT = "current"
    TO_30 = "1_30"
    TO_60 = "31_60"
    TO_90 = "61_90"
    OVER_90 = "over_90"

    @property
    def past_due(self) -> tuple[int | None, int | None]:
        """The least and the most days that an invoice of it is past due; None is without end."""
        place = list(AgingBucket).index(self)
        least = None if not place else (0, *_STEPS)[place - 1] + 1
        most = (0, *_STEPS)[place] if place <= len(_STEPS) else None
        return least, most


def bucket_of(due: date, today: date) -> AgingBucket:
    """Where an invoice stands that was or is due on that day.

    >>> bucket_of(date(2027, 1, 6), date(2027, 2, 6)).value
    '31_60'
    """
    late = (today - due).days
    fits = (each for each in AgingBucket if late <= (each.past_due[1] or 0))
    return next(fits, AgingBucket.OVER_90)


class AgingLook(Frozen):
    """Of which day; `whose` limits it to what that person drafted, `seller_id` to a legal entity's,
    where they are not empty."""

    days: LocalDays
    whose: str = ""
    seller_id: str = ""


class Figure(Frozen):
    """A sum in minor units, and of how many invoices."""

    minor: int = 0
    count: int = 0

    @classmethod
    def sum(cls, figures: Iterable["Figure"]) -> "Figure":
        found = list(figures)
        return cls(minor=sum(each.minor for each in found), count=sum(each.count for each in found))


class CurrencyAging(Frozen):
    """One currency. `buckets` are of what is owed, in the order of AgingBucket. `issued` and `paid`
    are totals of the last 30 days; `billed` is what the docstring of this module says. What waits
    for a PO is what is owed of it, what waits for approval its total."""

    currency: str
    buckets: tuple[Figure, ...] = (Figure(),) * len(AgingBucket)
    billed: Figure = Figure()
    issued: Figure = Figure()
    paid: Figure = Figure()
    waiting_for_po: Figure = Figure()
    waiting_for_approval: Figure = Figure()

    @property
    def owed(self) -> Figure:
        return Figure.sum(self.buckets)

    @property
    def overdue(self) -> Figure:
        return Figure.sum(self.buckets[1:])

    @property
    def dso(self) -> Decimal | None:
        """Days, to one decimal, half up; None without sales."""
        if self.billed.minor <= 0:
            return None
        days = Decimal(self.owed.minor * DSO_DAYS) / self.billed.minor
        return days.quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be said of it but what was billed before."""
        told = (self.owed, self.issued, self.paid, self.waiting_for_po, self.waiting_for_approval)
        return not any(each.count for each in told)


class Aging(Frozen):
    """All currencies, those with the most open invoices first; `on` is the usual day of the
    legal entities."""

    on: date
    currencies: tuple[CurrencyAging, ...]
