"""The two shipped faces: which characters they have and how wide those are."""

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

from jupiter_core.domain.refusals import Unprintable
from jupiter_core.domain.text import described

_FACES = Path(__file__).parent / "faces"
FILES = {False: _FACES / "JupiterSans-Regular.ttf", True: _FACES / "JupiterSans-Bold.ttf"}
"""By whether it is bold."""

_TAB = "    "
_LAYOUT = {"\n", "\t"}


@dataclass(frozen=True)
class Typeface:
    """Advance widths by code point, in thousandths of the size."""

    advances: dict[int, int]

    def width(self, text: str, size: float) -> float:
        """In points; every character must be in the face."""
        return sum(self.advances[ord(character)] for character in text) * size / 1000


@cache
def typeface(bold: bool) -> Typeface:
    """Read once a process."""
    with TTFont(FILES[bold], lazy=True) as font:
        scale = 1000 / font["head"].unitsPerEm
        metrics = font["hmtx"].metrics
        return Typeface(
            {code: round(metrics[name][0] * scale) for code, name in font.getBestCmap().items()}
        )


def unprintable(text: str) -> str:
    """The first character that the faces lack, or an empty string; lines and tabs are layout."""
    composed = unicodedata.normalize("NFC", text)
    known, also_bold = typeface(False).advances, typeface(True).advances
    for character in composed:
        in_both = ord(character) in known and ord(character) in also_bold
        if not in_both and character not in _LAYOUT:
            return character
    return ""


def printable(text: str) -> str:
    """As it is printed: composed (NFC), a tab as four spaces. Raises Unprintable, never a blank."""
    character = unprintable(text)
    if character:
        raise Unprintable(f"“{_shortened(text)}”", described(character))
    return unicodedata.normalize("NFC", text).replace("\t", _TAB)


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
