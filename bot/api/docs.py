"""The documentation at /api/docs: one page, drawn once, with no script and nothing from outside."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.responses import HTMLResponse, Response
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.api.docs_page.page import docs_page

_HERE = Path(__file__).parent
_HEADERS = {
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; "
        "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
    ),
}
_STYLE_HEADERS = {
    "Cache-Control": "public, max-age=31536000, immutable",
    "X-Content-Type-Options": "nosniff",
}


def register(web: FastAPI, described: Callable[[], dict[str, Any]]) -> None:
    """`described` gives the description, which is asked for with the first visit."""
    style = (_HERE / "static" / "docs.css").read_bytes()

    @cache
    def html() -> str:
        return drawn(described(), style=hashlib.sha256(style).hexdigest()[:12])

    @web.get("/api/docs", include_in_schema=False)
    def docs() -> HTMLResponse:
        return HTMLResponse(html(), headers=_HEADERS)

    @web.get("/api/docs.css", include_in_schema=False)
    def css() -> Response:
        return Response(style, media_type="text/css; charset=utf-8", headers=_STYLE_HEADERS)


def drawn(described: dict[str, Any], *, style: str) -> str:
    """Autoescaped. `style` is the fingerprint of the sheet, so that caches let go of an old one."""
    templates = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return templates.get_template("docs.html").render(page=docs_page(described), style=style)
