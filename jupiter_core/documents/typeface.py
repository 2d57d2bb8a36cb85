"""The fonts: which characters they have and how wide those are.

Two are shipped. An operator may add others, for scripts that these lack: `printing_with` makes
them known while a page is planned and painted. A character comes from the first font that has it.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import groupby
from pathlib import Path

from fontTools.ttLib import TTFont, TTLibError

from jupiter_core.domain.refusals import Unprintable
from jupiter_core.domain.text import described

_FONTS = Path(__file__).parent / "fonts"
FILES = {False: _FONTS / "JupiterSans-Regular.ttf", True: _FONTS / "JupiterSans-Bold.ttf"}
"""By whether it is bold."""

_TAB = "    "
_LAYOUT = "\n\t"


@dataclass(frozen=True)
class Typeface:
    """Advance widths by character, in thousandths of the size."""

    advances: dict[str, int]

    def width(self, text: str, size: float) -> float:
        """In points; every character must be in the font."""
        return sum(map(self.advances.__getitem__, text)) * size / 1000


@dataclass(frozen=True)
class Fonts:
    """The shipped fonts and then `extra` ones, which serve for regular and bold alike."""

    extra: tuple[Path, ...] = ()

    @cached_property
    def known(self) -> frozenset[str]:
        """Every character that can be printed, with what is layout."""
        regular, bold = self.stacks[False].advances, self.stacks[True].advances
        return frozenset((regular.keys() & bold.keys()) | set(_LAYOUT))

    @cached_property
    def stacks(self) -> dict[bool, Typeface]:
        """All fonts as one, by whether it is bold."""
        stacks = {}
        for bold, file in FILES.items():
            advances: dict[str, int] = {}
            for path in (*reversed(self.extra), file):
                advances.update(advances_of(path))
            stacks[bold] = Typeface(advances)
        return stacks

    def runs(self, text: str, bold: bool) -> list[tuple[Path, str]]:
        """`text` parted by the font that each part is printed in."""
        paths = (FILES[bold], *self.extra)

        def path_of(character: str) -> Path:
            return next(path for path in paths if character in advances_of(path))

        return [(path, "".join(run)) for path, run in groupby(text, path_of)]


SHIPPED = Fonts()
_present = ContextVar("fonts", default=SHIPPED)


def fonts() -> Fonts:
    """Those in use now."""
    return _present.get()


@contextmanager
def printing_with(used: Fonts) -> Iterator[None]:
    """Within, pages are planned and painted with these fonts."""
    before = _present.set(used)
    try:
        yield
    finally:
        _present.reset(before)


@cache
def advances_of(path: Path) -> dict[str, int]:
    """Read once a process. Raises ValueError, with the path, where it is not a usable font."""
    try:
        with TTFont(path, lazy=True, fontNumber=0) as font:
            scale = 1000 / font["head"].unitsPerEm
            metrics, names = font["hmtx"].metrics, font.getBestCmap()
            return {chr(code): round(metrics[name][0] * scale) for code, name in names.items()}
    except (OSError, TTLibError, KeyError, AttributeError) as error:
        raise ValueError(f"{path} is not a font that the paper can use: {error}") from error


def typeface(bold: bool) -> Typeface:
    """The widths of the fonts in use now."""
    return _present.get().stacks[bold]


def unprintable(text: str) -> str:
    """The first character that the fonts lack, or an empty string; lines and tabs are layout."""
    known = fonts().known
    composed = unicodedata.normalize("NFC", text)
    return next((character for character in composed if character not in known), "")


def printable(text: str) -> str:
    """As it is printed: composed (NFC), a tab as four spaces. Raises Unprintable, never a blank."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not fonts().known.issuperset(text):
        raise Unprintable(f"“{_shortened(text)}”", described(unprintable(text)))
    return text.replace("\t", _TAB) if "\t" in text else text


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
