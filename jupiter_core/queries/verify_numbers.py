"""Whether the numbers of invoices have no gaps, and none is beyond what was given."""

from collections.abc import Iterator

from jupiter_core.domain.events import EventName
from jupiter_core.domain.numbering import count_in, number_of
from jupiter_core.domain.version import BrokenChain
from jupiter_core.ports import TakenNumbers, UnitOfWork

_MOST_NAMED = 3
_AT_ONCE = 500


def number_breaks(uow: UnitOfWork) -> list[BrokenChain]:
    """One for each series that has any, naming the first."""
    series = [_Counted(each) for each in uow.audit.series()]
    carried = set(_carried_over(uow))
    strays = [
        number
        for profile_id, number in uow.audit.numbers()
        if number not in carried and not any(each.takes(profile_id, number) for each in series)
    ]
    broken = [(each.name, problem) for each in series for problem in each.problems()]
    if strays:
        named = ", ".join(strays[:_MOST_NAMED])
        broken.append(("numbers", f"{len(strays)} were never given by a number series: {named}"))
    return [BrokenChain(subject_id=who, sequence=0, problem=what) for who, what in broken]


def _carried_over(uow: UnitOfWork) -> Iterator[str]:
    """The numbers that another system gave, by the events with which they came."""
    after, names = 0, [EventName.INVOICE_CARRIED_OVER]
    while page := uow.events.page(after=after, names=names, limit=_AT_ONCE):
        yield from (event.note for _, event in page)
        after = page[-1][0]


class _Counted:
    """One counter: which of its counts an invoice has."""

    def __init__(self, kept: TakenNumbers) -> None:
        self.name = f"number series {kept.profile_id} {kept.series}"
        self._kept = kept
        self._there = bytearray(max(0, kept.taken) + 1)
        self._twice: list[str] = []

    def takes(self, profile_id: str, number: str) -> bool:
        """Whether it is one that this counter gave."""
        count = count_in(self._kept.series, number)
        if profile_id != self._kept.profile_id or count is None:
            return False
        n = count - self._kept.left_out
        if not 0 < n <= self._kept.taken:
            return False
        if self._there[n]:
            self._twice.append(number)
        self._there[n] = 1
        return True

    def problems(self) -> list[str]:
        taken, left_out = self._kept.taken, self._kept.left_out
        missing = [n for n in range(1, taken + 1) if not self._there[n]]
        numbers = (number_of(self._kept.series, left_out + n) for n in missing[:_MOST_NAMED])
        gaps = f"{len(missing)} of {taken} numbers have no invoice: {', '.join(numbers)}"
        twice = f"given twice: {', '.join(self._twice[:_MOST_NAMED])}"
        return [gaps] * bool(missing) + [twice] * bool(self._twice)
