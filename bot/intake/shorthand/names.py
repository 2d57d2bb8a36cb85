"""Finding a name at the beginning of some words: `acme corp` is `Acme Corporation`."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.intake.shorthand.grammar import bare

_SHORTEST_START = 3


class Named(NamedTuple):
    """Something of the store that is known by a name."""

    id: str
    name: str


class NameFound(NamedTuple):
    """How many words name it, and others whom they name as well."""

    named: Named
    words: int
    others: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        return self.words == len(self.named.name.split())


def longest(names: Sequence[Named]) -> int:
    """How many words the longest of the names has: no more have to be looked at."""
    return max((len(each.name.split()) for each in names), default=0)


def name_at(words: Sequence[str], names: Sequence[Named]) -> NameFound | None:
    """The name that most of the first words begin; among equals a whole one, then the shortest."""
    counted = [(_shared(words, each.name), each) for each in names]
    most = max((count for count, _ in counted), default=0)
    if not most:
        return None
    found = sorted(
        (each for count, each in counted if count == most),
        key=lambda each: (len(each.name.split()), len(each.name), each.name),
    )
    return NameFound(found[0], most, tuple(each.name for each in found[1:]))


def name_within(words: Sequence[str], names: Sequence[Named]) -> NameFound | None:
    """As `name_at`; or where a name has the first word anywhere: `uk` is `Jupiter UK Ltd`."""
    found = name_at(words, names)
    if found is None:
        tails = [
            Named(each.id, " ".join(each.name.split()[n:]))
            for each in names
            for n in range(1, len(each.name.split()))
        ]
        found = name_at(words, tails)
    return found


def _shared(words: Sequence[str], name: str) -> int:
    """How many of the words stand at the name's beginning, the last ones perhaps cut short."""
    count = 0
    for word, part in zip(words, (bare(each) for each in name.split()), strict=False):
        typed, known = word.casefold(), part.casefold()
        cut = len(typed) >= _SHORTEST_START and known.startswith(typed)
        if not typed or not (typed == known or cut):
            break
        count += 1
    return count
