"""The tags of an OFX file, of version 1 (SGML) and 2 (XML).

In version 1 an element with a value needs no end tag, an aggregate always does (OFX 1.6, 2.3.2);
version 2 ends all of them. Each character is looked at once, whatever a file is made of.
"""

import html
import re
from xml.etree.ElementTree import Element

from bot.intake.statements.parts import MOST_ENTRIES, UnreadableStatement

MOST_ELEMENTS = 20 * MOST_ENTRIES
"""An entry has about ten."""
MOST_DEPTH = 30
"""A statement's entries are seven deep."""
_MOST_HEAD = 4_096
_TAG = re.compile(r"<(/?)([A-Za-z0-9._]{1,64})[ \t\r\n]{0,64}(/?)>([^<]*)")
_SAID = re.compile(
    r"\b(ENCODING|CHARSET|COMPRESSION)[ \t]?[:=][ \t]?[\"']?([A-Za-z0-9-]{0,20})", re.IGNORECASE
)
_CHARSETS = {
    "": "cp1252",
    "NONE": "cp1252",
    "1252": "cp1252",
    "ISO-8859-1": "cp1252",
    "UTF-8": "utf-8",
    "UNICODE": "utf-8",
    "USASCII": "cp1252",
}
"""ISO-8859-1 has control characters where Windows has letters, and banks mean these."""
_OPENED, _CLOSED = "<![CDATA[", "]]>"


def tree_of(content: bytes) -> Element:
    """The element OFX, each value with its entities read. Raises UnreadableStatement."""
    start = content.find(b"<OFX>")
    if not 0 <= start <= _MOST_HEAD:
        raise not_well_formed()
    text = _decoded(content[start:], content[:start].decode("ascii", errors="replace"))
    top = Element("")
    _Reading(text, top).to_the_end()
    if len(top) != 1 or top[0].tag != "OFX":
        raise not_well_formed()
    return top[0]


def not_well_formed() -> UnreadableStatement:
    return UnreadableStatement("it is not well-formed OFX")


def _decoded(body: bytes, head: str) -> str:
    """As UTF-8 where it is, whatever its head says, as banks do; else in what the head names."""
    said = {name.upper(): value.upper() for name, value in _SAID.findall(head)}
    if said.get("COMPRESSION", "NONE") not in ("NONE", ""):
        raise UnreadableStatement("it is compressed; unpack it")
    charset = _CHARSETS.get(said.get("CHARSET") or said.get("ENCODING") or "")
    if charset is None:
        raise not_well_formed()
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        if charset == "utf-8":
            raise UnreadableStatement("it is no UTF-8, as its head says it is") from None
        return body.decode(charset, errors="replace")


class _Reading:
    """Where it is in `text`, and which elements are open there, `top` the first."""

    def __init__(self, text: str, top: Element) -> None:
        self._text, self._at = text, 0
        self._open = [top]
        self._with_value: Element | None = None
        """Has a value, and may or may not be ended."""
        self._count = 0

    def to_the_end(self) -> None:
        while self._at < len(self._text):
            self._tag()
        if len(self._open) != 1:
            raise not_well_formed()

    def _tag(self) -> None:
        found = _TAG.match(self._text, self._at)
        if found is None:
            raise not_well_formed()
        self._at = found.end()
        ends, name, is_empty, value = found.groups()
        if "&" in value:
            value = html.unescape(value)
        if self._text.startswith(_OPENED, self._at):
            value += self._unread()
        value = value.strip()
        if ends:
            self._end(name)
        else:
            self._begin(name, value, is_empty=bool(is_empty))
        if value and (ends or is_empty):
            raise not_well_formed()

    def _begin(self, name: str, value: str, *, is_empty: bool) -> None:
        self._with_value = None
        self._count += 1
        if self._count > MOST_ELEMENTS or len(self._open) > MOST_DEPTH:
            raise UnreadableStatement("it has more parts than a bank's statement can have")
        element = Element(name)
        self._open[-1].append(element)
        if value:
            element.text = value
            self._with_value = element
        elif not is_empty:
            self._open.append(element)

    def _end(self, name: str) -> None:
        known = self._with_value
        self._with_value = None
        if known is not None and known.tag == name:
            return
        if len(self._open) == 1 or self._open.pop().tag != name:
            raise not_well_formed()

    def _unread(self) -> str:
        """What stands in sections that are no tags, and between them, before the next tag."""
        parts = []
        while self._text.startswith(_OPENED, self._at):
            closed = self._text.find(_CLOSED, self._at)
            if closed < 0:
                raise not_well_formed()
            after = self._text.find("<", closed)
            after = len(self._text) if after < 0 else after
            parts.append(self._text[self._at + len(_OPENED) : closed])
            parts.append(html.unescape(self._text[closed + len(_CLOSED) : after]))
            self._at = after
        return "".join(parts)
