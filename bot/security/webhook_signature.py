"""Signatures of the Standard Webhooks specification, version v1: HMAC-SHA256 over id, time, body.

A secret is 24 to 64 random bytes, written `whsec_` and base64. While a secret is being replaced,
both sign, and a receiver that knows either is content.

>>> secret = new_secret(bytes(32))
>>> secret_bytes(secret) == bytes(32)
True
"""

import binascii
import hashlib
import hmac
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from jupiter_core.domain.refusals import Refusal

SECRET_BYTES = 32
"""How many a new secret has."""
PREFIX = "whsec_"
_LEAST, _MOST = 24, 64


@dataclass(eq=False)
class InvalidSecret(Refusal):
    template = "A signing secret is whsec_ and the base64 of {least} to {most} bytes."
    least: int = _LEAST
    most: int = _MOST


def new_secret(random_text: bytes) -> str:
    """The secret that these random bytes make. Raises InvalidSecret for too few or too many."""
    _expect_length(random_text)
    return PREFIX + b64encode(random_text).decode()


def secret_bytes(secret: str) -> bytes:
    """The key that a secret stands for. Raises InvalidSecret."""
    try:
        key = b64decode(secret.removeprefix(PREFIX), validate=True)
    except (binascii.Error, ValueError):
        raise InvalidSecret() from None
    _expect_length(key)
    return key


def signed_headers(
    event_id: str, at: datetime, payload: str, secrets: Sequence[str]
) -> dict[str, str]:
    """The three headers of the specification, with one signature for each secret.

    `event_id` is the same each time that the event is sent; `at` is the moment of this sending.
    """
    seconds = str(int(at.timestamp()))
    content = f"{event_id}.{seconds}.{payload}".encode()
    return {
        "webhook-id": event_id,
        "webhook-timestamp": seconds,
        "webhook-signature": " ".join(_signature(secret, content) for secret in secrets),
    }


def _signature(secret: str, content: bytes) -> str:
    mac = hmac.new(secret_bytes(secret), content, hashlib.sha256).digest()
    return f"v1,{b64encode(mac).decode()}"


def _expect_length(key: bytes) -> None:
    if not _LEAST <= len(key) <= _MOST:
        raise InvalidSecret()
