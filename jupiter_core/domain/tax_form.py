"""A tax form that a legal entity hands to its customers, such as the W-9 of the United States: a
PDF, kept with its hash, and each one that another took the place of."""

import datetime as dt
from hashlib import sha256

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import FileTooLarge, NotAPdf, Required
from jupiter_core.domain.text import line_of

LARGEST = 700_000
"""Bytes: with room for its JSON, what a request to the API may hold."""
_TAIL = 2048


class TaxForm(Frozen):
    """`sha256` is that of the content, `size` its bytes; `name` is what it is downloaded as."""

    id: str
    profile_id: str
    name: str
    sha256: str
    size: int
    by: Actor
    at: dt.datetime


def hash_of(content: bytes) -> str:
    """The SHA-256 as hexadecimal digits. Raises Required, FileTooLarge or NotAPdf."""
    if not content:
        raise Required("A file")
    if len(content) > LARGEST:
        raise FileTooLarge(len(content), LARGEST)
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-_TAIL:]:
        raise NotAPdf()
    return sha256(content).hexdigest()


def name_of(typed: str) -> str:
    """A file name without a folder, ending in `.pdf`. Raises Required, TooLong or Unprintable."""
    name = line_of(typed.replace("\\", "/").rpartition("/")[2], "The name", 120, required=True)
    return name if name.lower().endswith(".pdf") else f"{name}.pdf"
