"""A draft that somebody without an account leaves for a workspace to take, under a code."""

from datetime import datetime, timedelta
from typing import Any, Literal

from jupiter_core.domain.frozen import Frozen, sha256_hex
from jupiter_core.domain.refusals import Refusal

KEPT_FOR = timedelta(days=7)
LARGEST_MATERIAL = 64 * 1024
"""Characters of its JSON."""
MOST_KEPT, MOST_CHARACTERS = 2_000, 32 * 1024 * 1024
"""Of all that wait to be taken: anyone may leave one."""
_TYPED = str.maketrans({"O": "0", "I": "1", "L": "1", "-": "", " ": ""})

Kind = Literal["invoice", "contract"]


class HandoverGone(Refusal):
    """Whether the code was wrong, used or too old is not told."""

    template = "There is no draft with this code: it was used, or it expired after seven days."


class HandoverTooLarge(Refusal):
    """The JSON of a draft has more than LARGEST_MATERIAL characters."""

    template = "This draft is too large to store. Shorten its text."


class HandoversFull(Refusal):
    """All drafts that wait together have reached MOST_KEPT or MOST_CHARACTERS."""

    template = (
        "No more drafts can be stored at the moment. Download yours, or try again in an hour."
    )


class Handover(Frozen):
    """`material` is the JSON material of the builder's form; who typed it is not known."""

    code_hash: str
    kind: Kind
    material: dict[str, Any]
    made_at: datetime
    expires_at: datetime


def code_hash_of(typed: str) -> str:
    """Of a code in any letter case, with or without its dashes; O, I and L count as digits."""
    return sha256_hex(typed.strip().upper().translate(_TYPED))
