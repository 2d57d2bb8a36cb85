"""The fonts: which characters they have and how wide those are.

Two are shipped. An operator may add others, for scripts that these lack: `printing_with` makes
them known while a page is planned and painted. A character comes from the first font that has it.
"""

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path

from jupiter_core.documents import shaping
from jupiter_core.documents.bilingual import END, unmarked
from jupiter_core.documents.font_file import advances_of, is_set_by_rules
from jupiter_core.domain.refusals import Unprintable
from jupiter_core.domain.text import described

_FONTS = Path(__file__).parent / "fonts"
FILES = {False: _FONTS / "JupiterSans-Regular.ttf", True: _FONTS / "JupiterSans-Bold.ttf"}
"""By whether it is bold."""

_MEASURED_LATELY, _SHORT = 8_192, 120
"""Texts: labels and descriptions come again from paper to paper. Long ones are not remembered."""
_TAB = "    "
_LAYOUT = "\n\t"


@dataclass(frozen=True, eq=False)
class Typeface:
    """Advance widths by character, in thousandths of the size; `paths` are its fonts, the first
    one first, and `by_rules` its characters whose widths hang on those beside them. Each is itself
    alone, so that what was measured in it can be told by it."""

    advances: dict[str, int]
    paths: tuple[Path, ...] = ()
    by_rules: frozenset[str] = frozenset()

    def width(self, text: str, size: float) -> float:
        """In points; every character must be in the font, or tell where a language begins."""
        advance = _advance if len(text) <= _SHORT else _measured
        return advance(self, text) * size / 1000


def _measured(face: Typeface, text: str) -> float:
    """In thousandths of the size."""
    if face.by_rules and not face.by_rules.isdisjoint(text):
        return shaping.width(text, face.paths)
    try:
        return sum(map(face.advances.__getitem__, text))
    except KeyError:  # marks, which have no width
        return sum(map(face.advances.__getitem__, unmarked(text)))


_advance = lru_cache(_MEASURED_LATELY)(_measured)


@dataclass(frozen=True, eq=False)
class Fonts:
    """The shipped fonts and then `extra` ones, which serve for regular and bold alike."""

    extra: tuple[Path, ...] = ()

    @cached_property
    def known(self) -> frozenset[str]:
        """Every character that can be printed, with what is layout."""
        regular, bold = self.stacks[False].advances, self.stacks[True].advances
        return frozenset((regular.keys() & bold.keys()) | set(_LAYOUT))

    @cached_property
    def simple(self) -> frozenset[str]:
        """Those of them that look the same whatever stands beside them."""
        return self.known - self.stacks[False].by_rules - self.stacks[True].by_rules

    @cached_property
    def stacks(self) -> dict[bool, Typeface]:
        """All fonts as one, by whether it is bold."""
        stacks = {}
        for bold, file in FILES.items():
            advances: dict[str, int] = {}
            for path in (*reversed(self.extra), file):
                advances.update(advances_of(path))
            by_rules = frozenset(filter(is_set_by_rules, advances))
            stacks[bold] = Typeface(advances, (file, *self.extra), by_rules)
        return stacks

    def pieces(self, text: str, bold: bool) -> tuple[shaping.ShapedPiece, ...]:
        """`text` parted by the font that each part is printed in, from left to right."""
        stack = self.stacks[bold]
        if not stack.by_rules.isdisjoint(text):
            return shaping.pieces(text, stack.paths)

        def path_of(character: str) -> Path:
            return next(path for path in stack.paths if character in advances_of(path))

        runs = groupby(text, path_of)
        return tuple(
            shaping.ShapedPiece(path, "".join(run), from_right=False) for path, run in runs
        )

    def lacking(self, text: str) -> str:
        """The first character that no font has, or that its letter's font has not, else nothing."""
        missing = next((character for character in text if character not in self.known), "")
        if missing or all(stack.by_rules.isdisjoint(text) for stack in self.stacks.values()):
            return missing
        for stack in self.stacks.values():
            for cluster in shaping.clusters(text.replace("\n", " ").replace("\t", " ")):
                if shaping.font_of(cluster, stack.paths) is None:
                    return cluster[-1]
        return ""


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


def typeface(bold: bool) -> Typeface:
    """The widths of the fonts in use now."""
    return _present.get().stacks[bold]


def unprintable(text: str) -> str:
    """The first character that the fonts lack, or an empty string; lines and tabs are layout."""
    return fonts().lacking(unicodedata.normalize("NFC", text))


def printable(text: str) -> str:
    """As it is printed: composed (NFC), a tab as four spaces. Raises Unprintable, never a blank."""
    return _printable(fonts(), text) if len(text) <= _SHORT else _checked(fonts(), text)


def _checked(used: Fonts, text: str) -> str:
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    bare = unmarked(text) if END in text else text
    if not used.simple.issuperset(bare) and (character := used.lacking(bare)):
        raise Unprintable(f"“{_shortened(bare)}”", described(character))
    return text.replace("\t", _TAB) if "\t" in text else text


_printable = lru_cache(_MEASURED_LATELY)(_checked)


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
