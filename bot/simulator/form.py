"""A form's body. A view in it is long, and every third of its signs is written as three."""

import string
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote_plus

_WRITTEN = [
    (sign, written)
    for sign in ("%", *string.punctuation.replace("%", ""))
    if (written := quote_plus(sign)) != sign
]
"""The sign of those that are written as three comes first."""


def form_encoded(form: Mapping[str, Any]) -> bytes:
    """As `urlencode` makes it, in half of the time."""
    pairs = (f"{_quoted(name)}={_quoted(str(value))}" for name, value in form.items())
    return "&".join(pairs).encode()


def _quoted(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        return quote_plus(text)
    for sign, written in _WRITTEN:
        text = text.replace(sign, written)
    return text.replace(" ", "+")
