"""A row of which only some words differ from one copy to the next."""

import re
from collections.abc import Iterable, Mapping, Sequence

_APART = "\x00"
"""In no text of a row."""


class Pattern:
    """Of the columns' values, in which a token stands for what a copy has of its own."""

    def __init__(self, values: Sequence[object], tokens: Iterable[str]) -> None:
        longest_first = sorted(map(re.escape, tokens), key=len, reverse=True)
        token = re.compile(f"({'|'.join(longest_first)})")
        texts = {n: each for n, each in enumerate(values) if isinstance(each, str)}
        differing = {n: each for n, each in texts.items() if token.search(each)}
        self._values = [*values]
        self._columns = [*differing]
        self._parts = token.split(_APART.join(differing.values()))
        self._tokens = self._parts[1::2]

    def copied(self, said: Mapping[str, str]) -> list[object]:
        """The values of a copy, of which each token is said."""
        parts, values = self._parts.copy(), self._values.copy()
        parts[1::2] = [said[token] for token in self._tokens]
        if self._columns:
            for n, text in zip(self._columns, "".join(parts).split(_APART), strict=True):
                values[n] = text
        return values
