"""Addresses of the web in what an entity writes on its papers: a payment page, its terms.

Only what begins with `https://`, stands whole on one line and names a plain host is one; whatever
else may look like an address stays text. What customers write is never linked.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from jupiter_core.documents.primitives import Primitive, Rectangle, Strip, TextLine
from jupiter_core.documents.tags import Tag

_ADDRESS = re.compile(r"https://\S+")
_AFTER = ".,;:!?)]>\"'”’»"
"""What ends a sentence, a bracket or a quotation is no part of an address."""
_NEVER = frozenset("<>\"'()\\")
"""What an address with it looks like to a person, and to a viewer, are two things."""
_BELOW, _THICK = 1.4, 0.5
"""How far below its baseline an address is underlined, and how thick, in points."""


def linked(text: str, strips: list[Strip]) -> list[Strip]:
    """The rows of `text`, each address in them an element of its own, underlined."""
    known = {each for _, each in addresses(text)}
    return [_with_links(strip, known) for strip in strips] if known else strips


def addresses(text: str) -> Iterator[tuple[int, str]]:
    """Where each begins, and which."""
    for found in _ADDRESS.finditer(text):
        address = found[0].rstrip(_AFTER)
        if _is_plain(address):
            yield found.start(), address


def _is_plain(address: str) -> bool:
    """Nothing before the host that may be taken for it, and no letter that looks like another."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return False
    printed = address.isascii() and address.isprintable() and _NEVER.isdisjoint(address)
    return printed and "." in host and "@" not in parts.netloc


def _with_links(strip: Strip, known: set[str]) -> Strip:
    """An address that was cut at the end of a row is none."""
    pieces: list[Primitive] = []
    for primitive in strip.primitives:
        pieces += _parted(primitive, known) if isinstance(primitive, TextLine) else [primitive]
    return strip._replace(primitives=tuple(pieces))


def _parted(line: TextLine, known: set[str]) -> Iterator[Primitive]:
    at, x = 0, line.x
    for start, address in addresses(line.text):
        if address not in known:
            continue
        before = line.text[at:start]
        if before:
            yield line._replace(x=x, text=before)
        x += line.style.width(before)
        width = line.style.width(address)
        yield Rectangle(x, line.y + _BELOW, width, _THICK, line.style.ink)
        yield line._replace(x=x, text=address, tag=Tag("Link", line.tag, link=address))
        at, x = start + len(address), x + width
    if rest := line.text[at:]:
        yield line._replace(x=x, text=rest)
