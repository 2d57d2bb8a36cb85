"""Text that is set by rules: from right to left, joined, with marks on their letters.

A line is parted into pieces in the order in which they stand on the page, by the bidirectional
algorithm (Unicode Standard Annex 9) of fpdf2; HarfBuzz chooses and places the glyphs of each.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import uharfbuzz
from fpdf.bidi import BidiParagraph

from jupiter_core.documents.font_file import advances_of, follows_a_letter, is_set_by_rules

_SHAPED_LATELY = 4096


class ShapedPiece(NamedTuple):
    """A part of a line in one font and one direction; its text is in the order it is read in."""

    path: Path
    text: str
    from_right: bool

    @property
    def is_shaped(self) -> bool:
        return self.from_right or any(map(is_set_by_rules, self.text))


@lru_cache(_SHAPED_LATELY)
def pieces(text: str, paths: tuple[Path, ...]) -> tuple[ShapedPiece, ...]:
    """From left to right. Every character must be in one of the fonts, marks in their letter's."""
    found: list[ShapedPiece] = []
    for run, from_right in runs(text):
        parts = [
            ShapedPiece(path, "".join(each), from_right)
            for path, each in groupby(clusters(run), lambda each: font_of(each, paths))
            if path
        ]
        found += reversed(parts) if from_right else parts
    return tuple(found)


def runs(text: str) -> Iterator[tuple[str, bool]]:
    """From left to right, each in the order it is read in, and whether that is from the right.

    The line goes from the right where its first letter does.
    """
    placed = BidiParagraph(text, preserve_bn_chars=True).get_reordered_characters()
    for from_right, run in groupby(placed, lambda each: bool(each.embedding_level % 2)):
        characters = [each.character for each in run]
        yield "".join(reversed(characters) if from_right else characters), from_right


def clusters(text: str) -> Iterator[str]:
    """Each letter with the marks and joiners that follow it."""
    cluster = ""
    for character in text:
        if cluster and not follows_a_letter(character):
            yield cluster
            cluster = ""
        cluster += character
    if cluster:
        yield cluster


def font_of(cluster: str, paths: Sequence[Path]) -> Path | None:
    """The first that has all of it; None where none has."""
    return next((path for path in paths if advances_of(path).keys() >= set(cluster)), None)


def width(text: str, paths: tuple[Path, ...]) -> int:
    """In thousandths of the size."""
    return sum(map(width_of, pieces(text, paths)))


@lru_cache(_SHAPED_LATELY)
def width_of(piece: ShapedPiece) -> int:
    """In thousandths of the size."""
    if not piece.is_shaped:
        return sum(map(advances_of(piece.path).__getitem__, piece.text))
    font = _font(piece.path)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(piece.text)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if piece.from_right else "ltr"
    uharfbuzz.shape(font, buffer)
    scale = 1000 / font.face.upem
    return sum(round(each.x_advance * scale) for each in buffer.glyph_positions or ())


@cache
def _font(path: Path) -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(path)))
