"""Parting a search line into words, phrases and filters.

>>> [(each.key, each.text) for each in pieces('acme status:overdue "net 45"')]
[('', 'acme'), ('status', 'overdue'), ('', 'net 45')]
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jupiter_core.domain.text import cleaned

LONGEST_LINE = 200
_QUOTES = str.maketrans(dict.fromkeys("“”„«»", '"'))
_PIECE = re.compile(
    r'(?:(?P<key>[a-z_]+):)?(?:"(?P<quoted>[^"]*)"?|(?P<plain>[^\s"]+))', re.IGNORECASE
)


class Piece(NamedTuple):
    """A word or a phrase; `key` is what stands before its colon. `raw` is as it was typed."""

    key: str
    text: str
    raw: str
    quoted: bool = False


def pieces(line: str) -> Iterator[Piece]:
    """What stands in the line, in its order; a quotation mark that is never closed ends with it.
    Never raises."""
    for found in _PIECE.finditer(cleaned(line[:LONGEST_LINE]).translate(_QUOTES)):
        text = found["plain"] if found["plain"] is not None else (found["quoted"] or "").strip()
        if text:
            key = (found["key"] or "").lower()
            yield Piece(key, text, found[0], found["plain"] is None)
