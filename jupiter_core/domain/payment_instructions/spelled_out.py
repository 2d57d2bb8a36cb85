"""Words with gaps between their letters, as somebody types them who does not want them found.

>>> put_together(PlainText.read("please r e m i t  t o us")).words
'please remit to us'
"""

import re
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import NamedTuple

from jupiter_core.domain.plain_text import PlainText

_LEAST = 3
"""Pieces of a word in a row: two are initials, or an abbreviation such as c/o."""
_LEAST_OF_PAIRS = 6
"""Letters of what is looked for in pieces of two letters, which may be words of their own."""


class _Piece(NamedTuple):
    """A word of a text: its place among the words, and how wide the gap before it is."""

    start: int
    end: int
    gap: int


def put_together(text: PlainText) -> PlainText:
    """With single letters in a row as words; where the gap is wider, another word begins."""
    dropped: set[int] = set()
    for run in _runs(text, longest=1):
        narrow = min(each.gap for each in run[1:])
        dropped.update(each.start - 1 for each in run[1:] if each.gap == narrow)
    kept = [place for place in range(len(text.words)) if place not in dropped]
    return text._replace(
        words="".join(text.words[place] for place in kept),
        words_at=tuple(text.words_at[place] for place in kept),
    )


def found_in_pieces(text: PlainText, wanted: tuple[str, ...]) -> str:
    """The first of `wanted`, which have no gaps, that stands there in pieces of one letter, or of
    two where it is long; as it was typed, or an empty string."""
    long = tuple(each for each in wanted if len(each) >= _LEAST_OF_PAIRS)
    for longest, looked_for in ((1, wanted), (2, long)):
        for run in _runs(text, longest=longest):
            places = [place for piece in run for place in range(piece.start, piece.end)]
            joined = "".join(text.words[place] for place in places)
            for each in looked_for:
                if (at := joined.find(each)) >= 0:
                    return text.words_typed(places[at], places[at + len(each) - 1] + 1)
    return ""


def _runs(text: PlainText, *, longest: int) -> Iterator[list[_Piece]]:
    """Pieces in a row of at most `longest` letters each."""
    for is_short, run in groupby(_pieces(text), key=_shorter(text, longest)):
        pieces = list(run)
        if is_short and len(pieces) >= _LEAST:
            yield pieces


def _pieces(text: PlainText) -> Iterator[_Piece]:
    for n, match in enumerate(re.finditer(r"[^ ]+", text.words)):
        yield _Piece(*match.span(), gap=text.breaks[match.start() - n])


def _shorter(text: PlainText, longest: int) -> Callable[[_Piece], bool]:
    def is_short(piece: _Piece) -> bool:
        letters = text.words[piece.start : piece.end]
        return len(letters) <= longest and letters.isalpha()

    return is_short
