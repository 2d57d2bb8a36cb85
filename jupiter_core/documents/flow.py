"""Strips onto pages, from top to bottom."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from jupiter_core.documents.primitives import ROUNDING, Primitive, Strip, all_moved


@dataclass(frozen=True)
class Turn:
    """What stands at the foot of a page and on top of the next where strips are parted.

    Both are made from the last strip before the turn; the heights are the largest they may have.
    """

    foot: Callable[[Strip], Sequence[Strip]]
    head: Callable[[Strip], Sequence[Strip]]
    foot_height: float
    head_height: float


class Flow:
    """Pages that fill up; `first_top`, `next_top` and `bottom` bound what may be used of them."""

    def __init__(self, *, first_top: float, next_top: float, bottom: float) -> None:
        self.pages: list[list[Primitive]] = [[]]
        self._top = first_top
        self._next_top = next_top
        self._bottom = bottom

    def add(self, strips: Iterable[Strip], turn: Turn | None = None) -> None:
        """Puts `strips` below what is there, on a new page where they do not fit."""
        last: Strip | None = None
        around = turn.head_height + turn.foot_height if turn else 0
        capacity = self._bottom - self._next_top - around
        runs = list(_runs(strips, capacity))
        for index, run in enumerate(runs):
            is_last = index == len(runs) - 1
            foot = 0 if is_last or not turn else turn.foot_height
            needed = fsum([strip.height for strip in run]) + foot
            if self._top + needed > self._bottom + ROUNDING:
                self._turn_page(turn, last)
            self._put(run)
            last = run[-1]

    def holds(self, strips: Iterable[Strip]) -> bool:
        """Whether the page has room for all of them."""
        return self._top + fsum(strip.height for strip in strips) <= self._bottom + ROUNDING

    def space(self, height: float) -> None:
        """Leaves room, but none on top of a page."""
        if self._top > self._next_top:
            self._top += height

    def add_at_foot(self, primitives: Sequence[Primitive], height: float) -> None:
        """Puts what is placed already at the foot of the last page, or of a new one where that has
        no room of that `height` left."""
        if primitives and self._top + height > self._bottom + ROUNDING:
            self._turn_page(None, None)
        self.pages[-1].extend(primitives)

    def _turn_page(self, turn: Turn | None, last: Strip | None) -> None:
        if turn and last:
            self._put(turn.foot(last))
        if self.pages[-1]:
            self.pages.append([])
            self._top = self._next_top
        if turn and last:
            self._put(turn.head(last))

    def _put(self, strips: Iterable[Strip]) -> None:
        page = self.pages[-1]
        for strip in strips:
            if strip.primitives:
                page += all_moved(strip.primitives, self._top)
            self._top += strip.height


def _runs(strips: Iterable[Strip], capacity: float) -> Iterator[list[Strip]]:
    """Strips that are to stay together; what no page can hold is parted all the same."""
    run: list[Strip] = []
    height = 0.0
    for strip in strips:
        if run and height + strip.height > capacity:
            yield run
            run, height = [], 0.0
        run.append(strip)
        height += strip.height
        if not strip.keep:
            yield run
            run, height = [], 0.0
    if run:
        yield run
