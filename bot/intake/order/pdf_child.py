"""Runs as a process of its own: a PDF on its input, what it says as JSON on its output.

PDFium is quick and written in C++, and the file is a stranger's. So it is read where nothing else
is: without our environment, files or threads, within bounds of time and memory, and whatever
happens to this process, the text is then simply not read. Encrypted files are not opened.
"""

import contextlib
import ctypes
import json
import sys
from typing import Any

import pypdfium2

PDFIUM: Any = pypdfium2.raw
"""The library's own functions, which have no types."""

MOST_PAGES, MOST_LETTERS = 5, 40_000
_SECONDS, _BYTES = 5, 768 * 1024 * 1024


def bounded() -> None:
    """Where the system can: processor time, memory, no files written, no core dump."""
    try:
        import resource
    except ImportError:
        return
    bounds = {
        resource.RLIMIT_CPU: _SECONDS,
        resource.RLIMIT_AS: _BYTES,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for what, most in bounds.items():
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def read(content: bytes) -> dict[str, object]:
    """Its first pages' text, and whether it holds scripts or attached files."""
    document = pypdfium2.PdfDocument(content)
    scripts = int(PDFIUM.FPDFDoc_GetJavaScriptActionCount(document))
    attached = int(PDFIUM.FPDFDoc_GetAttachmentCount(document))
    pages = (document[n] for n in range(min(len(document), MOST_PAGES)))
    return {
        "active": scripts > 0 or attached > 0,
        "text": "\f".join(map(_text_of, pages))[:MOST_LETTERS],
    }


def _text_of(page: pypdfium2.PdfPage) -> str:
    text = page.get_textpage()
    count = min(text.count_chars(), MOST_LETTERS)
    if count <= 0:
        return ""
    room = (ctypes.c_ushort * (count + 1))()
    written = PDFIUM.FPDFText_GetText(text, 0, count, room)
    return bytes(room)[: 2 * max(written - 1, 0)].decode("utf-16-le", "replace")


if __name__ == "__main__":
    bounded()
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)
