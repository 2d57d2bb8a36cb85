"""A shipped font as one document needs it: the codes of its text and the objects of the file."""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from struct import pack_into
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


def encoded(text: str) -> str:
    """As the digits of a hexadecimal string: a character's code is its code point, in four digits,
    whatever else a document says. The shipped fonts have no character that needs more."""
    return text.encode("utf-16-be").hex().upper()


def put_font(bold: bool, used: Iterable[str], objects: Objects) -> int:
    """The number of the object of a font with the characters in use."""
    taken = _taken(FILES[bold], "".join(sorted(used)))
    file = objects.stream(f"/Length1 {taken.length} {_DEFLATED}", taken.program)
    descriptor = objects.put(
        f"<</Type /FontDescriptor /FontName /{taken.name} {taken.descriptor} "
        f"/FontFile2 {file} 0 R>>"
    )
    glyphs = objects.stream(f" {_DEFLATED}", taken.glyphs)
    descendant = objects.put(
        f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{taken.name} {_SYSTEM} "
        f"/FontDescriptor {descriptor} 0 R /CIDToGIDMap {glyphs} 0 R /W [{taken.widths}]>>"
    )
    meanings = objects.stream(f" {_DEFLATED}", taken.meanings)
    return objects.put(
        f"<</Type /Font /Subtype /Type0 /BaseFont /{taken.name} /Encoding /Identity-H "
        f"/DescendantFonts [{descendant} 0 R] /ToUnicode {meanings} 0 R>>"
    )


class _Taken(NamedTuple):
    """What of a font a set of characters needs: `program`, `glyphs` and `meanings` are deflated,
    `length` is that of the program as it is."""

    name: str
    descriptor: str
    widths: str
    program: bytes
    length: int
    glyphs: bytes
    meanings: bytes


@lru_cache(_REMEMBERED)
def _taken(path: Path, characters: str) -> _Taken:
    """Of the same characters, the same: papers of one seller mostly have the same letters."""
    shipped, advances = shipped_font(path), advances_of(path)
    program = shipped.subset(characters)
    return _Taken(
        name=f"{_tag(characters)}+{shipped.name}",
        descriptor=shipped.descriptor,
        widths=" ".join(f"{ord(each)} [{advances[each]}]" for each in characters),
        program=deflated(program),
        length=len(program),
        glyphs=deflated(_glyphs(characters)),
        meanings=deflated(_meanings(characters)),
    )


def _tag(characters: str) -> str:
    """Six letters that stand for what was taken of the font."""
    digest = sha256(characters.encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def _glyphs(characters: str) -> bytes:
    """The number of each code's glyph in the subset, two bytes a code (ISO 32000-1, 9.7.4.3)."""
    numbers = bytearray(2 * (ord(characters[-1]) + 1)) if characters else bytearray()
    for number, character in enumerate(characters, start=1):
        pack_into(">H", numbers, 2 * ord(character), number)
    return bytes(numbers)


def _meanings(characters: str) -> bytes:
    """Which character each code stands for: what is copied from a page."""
    lines = [f"<{encoded(character)}> <{encoded(character)}>\n" for character in characters]
    blocks = (lines[at : at + _A_BLOCK] for at in range(0, len(lines), _A_BLOCK))
    mapped = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
    return f"{_MAP_HEAD}{mapped}{_MAP_FOOT}".encode("ascii")
