"""Secrets and headers of the Standard Webhooks specification, whose own library signs.

A secret is 24 to 64 random bytes, written `whsec_` and base64. While a secret is being replaced,
both sign, and a receiver that knows either is content.

>>> secret = new_secret(bytes(32))
>>> secret_bytes(secret) == bytes(32)
True
"""

import binascii
from base64 import b64decode, b64encode
from collections.abc import Sequence
from datetime import UTC, datetime

from standardwebhooks import Webhook

from jupiter_core.domain.refusals import Refusal

PREFIX = "whsec_"
_LEAST, _MOST = 24, 64


class InvalidSecret(Refusal):
    """It is too short or too long, or no base64."""

    template = "A signing secret is whsec_ and the base64 of {least} to {most} bytes."
    least: int = _LEAST
    most: int = _MOST


def new_secret(random_text: bytes) -> str:
    """The secret that these random bytes make. Raises InvalidSecret for too few or too many."""
    _expect_length(random_text)
    return PREFIX + b64encode(random_text).decode()


def secret_bytes(secret: str) -> bytes:
    """The key that a secret stands for. Raises InvalidSecret.

    Read here, since the library drops what is no base64 and signs with the rest.
    """
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
    # The library reads a moment's clock as UTC whatever zone it names.
    at = at.astimezone(UTC)
    return {
        "webhook-id": event_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(
            Webhook(secret_bytes(secret)).sign(event_id, at, payload) for secret in secrets
        ),
    }


def _expect_length(key: bytes) -> None:
    if not _LEAST <= len(key) <= _MOST:
        raise InvalidSecret()
