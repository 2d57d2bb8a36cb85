"""One collector of mistakes: everything is checked, and each mistake is kept at its path.

A path is the domain's own (`lines[2].quantity`); each channel spells it its own way.
"""

from collections.abc import Callable
from typing import TypeVar

from jupiter_core.domain.refusals import Refusal, ValidationErrors

T = TypeVar("T")


class ErrorCollector:
    """The mistakes found so far. A path keeps the first one that was found there, or `each` of
    several where a channel has one place for all of them.

    >>> from jupiter_core.domain.text import line_of
    >>> errors = ErrorCollector()
    >>> errors.part("city", lambda: line_of(" Berlin ", "City", 100))
    'Berlin'
    """

    def __init__(self, prefix: str = "", found: dict[str, list[Refusal]] | None = None) -> None:
        self._prefix = prefix
        self._found = {} if found is None else found
        self._spotless = True

    def within(self, prefix: str = "") -> "ErrorCollector":
        """A group of parts that make one thing; its paths begin with `prefix`."""
        return ErrorCollector(self._prefix + prefix, self._found)

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

    def add(self, refusal: Refusal, path: str = "", *, each: bool = False) -> None:
        """Keeps a mistake at its own path, else at `path`; with `each`, beside others there."""
        place = self._prefix + (refusal.path or path)
        kept = self._found.setdefault(place, [])
        if each or not kept:
            kept.append(refusal.at(place))
        self._spotless = False

    @property
    def mistakes(self) -> tuple[Refusal, ...]:
        """In the order in which their paths were first met."""
        return tuple(refusal for kept in self._found.values() for refusal in kept)

    @property
    def paths(self) -> frozenset[str]:
        return frozenset(self._found)

    def has(self, path: str) -> bool:
        """Whether a mistake was found there."""
        return self._prefix + path in self._found

    def expect_none(self) -> None:
        """Raises ValidationErrors with all that was found."""
        if self._found:
            raise ValidationErrors(self.mistakes)


def each_of(refusal: Refusal) -> tuple[Refusal, ...]:
    """The refusals of which it consists: itself, unless it is several."""
    return tuple(refusal.refusals) if isinstance(refusal, ValidationErrors) else (refusal,)
