"""The logo of a file to render: a `data:` URL of a picture."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable
from typing import TypeAlias

from bot.intake.refusals import WrongShape

KeepLogo: TypeAlias = Callable[[bytes, str], str]
"""From a picture and its MIME type to the URL that a seller keeps; may refuse."""

_URL = re.compile(r"data:(image/png|image/jpeg|image/webp|image/svg\+xml);base64,(.*)", re.DOTALL)


def kept_logo(url: str, keep: KeepLogo) -> str:
    """Nothing stays nothing. Raises WrongShape, or what `keep` raises."""
    if not url:
        return ""
    match = _URL.fullmatch(url)
    if not match:
        raise WrongShape("a data: URL of a PNG, JPEG, WebP or SVG, in base64")
    try:
        content = b64decode(match[2], validate=True)
    except NotBase64:
        raise WrongShape("a data: URL in base64") from None
    return keep(content, match[1])
