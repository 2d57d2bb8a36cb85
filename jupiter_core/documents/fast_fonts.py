"""A shipped font as one document needs it: its characters' codes and the objects of the file."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from jupiter_core.documents.deflating import deflated
from jupiter_core.documents.font_file import advances_of
from jupiter_core.documents.objects import Objects
from jupiter_core.documents.truetype import shipped_font
from jupiter_core.documents.typeface import FILES

_REMEMBERED = 64
"""Subsets; one has up to 30 KB."""
_DEFLATED = "/Filter /FlateDecode"
_A_BLOCK = 100
"""More mappings than that are not allowed in one block (Adobe Technical Note #5014)."""
_SYSTEM = "/CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>>"
_MAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
"""
_MAP_FOOT = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""


class Encoding:
    """Every character in use has a code: 1 for the first in order of code point, and so on."""

    def __init__(self, bold: bool, used: Iterable[str]) -> None:
        self._taken = _taken(FILES[bold], "".join(sorted(used)))

    def encoded(self, text: str) -> str:
        """As the digits of a hexadecimal string, four a character."""
        return text.translate(self._taken.codes)

    def put(self, objects: Objects) -> int:
        """The number of the font's object."""
        taken = self._taken
        file = objects.stream(f"/Length1 {taken.length} {_DEFLATED}", taken.program)
        descriptor = objects.put(
            f"<</Type /FontDescriptor /FontName /{taken.name} {taken.descriptor} "
            f"/FontFile2 {file} 0 R>>"
        )
        # Identity: a character's code is the number of its glyph in the subset.
        descendant = objects.put(
            f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{taken.name} {_SYSTEM} "
            f"/FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /W [1 [{taken.widths}]]>>"
        )
        meanings = objects.stream(f" {_DEFLATED}", taken.meanings)
        return objects.put(
            f"<</Type /Font /Subtype /Type0 /BaseFont /{taken.name} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant} 0 R] /ToUnicode {meanings} 0 R>>"
        )


class _Taken(NamedTuple):
    """What of a font a set of characters needs: `program` and `meanings` are deflated, `length` is
    that of the program as it is."""

    name: str
    descriptor: str
    codes: Mapping[int, str]
    widths: str
    program: bytes
    length: int
    meanings: bytes


@lru_cache(_REMEMBERED)
def _taken(path: Path, characters: str) -> _Taken:
    """Of the same characters, the same: papers of one seller mostly have the same letters."""
    shipped, advances = shipped_font(path), advances_of(path)
    program = shipped.subset(characters)
    return _Taken(
        name=f"{_tag(characters)}+{shipped.name}",
        descriptor=shipped.descriptor,
        codes=str.maketrans({char: f"{code:04X}" for code, char in enumerate(characters, start=1)}),
        widths=" ".join(str(advances[character]) for character in characters),
        program=deflated(program),
        length=len(program),
        meanings=deflated(_meanings(characters)),
    )


def _tag(characters: str) -> str:
    """Six letters that stand for what was taken of the font."""
    digest = sha256(characters.encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _meanings(characters: str) -> bytes:
    """Which character each code stands for: what is copied from a page."""
    lines = [
        f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>\n"
        for code, character in enumerate(characters, start=1)
    ]
    blocks = (lines[at : at + _A_BLOCK] for at in range(0, len(lines), _A_BLOCK))
    mapped = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    return f"{_MAP_HEAD}{mapped}{_MAP_FOOT}".encode("ascii")
