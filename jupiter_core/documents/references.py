"""References in a column of the page: numbers and ids that people and machines search for.

None is cut. One that is too long for its column becomes smaller; where that is not enough, it has
a row of its own below the columns, over the whole width of the text.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jupiter_core.documents.primitives import Strip, Style, beside, stacked
from jupiter_core.documents.sheet import LABEL, LABEL_LEADING, LEADING, TEXT
from jupiter_core.documents.tags import Tag, labelled
from jupiter_core.documents.typeface import printable
from jupiter_core.documents.wrapping import paragraph, whole

_GUTTER = 20.0
_GAP = 5.0


class Reference(NamedTuple):
    """`label` stands above it, where it has one."""

    text: str
    label: str = ""
    style: Style = TEXT


class Placed(NamedTuple):
    """What stands in the column, and what is too long for it."""

    strips: list[Strip]
    too_long: list[Reference]


def in_lines(references: Iterable[Reference], left: float, width: float) -> Placed:
    """One under the other, without labels. Raises Unprintable."""
    placed = Placed([], [])
    for each in references:
        line = whole(each.text, left, width, each.style, LEADING)
        if line is None:
            placed.too_long.append(each)
        else:
            placed.strips.extend(line)
    return placed


def in_cells(references: Iterable[Reference], left: float, width: float) -> Placed:
    """Each below its label, two in a row where both fit as they are. Raises Unprintable."""
    placed, listed = Placed([], []), Tag("L")
    half = (width - _GUTTER) / 2
    for row in _rows([each for each in references if each.text], half):
        if len(row) == 2:
            places = (left, left + half + _GUTTER)
            cells = [stacked(_cell(*pair, half, listed)) for pair in zip(row, places, strict=True)]
            placed.strips.append(beside(*cells))
        elif whole(row[0].text, left, width, row[0].style, LEADING):
            placed.strips.extend(_cell(row[0], left, width, listed))
        else:
            placed.too_long.append(row[0])
    return placed


def below(references: Iterable[Reference], left: float, width: float) -> list[Strip]:
    """Rows of their own; what is too long even for the whole width goes on in the next line."""
    listed = Tag("L")
    return [strip for each in references for strip in _cell(each, left, width, listed)]


def _rows(references: Sequence[Reference], half: float) -> Iterator[Sequence[Reference]]:
    at = 0
    while at < len(references):
        pair = references[at : at + 2]
        fits = all(each.style.width(printable(each.text)) <= half for each in pair)
        row = pair if fits else pair[:1]
        yield row
        at += len(row)


def _cell(reference: Reference, left: float, width: float, listed: Tag) -> list[Strip]:
    text, style = reference.text, reference.style
    name, body = labelled(listed)
    line = whole(text, left, width, style, LEADING, body)
    value = paragraph(text, left, width, style, LEADING, tag=body) if line is None else line
    if not reference.label:
        return value
    return [
        *paragraph(reference.label, left, width, LABEL, LABEL_LEADING + 1, tag=name),
        *value,
        Strip(_GAP),
    ]
