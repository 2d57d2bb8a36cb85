"""Versions to print, and what can be read back from their paper."""

from functools import cache
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.version import GENESIS, Version
from tests.factories import NOW, SAM, a_content, a_draft, a_line

NUMBER = "JUS-000001"


def an_issued(**changes: Any) -> Invoice:
    issued: dict[str, object] = {"state": State.ISSUED, "number": NUMBER, "revision": 1}
    return a_draft(**{**issued, **changes})


def an_issued_with(*descriptions: str) -> Invoice:
    """With a line of 10.00 for each description."""
    return an_issued(content=a_content(lines=tuple(a_line(d, "1", "10.00") for d in descriptions)))


def a_version(invoice: Invoice, note: str = "") -> Version:
    return Version.sealed(
        invoice, at=NOW, by=SAM, why="invoice.issued", note=note, previous_hash=GENESIS
    )


def the_first_version() -> Version:
    """The deal's; its seal is a fixed one, so that the paper does not hang on what is not on it."""
    return a_version(an_issued()).model_copy(update={"hash": "0" * 64})


@cache
def printed(version: Version) -> PdfReader:
    return PdfReader(BytesIO(PdfRenderer().pdf(version)))


def pages(invoice: Invoice, note: str = "") -> list[str]:
    """The text of each page, as a reader of the file gets it."""
    return [page.extract_text() for page in printed(a_version(invoice, note)).pages]


def text(invoice: Invoice, note: str = "") -> str:
    return "\n".join(pages(invoice, note))
