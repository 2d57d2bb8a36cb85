"""A file as it is read to somebody who does not see it: its elements, in their order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream


@dataclass
class Read:
    """An element with its own text, and what is within it."""

    kind: str
    text: str = ""
    kids: list["Read"] = field(default_factory=list)
    entries: dict[str, Any] = field(default_factory=dict, compare=False)

    def all(self, kind: str) -> list["Read"]:
        """Every element of the kind, however deep."""
        return [each for each in self.walk() if each.kind == kind]

    def walk(self) -> Iterator["Read"]:
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def said(self) -> str:
        """All that is read, a space between two pieces."""
        return " ".join(part for part in (self.text, *(kid.said() for kid in self.kids)) if part)


def read(content: bytes) -> Read:
    """The document's element."""
    reader = PdfReader(BytesIO(content))
    marked = {
        page.indirect_reference.idnum: _marked(page, reader)
        for page in reader.pages
        if page.indirect_reference
    }
    root: Any = reader.root_object["/StructTreeRoot"]
    return _element(root["/K"].get_object(), marked)


def skipped(content: bytes) -> str:
    """What is not read: the text of all artifacts."""
    reader = PdfReader(BytesIO(content))
    return " ".join(_marked(page, reader).get(-1, "") for page in reader.pages)


def _element(node: Any, marked: dict[int, dict[int, str]]) -> Read:
    found = Read(node["/S"][1:], entries={key: node[key] for key in node})
    page = node.raw_get("/Pg").idnum if "/Pg" in node else 0
    kids = node.get("/K", [])
    texts = []
    for kid in kids if isinstance(kids, list) else [kids]:
        each = kid.get_object()
        if isinstance(each, int):
            texts.append(marked[page][each])
        elif each.get("/Type") == "/MCR":
            texts.append(marked[each.raw_get("/Pg").idnum][each["/MCID"]])
        elif each.get("/Type") != "/OBJR":
            assert each.raw_get("/P").get_object() is node
            found.kids.append(_element(each, marked))
    found.text = " ".join(filter(None, texts))
    return found


def _marked(page: Any, reader: PdfReader) -> dict[int, str]:
    """The text of each piece of the page by its number, that of artifacts by -1."""
    found: dict[int, list[str]] = {}
    current, meanings, within = None, _meanings(page), 0
    font: dict[int, str] = {}
    for operands, operator in ContentStream(page.get_contents(), reader).operations:
        if operator == b"BDC" and operands[0] == "/Span":
            # A word in another language, within its piece.
            assert current is not None
            within += 1
        elif operator == b"EMC" and within:
            within -= 1
        elif operator in (b"BDC", b"BMC"):
            assert current is None, "one piece of content within another"
            current = operands[1]["/MCID"] if operator == b"BDC" else -1
            found.setdefault(current, [])
        elif operator == b"EMC":
            current = None
        elif operator == b"Tf":
            font = meanings[operands[0]]
        elif operator == b"Tj":
            assert current is not None, "text that belongs to nothing"
            raw = operands[0].original_bytes
            codes = [int.from_bytes(raw[at : at + 2]) for at in range(0, len(raw), 2)]
            found[current].append("".join(font[code] for code in codes))
        elif operator in (b"f", b"re", b"Do", b"S", b"f*"):
            assert current is not None, "a shape that belongs to nothing"
    return {number: " ".join(texts) for number, texts in found.items()}


def _meanings(page: Any) -> dict[str, dict[int, str]]:
    """What each code of each font stands for."""
    meanings = {}
    for name, font in page["/Resources"]["/Font"].items():
        lines = font.get_object()["/ToUnicode"].get_data().decode().split("\n")
        pairs = [line[1:-1].split("> <") for line in lines if line.count("> <") == 1]
        meanings[name] = {
            int(code, 16): bytes.fromhex(text).decode("utf-16-be")
            for code, text in pairs
            if code + text != "0000FFFF"
        }
    return meanings
