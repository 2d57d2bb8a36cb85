"""Styles, scripts and icon of the pages. They name no invoice, so they may be cached."""

import hashlib
from functools import cache
from pathlib import Path

from fastapi import FastAPI
from fastapi.responses import Response

from bot.wording.colour import stylesheet
from jupiter_core.domain.party import colour_of
from jupiter_core.domain.refusals import InvalidColour

_STATIC = Path(__file__).parent / "static"
_TYPES = {
    "link.css": "text/css; charset=utf-8",
    "link.js": "text/javascript; charset=utf-8",
    "new.css": "text/css; charset=utf-8",
    "new.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}
_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
}


def register(app: FastAPI) -> None:
    """Beneath `/assets`: what is listed here, and a stylesheet for each colour."""

    @app.get("/assets/link/{name}", include_in_schema=False)
    def asset(name: str) -> Response:
        if name not in _TYPES:
            return Response(status_code=404)
        return Response(_content(name), media_type=_TYPES[name], headers=_HEADERS)

    @app.get("/assets/colour/{digits}.css", include_in_schema=False)
    def colour(digits: str) -> Response:
        """A legal entity's colour by its six digits, as custom properties."""
        try:
            text = stylesheet(colour_of(f"#{digits}"))
        except InvalidColour:
            return Response(status_code=404)
        return Response(text, media_type="text/css; charset=utf-8", headers=_HEADERS)


@cache
def fingerprint() -> str:
    """Another one with each change of an asset: part of the address, so that caches let go."""
    whole = b"".join(_content(name) for name in sorted(_TYPES))
    return hashlib.sha256(whole).hexdigest()[:12]


@cache
def _content(name: str) -> bytes:
    return (_STATIC / name).read_bytes()
