"""Seals: HMAC-SHA256 with a key of the operator's, which no database has.

A seal names its key, so that keys can be replaced: `hmac-sha256.1f2e3d4c.<64 hexadecimal digits>`.
What was written before there was a key has the bare SHA-256 as its seal: that proves only that it
was not changed by accident, for anybody can make it.
"""

import hashlib
import hmac
from collections.abc import Sequence
from enum import StrEnum

from jupiter_core.domain.frozen import sha256_hex

_SCHEME = "hmac-sha256"


class NoKey(Exception):
    """Something was to be sealed, and there is no key."""


class Validity(StrEnum):
    """What a seal says of its text."""

    HOLDS = "holds"
    UNKEYED = "unkeyed"
    """A bare SHA-256 that fits: no key was needed for it."""
    UNKNOWN_KEY = "unknown_key"
    """Made with a key that is not at hand, or made up: it cannot be told."""
    BROKEN = "broken"


class Signer:
    """Seals with the first of its keys, and knows the seals of all of them. `keys` are secret
    bytes, newest first; without any, nothing can be sealed and no keyed seal be checked."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._keys = {_name_of(key): key for key in keys}
        self._newest = next(iter(self._keys), "")

    @property
    def has_key(self) -> bool:
        return bool(self._newest)

    def seal(self, text: str) -> str:
        """Raises NoKey."""
        if not self._newest:
            raise NoKey("nothing can be sealed without a key")
        return f"{_SCHEME}.{self._newest}.{_mac(self._keys[self._newest], text)}"

    def check(self, text: str, seal: str) -> Validity:
        """What `seal` says of `text`. Whatever they are, nothing is raised."""
        scheme, _, rest = seal.partition(".")
        name, _, mac = rest.partition(".")
        if scheme != _SCHEME:
            return Validity.UNKEYED if seal == sha256_hex(text) else Validity.BROKEN
        key = self._keys.get(name)
        if key is None:
            return Validity.UNKNOWN_KEY
        # As bytes: of text that is not ASCII, compare_digest raises.
        fits = hmac.compare_digest(_mac(key, text).encode(), mac.encode())
        return Validity.HOLDS if fits else Validity.BROKEN


def is_keyed(seal: str) -> bool:
    """Whether it claims to be made with a key."""
    return seal.startswith(f"{_SCHEME}.")


def _name_of(key: bytes) -> str:
    """Tells keys apart and tells nothing of them."""
    return _mac(key, "the name of this key")[:8]


def _mac(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
