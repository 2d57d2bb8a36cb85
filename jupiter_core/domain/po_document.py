"""A purchase order as a file that the customer's AP handed over on an invoice's link.

The kind is told from the content, never from the name or from what a browser declares. PDFs with
scripts or attached files are taken: order forms of procurement systems have both, no look at the
bytes finds all of them, and nothing here opens one. It is handed on as a download, unchanged, and
whoever gets it is told where it holds active content.
"""

import datetime as dt
from enum import StrEnum
from hashlib import sha256

from pydantic import Field

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment_instructions.find import payment_words
from jupiter_core.domain.refusals import FileTooLarge, Refusal, Required
from jupiter_core.domain.text import line_of

LARGEST = 5 * 1024 * 1024
"""Bytes: a scan of a few pages, or a telephone's photo."""
MOST_AN_HOUR = 5
MOST_KEPT = 20
"""Of one invoice."""
_NAME_LIMIT = 100
_TAIL = 2048


class FileKind(StrEnum):
    """What is taken, by its media type."""

    PDF = "application/pdf"
    PNG = "image/png"
    JPEG = "image/jpeg"
    WEBP = "image/webp"

    @property
    def suffix(self) -> str:
        """Of a file's name, without the point."""
        return {FileKind.PDF: "pdf", FileKind.JPEG: "jpg"}.get(self, self.value[6:])

    @property
    def words(self) -> str:
        """`PDF`."""
        return {FileKind.WEBP: "WebP"}.get(self, self.value.rpartition("/")[2].upper())


class UnknownFileKind(Refusal):
    """By its content it is neither a PDF nor a PNG, JPEG or WebP picture."""

    template = "This file is not a PDF, PNG, JPEG or WebP file."


class TooManyDocuments(Refusal):
    """MOST_AN_HOUR within the hour, or MOST_KEPT in all, of one invoice."""

    template = "Too many documents for this invoice. Try again in an hour, or send it by e-mail."


class ReadOrder(Frozen):
    """What the text of a document seems to say; a person confirms it before anything is done.
    What it does not say is empty. `active`: it holds scripts or attached files."""

    number: str = ""
    amount: Money | None = None
    valid_until: dt.date | None = None
    active: bool = False


class PoDocument(Frozen):
    """`sha256` is that of the content, `size` its bytes; `name` is what it is downloaded as."""

    id: str
    invoice_id: str
    name: str
    kind: FileKind
    sha256: str
    size: int
    by: Actor
    at: dt.datetime
    read: ReadOrder = Field(default_factory=ReadOrder)


def kind_of(content: bytes) -> FileKind:
    """By how each of them begins, and a PDF ends. Raises Required, FileTooLarge or
    UnknownFileKind."""
    if not content:
        raise Required("A file")
    if len(content) > LARGEST:
        raise FileTooLarge(len(content), LARGEST)
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-_TAIL:]:
        return FileKind.PDF
    if content.startswith(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"):
        return FileKind.PNG
    if content.startswith(b"\xff\xd8\xff"):
        return FileKind.JPEG
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return FileKind.WEBP
    raise UnknownFileKind()


def hash_of(content: bytes) -> str:
    """SHA-256 as hexadecimal digits."""
    return sha256(content).hexdigest()


def name_of(typed: str, kind: FileKind) -> str:
    """For people to know it by: without a folder, with the suffix of its kind. A name that hides
    or says something else, such as where to pay, is left out: others read it on the page."""
    stem = typed.replace("\\", "/").rpartition("/")[2][:500]
    if "." in stem:
        stem = stem.rpartition(".")[0]
    try:
        stem = line_of(stem, "The name", 500).strip(". ")[:_NAME_LIMIT]
    except Refusal:
        stem = ""
    if not stem or payment_words(stem):
        stem = "purchase-order"
    return f"{stem}.{kind.suffix}"


def expect_room(documents: list[PoDocument], now: dt.datetime) -> None:
    """Raises TooManyDocuments."""
    lately = sum(each.at > now - dt.timedelta(hours=1) for each in documents)
    if lately >= MOST_AN_HOUR or len(documents) >= MOST_KEPT:
        raise TooManyDocuments()
