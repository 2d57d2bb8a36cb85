"""A shipped font as one document needs it: its characters' codes and the objects of the file."""

from collections.abc import Iterable
from hashlib import sha256

from jupiter_core.documents.font_file import advances_of
from jupiter_core.documents.objects import Objects
from jupiter_core.documents.truetype import shipped_font
from jupiter_core.documents.typeface import FILES

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
        self._path = FILES[bold]
        self._characters = sorted(used)
        codes = {char: f"{code:04X}" for code, char in enumerate(self._characters, start=1)}
        self._codes = str.maketrans(codes)

    def encoded(self, text: str) -> str:
        """As the digits of a hexadecimal string, four a character."""
        return text.translate(self._codes)

    def put(self, objects: Objects) -> int:
        """The number of the font's object."""
        shipped = shipped_font(self._path)
        advances = advances_of(self._path)
        name = f"{self._tag()}+{shipped.name}"
        program = shipped.subset(self._characters)
        file = objects.deflated(f"/Length1 {len(program)}", program)
        descriptor = objects.put(
            f"<</Type /FontDescriptor /FontName /{name} {shipped.descriptor} "
            f"/FontFile2 {file} 0 R>>"
        )
        widths = " ".join(str(advances[character]) for character in self._characters)
        # Identity: a character's code is the number of its glyph in the subset.
        descendant = objects.put(
            f"<</Type /Font /Subtype /CIDFontType2 /BaseFont /{name} {_SYSTEM} "
            f"/FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /W [1 [{widths}]]>>"
        )
        meanings = objects.deflated("", self._meanings())
        return objects.put(
            f"<</Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H "
            f"/DescendantFonts [{descendant} 0 R] /ToUnicode {meanings} 0 R>>"
        )

    def _tag(self) -> str:
        """Six letters that stand for what was taken of the font."""
        digest = sha256("".join(self._characters).encode()).digest()
        return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])

    def _meanings(self) -> bytes:
        """Which character each code stands for: what is copied from a page."""
        lines = [
            f"<{code:04X}> <{character.encode('utf-16-be').hex().upper()}>\n"
            for code, character in enumerate(self._characters, start=1)
        ]
        blocks = (lines[at : at + _A_BLOCK] for at in range(0, len(lines), _A_BLOCK))
        mapped = "".join(
            f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks
        )
        return f"{_MAP_HEAD}{mapped}{_MAP_FOOT}".encode("ascii")
