"""What was drawn or reckoned from something that stays as it is for a while, so that the next one
who asks gets it at once."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")

_MOST = 512


class _Kept(NamedTuple):
    of: Sequence[object]
    made: Any


class Drawings:
    """Of all threads of a process: so many at most, and the oldest make way."""

    def __init__(self, most: int = _MOST) -> None:
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._most = most
        self._lock = threading.Lock()

    def of(self, key: Hashable, parts: Sequence[object], make: Callable[[], T]) -> T:
        """What `make` gives, which is made of `key` and of these frozen objects alone: it is made
        anew where one of them is another object."""
        with self._lock:
            kept = self._kept.get(key)
        if kept and len(kept.of) == len(parts) and all(map(_is, kept.of, parts)):
            known: T = kept.made
            return known
        made = make()
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = _Kept(parts, made)
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


def _is(one: object, other: object) -> bool:
    return one is other
