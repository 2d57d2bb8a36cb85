"""Checking many things at once: every mistake is kept at its path, not only the first."""

from collections.abc import Callable
from typing import TypeVar

from jupiter_core.domain.refusals import Mistakes, Refusal

T = TypeVar("T")


class Checks:
    """The mistakes found so far. A path keeps the first one that was found there.

    >>> from jupiter_core.domain.text import line_of
    >>> checks = Checks()
    >>> checks.part("city", lambda: line_of(" Berlin ", "City", 100))
    'Berlin'
    """

    def __init__(self, prefix: str = "", found: dict[str, Refusal] | None = None) -> None:
        self._prefix = prefix
        self._found = {} if found is None else found
        self._spotless = True

    def within(self, prefix: str = "") -> "Checks":
        """A group of parts that make one thing; its paths begin with `prefix`."""
        return Checks(self._prefix + prefix, self._found)

    def part(self, path: str, check: Callable[[], T]) -> T | None:
        """What `check` gives; None when it refuses, which is then kept at `path`."""
        try:
            return check()
        except Refusal as refusal:
            self.add(refusal, path)
            return None

    def whole(self, check: Callable[[], T]) -> T | None:
        """The same for what is made of all parts: only what no part has said yet is kept."""
        try:
            return check()
        except Refusal as refusal:
            for each in each_of(refusal):
                if each.path or self._spotless:
                    self.add(each)
            return None

    def add(self, refusal: Refusal, path: str = "") -> None:
        """Keeps a mistake at its own path, else at `path`."""
        place = self._prefix + (refusal.path or path)
        self._found.setdefault(place, refusal.at(place))
        self._spotless = False

    def expect_none(self) -> None:
        """Raises Mistakes with all that was found."""
        if self._found:
            raise Mistakes(self._found.values())


def each_of(refusal: Refusal) -> tuple[Refusal, ...]:
    """The refusals of which it consists: itself, unless it is several."""
    return tuple(refusal.refusals) if isinstance(refusal, Mistakes) else (refusal,)
