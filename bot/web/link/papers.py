"""PDFs that were drawn before: AP reads, prints and forwards the same paper many times."""

import threading
from collections import OrderedDict

from jupiter_core.domain.version import Version
from jupiter_core.ports import Renderer

MOST_BYTES = 32 * 1024 * 1024
"""Of papers and of the versions that they were drawn from; those asked for last stay."""


class Papers:
    """Of one process. A paper is kept by the whole version that it shows, its workspace and its
    seal with it: nobody gets another's, and a version that was tampered with is drawn anew."""

    def __init__(self, renderer: Renderer, most_bytes: int = MOST_BYTES) -> None:
        self._renderer, self._most = renderer, most_bytes
        self._kept: OrderedDict[Version, bytes] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def of(self, version: Version) -> bytes:
        """As `Renderer.pdf`, which is a pure function."""
        with self._lock:
            if version in self._kept:
                self._kept.move_to_end(version)
                return self._kept[version]
        drawn = self._renderer.pdf(version)
        with self._lock:
            self._keep(version, drawn)
        return drawn

    def _keep(self, version: Version, drawn: bytes) -> None:
        """Unless somebody else has drawn it meanwhile."""
        if version in self._kept:
            return
        self._kept[version] = drawn
        self._bytes += _size(version, drawn)
        while self._bytes > self._most:
            self._bytes -= _size(*self._kept.popitem(last=False))


def _size(version: Version, drawn: bytes) -> int:
    """A character of a document takes up to four bytes."""
    return 4 * len(version.document) + len(drawn)
