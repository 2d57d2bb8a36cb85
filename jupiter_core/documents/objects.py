"""The objects of a PDF file, numbered as they come, and the file that they make."""

from jupiter_core.documents.deflating import deflated

_HEADER = b"%PDF-1.7\n%\xe9\xeb\xf1\xbf\n"  # bytes above 127, so that nobody takes it for text


class Objects:
    """Numbers start at 1; streams of `stream` are kept as they are given."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

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

    def file(self, catalog: int, file_id: str) -> bytes:
        """The whole file; `file_id` is what stands in the trailer's /ID."""
        parts, at, offsets = [_HEADER], len(_HEADER), []
        for number, body in enumerate(self._bodies, start=1):
            written = b"%d 0 obj\n%b\nendobj\n" % (number, body)
            offsets.append(at)
            parts.append(written)
            at += len(written)
        size = len(self._bodies) + 1
        # Twenty bytes each, to be found by their number: the space at the end is one of them.
        entries = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
        trailer = (
            f"xref\n0 {size}\n0000000000 65535 f \n{entries}trailer\n"
            f"<</Size {size} /Root {catalog} 0 R /ID [{file_id}]>>\nstartxref\n{at}\n%%EOF\n"
        )
        return b"".join([*parts, trailer.encode("ascii")])


def text_string(text: str) -> str:
    """Any text, as a string of a PDF."""
    if text.isascii() and text.isprintable() and not set(text) & set("()\\"):
        return f"({text})"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"
