"""Many files as one ZIP, made while it is sent: no more than one of them is held at a time."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

File = tuple[str, datetime, Callable[[], bytes]]
"""Its name, its time, and how it is made."""


def zipped(files: Iterable[File]) -> Iterator[bytes]:
    """The same files give the same bytes. Nothing is deflated: a PDF is already."""
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for name, at, make in files:
            entry = zipfile.ZipInfo(name, at.timetuple()[:6])
            entry.create_system = 3
            archive.writestr(entry, make())
            yield sink.taken()
    yield sink.taken()


class _Sink(io.RawIOBase):
    """Takes what is written, and cannot go back in it."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        content = bytes(data)  # type: ignore[call-overload]
        self._waiting += content
        return len(content)

    def taken(self) -> bytes:
        """What came since the last time."""
        content = bytes(self._waiting)
        self._waiting.clear()
        return content
