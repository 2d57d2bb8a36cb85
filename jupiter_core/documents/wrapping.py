"""Text into lines: at spaces where there are some, inside a word only where it is too long."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from jupiter_core.documents.bilingual import END, carried_on, in_lines
from jupiter_core.documents.primitives import (
    ROUNDING,
    Strip,
    Style,
    fitted_whole,
    strip_of,
    text_line,
)
from jupiter_core.documents.shaping import clusters
from jupiter_core.documents.tags import Tag
from jupiter_core.documents.typeface import Fonts, fonts, printable

_WRAPPED_LATELY, _SHORT = 4_096, 120
"""Texts, and the characters of the longest that is remembered."""
_PIECES = re.compile(" +|[^ ]+")
_APART = re.compile("(?<=[^ ]) (?=[:;!?»%€](?: |$))|(?<=«) (?=[^ ])")
_TOGETHER = re.compile(f" +|(?:[^ ]|{_APART.pattern})+")
"""French sets a space before such signs, and no line begins with one."""
_UNITS = re.compile(
    "[（「『【]*(?:[^\u2e80-\uffef]+|[\u2e80-\uffef])[、。，．：）」』】ーぁぃぅぇぉっゃゅょァィゥェォッャュョ]*"
)
"""What East Asian typesetting keeps together: no line begins with a full stop or a small kana, and
none ends with an opening bracket."""


def wrapped(text: str, width: float, style: Style) -> list[str]:
    """Lines no wider than `width`; typed line breaks are kept, and what is in two languages has its
    break between them. Raises Unprintable."""
    return list(_lines(text, width, style))


def _lines(text: str, width: float, style: Style) -> Sequence[str]:
    if len(text) > _SHORT:
        return _in_lines(text, width, style)
    return _lately(fonts(), text, width, style)


@lru_cache(_WRAPPED_LATELY)
def _lately(_: Fonts, text: str, width: float, style: Style) -> Sequence[str]:
    """Of the fonts in use; labels and descriptions come again from paper to paper."""
    return tuple(_in_lines(text, width, style))


def _in_lines(text: str, width: float, style: Style) -> list[str]:
    text = printable(text)
    if END in text:
        fits = all(style.width(line) <= width for line in text.split("\n"))
        return carried_on(_wrapped(text if fits else in_lines(text), width, style))
    return _wrapped(text, width, style)


def _wrapped(text: str, width: float, style: Style) -> list[str]:
    return [
        line
        for paragraph in text.split("\n")
        for line in _wrapped_paragraph(paragraph, width, style)
    ]


def paragraph(
    text: str,
    x: float,
    width: float,
    style: Style,
    leading: float,
    *,
    from_right: bool = False,
    tag: Tag | None = None,
) -> list[Strip]:
    """A strip a line, `leading` high; a paragraph also to who has it read, but for a `tag`."""
    tag = tag or Tag()
    return [
        _line(line, x, width, style, leading, from_right, tag)
        for line in _lines(text, width, style)
    ]


def whole(
    text: str, x: float, width: float, style: Style, leading: float, tag: Tag | None = None
) -> list[Strip] | None:
    """A reference in one line, smaller if need be; None where it does not fit.

    Raises Unprintable.
    """
    fit = fitted_whole(text, width, style)
    return paragraph(text, x, width + 2 * ROUNDING, fit, leading, tag=tag) if fit else None


def paragraphs(
    texts: Iterable[str],
    x: float,
    width: float,
    style: Style,
    leading: float,
    within: Tag | None = None,
) -> list[Strip]:
    """One under the other, each a paragraph of the element `within`, if that is given."""
    return [
        strip
        for text in texts
        for strip in paragraph(text, x, width, style, leading, tag=Tag(parent=within))
    ]


def _line(
    line: str, x: float, width: float, style: Style, leading: float, from_right: bool, tag: Tag
) -> Strip:
    if not line:
        return Strip(leading)
    left = x + width - style.width(line) if from_right else x
    baseline = (leading + style.size * 0.72) / 2
    return strip_of((leading, (text_line((left, baseline, line, style, tag)),), False, None))


def _wrapped_paragraph(text: str, width: float, style: Style) -> Iterator[str]:
    if style.width(text) <= width:
        yield text.rstrip(" ")
        return
    line, used = "", 0.0
    pieces = _TOGETHER if _APART.search(text) else _PIECES
    for piece in pieces.findall(text):
        needed = style.width(piece)
        if used + needed <= width or (line and piece[0] == " "):
            line, used = line + piece, used + needed
            continue
        if line.strip(" "):
            yield line.rstrip(" ")
            line, used = "", 0.0
        *full, line = _broken(piece, width, style)
        used = style.width(line)
        yield from full
    yield line.rstrip(" ")


def _broken(word: str, width: float, style: Style) -> list[str]:
    """A word too long for a line, cut where the line is full; at least a letter a line.

    Between ideographs a line may end; what stands between them in other scripts is cut only where
    a line cannot hold it.
    """
    parts, part, used = [], "", 0.0
    for unit in _UNITS.findall(word):
        for piece in [unit] if style.width(unit) <= width else clusters(unit):
            advance = style.width(piece)
            if part and used + advance > width:
                parts.append(part)
                part, used = "", 0.0
            part, used = part + piece, used + advance
    return [*parts, part]
