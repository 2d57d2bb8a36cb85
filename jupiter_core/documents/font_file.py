"""One font file: its characters, as far as they can be set with it, and how wide they are."""

import unicodedata
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

_JOINERS = "\u200c\u200d"


def is_set_by_rules(character: str) -> bool:
    """Whether more than the character alone decides how it looks or where it stands.

    Letters that are written from right to left, marks, joiners.
    """
    from_right = unicodedata.bidirectional(character) in {"R", "AL", "AN"}
    return from_right or follows_a_letter(character)


def follows_a_letter(character: str) -> bool:
    """Whether it is a mark or a joiner, which stand on or shape the letter before them."""
    return unicodedata.category(character).startswith("M") or character in _JOINERS


@cache
def advances_of(path: Path) -> dict[str, int]:
    """Widths in thousandths of the size. Read once a process.

    Left out is what the font has and cannot set: Arabic letters without the rules that join them,
    marks without those that place them. Raises ValueError, with the path, where it is not a usable
    font.
    """
    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            scale = 1000 / font["head"].unitsPerEm
            metrics, names = font["hmtx"].metrics, font.getBestCmap()
            joins, places = "GSUB" in font, "GPOS" in font
            return {
                character: round(metrics[name][0] * scale)
                for character, name in ((chr(code), name) for code, name in names.items())
                if _can_set(character, joins, places)
            }
    except (OSError, TTLibError, KeyError, AttributeError) as error:
        raise ValueError(f"{path} is not a font that the paper can use: {error}") from error


def _can_set(character: str, joins: bool, places: bool) -> bool:
    if unicodedata.category(character).startswith("M"):
        return places
    if unicodedata.category(character) == "Cf":
        return joins and character in _JOINERS
    return joins or unicodedata.bidirectional(character) != "AL"
