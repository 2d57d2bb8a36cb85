"""The objects of a PDF file, numbered as they come, and the file that they make.

Many small ones can be packed: the structure of 300 lines has 1,800, which are 140 KB as they are
and a fifth of that in one deflated stream (ISO 32000-1, 7.5.7).
"""

from collections.abc import Iterable
from itertools import accumulate
from struct import pack

from jupiter_core.documents.deflating import deflated

_HEADER = b"%PDF-1.7\n%\xe9\xeb\xf1\xbf\n"  # bytes above 127, so that nobody takes it for text


class Objects:
    """Numbers start at 1; streams of `stream` are kept as they are given."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []  # empty of what is packed
        self._packed: list[str] = []
        self._packed_numbers: list[int] = []

    @property
    def next(self) -> int:
        """The number of the next object."""
        return len(self._bodies) + 1

    def reserve(self) -> int:
        """A number whose object is filled in later."""
        self._bodies.append(b"")
        return len(self._bodies)

    def fill(self, number: int, body: str) -> None:
        """Gives the reserved object `number` its body, in Latin-1."""
        self._bodies[number - 1] = body.encode("latin-1")

    def put(self, body: str) -> int:
        """The number of a new object with this body, in Latin-1."""
        self._bodies.append(body.encode("latin-1"))
        return len(self._bodies)

    def pack(self, bodies: Iterable[str]) -> None:
        """New objects, none a stream, that stand in the file deflated together; from `next` on."""
        packed, first = list(bodies), self.next
        self._packed += packed
        self._packed_numbers += range(first, first + len(packed))
        self._bodies += [b""] * len(packed)

    def deflated(self, entries: str, content: bytes) -> int:
        """A stream of `content`, deflated."""
        return self.stream(f"{entries} /Filter /FlateDecode", deflated(content))

    def stream(self, entries: str, content: bytes) -> int:
        """A stream of `content` as it is, with more entries in its dictionary than its length.

        The line ends in CR and LF, so that a last byte that is a CR is no part of it.
        """
        head = f"<<{entries} /Length {len(content)}>>\nstream\n".encode("latin-1")
        self._bodies.append(b"".join((head, content, b"\r\nendstream")))
        return len(self._bodies)

    def file(self, catalog: int, info: int, file_id: str) -> bytes:
        """The whole file; `file_id` is what stands in the trailer's /ID.

        Where each object stands is said in a stream (ISO 32000-1, 7.5.8), nine bytes an object.
        """
        container = self._container()
        parts, at = [_HEADER], len(_HEADER)
        entries = [pack(">BII", 0, 0, 65535)]
        packed, within = pack(">BI", 2, container), 0
        for number, body in enumerate(self._bodies, start=1):
            if not body:
                entries.append(packed + within.to_bytes(4))
                within += 1
                continue
            written = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            entries.append(pack(">BII", 1, at, 0))
            parts.append(written)
            at += len(written)
        entries.append(pack(">BII", 1, at, 0))
        last = self.deflated(
            f"/Type /XRef /Size {len(entries)} /W [1 4 4] /Root {catalog} 0 R /Info {info} 0 R "
            f"/ID [{file_id}]",
            b"".join(entries),
        )
        listed = b"%d 0 obj\n%b\nendobj\n" % (last, self._bodies[-1])
        return b"".join([*parts, listed, b"startxref\n%d\n%%%%EOF\n" % at])

    def _container(self) -> int:
        """The number of the stream that has the packed objects."""
        bodies = self._packed
        places = accumulate([len(body) + 1 for body in bodies], initial=0)
        numbered = zip(self._packed_numbers, places, strict=False)
        listed = " ".join([f"{number} {place}" for number, place in numbered])
        content = "\n".join([listed, *bodies]).encode("latin-1")
        return self.deflated(f"/Type /ObjStm /N {len(bodies)} /First {len(listed) + 1}", content)


def text_string(text: str) -> str:
    """Any text, as a string of a PDF."""
    if text.isascii() and text.isprintable() and not set(text) & set("()\\"):
        return f"({text})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
