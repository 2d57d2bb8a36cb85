"""The base of every domain object: immutable, strict, with one canonical spelling."""

import hashlib
import json
from typing import Any

from pydantic import BaseModel, ConfigDict

_ENCODER = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)


class Frozen(BaseModel):
    """A value that never changes; unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


def canonical_json(value: Any) -> str:
    """JSON with sorted keys and no spaces: the same value always gives the same text.

    `value` is a `Frozen` object or plain JSON material.
    """
    plain = value.model_dump(mode="json") if isinstance(value, BaseModel) else value
    return _ENCODER.encode(plain)


def sha256_hex(text: str) -> str:
    """SHA-256 of the UTF-8 text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()
