"""Which of several open invoices come to one sum: searched within bounds, for it can take forever.

No more than `MOST_STEPS` ways are tried, so that a customer with hundreds of open invoices costs no
more than one with twenty; the first two answers are enough to know that there is more than one.
"""

from collections.abc import Sequence

from jupiter_core.domain.open_item import OpenItem

MOST_STEPS = 20_000
MOST_ITEMS = 40
MOST_ANSWERS = 2


def subsets_with_sum(items: Sequence[OpenItem], minor: int) -> list[list[OpenItem]]:
    """Up to two groups of two or more, or one alone, that are due for exactly that; each in the
    order of the items. The run of the oldest is tried first, since that is how customers pay."""
    run = _oldest_run(items, minor)
    found = [run] if run else []
    search = _Search(items[:MOST_ITEMS], minor)
    for each in search.answers():
        if len(found) < MOST_ANSWERS and each not in found:
            found.append(each)
    return found


def _oldest_run(items: Sequence[OpenItem], minor: int) -> list[OpenItem]:
    total = 0
    for count, each in enumerate(items, 1):
        total += each.due.minor
        if total == minor:
            return list(items[:count])
        if total > minor:
            break
    return []


class _Search:
    """Largest first, leaving out what is too large and stopping where the rest is too small."""

    def __init__(self, items: Sequence[OpenItem], minor: int) -> None:
        self._places = sorted(range(len(items)), key=lambda n: -items[n].due.minor)
        self._items, self._minor, self._steps = items, minor, 0
        self._found: list[list[OpenItem]] = []
        amounts = [items[n].due.minor for n in self._places]
        self._rest = [sum(amounts[n:]) for n in range(len(amounts) + 1)]

    def answers(self) -> list[list[OpenItem]]:
        self._try(0, self._minor, ())
        return self._found

    def _try(self, at: int, left: int, taken: tuple[int, ...]) -> None:
        self._steps += 1
        if left == 0 and taken:
            self._found.append([self._items[n] for n in sorted(taken)])
            return
        over = self._steps > MOST_STEPS or len(self._found) >= MOST_ANSWERS
        if over or at == len(self._places) or left > self._rest[at]:
            return
        place = self._places[at]
        if self._items[place].due.minor <= left:
            self._try(at + 1, left - self._items[place].due.minor, (*taken, place))
        self._try(at + 1, left, taken)
