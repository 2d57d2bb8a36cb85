"""What AP sees while the database cannot be asked: what they typed is kept on the page, and is sent
again from there. Each form counts once however often it comes, so that this does no harm."""

from typing import cast

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from bot.web.link.language import wording_without_invoice
from bot.web.link.screen import Screen
from bot.web.pages.link.rows import LabelledRow
from bot.wording.page.wording import PageWording
from jupiter_core.ports import StoreTrouble

Typed = list[tuple[str, str]]
_UNSEEN = frozenset({"form", "seen", "nonce", "covers", "held", "link", "reason", "access"})
"""Fields that nobody types."""
_UPLOAD = "multipart/form-data"


def register(pages: FastAPI, screen: Screen) -> None:
    """For every page behind a link."""

    @pages.exception_handler(StoreTrouble)
    async def away(request: Request, trouble: Exception) -> HTMLResponse:
        typed = await _typed(request)
        say = wording_without_invoice(request)
        answer = screen.away(request, typed=typed, shown=_shown(typed or [], say))
        answer.headers["Retry-After"] = str(cast(StoreTrouble, trouble).seconds)
        return answer


async def _typed(request: Request) -> Typed | None:
    """None where nothing was, or a file, which no page can send again by itself."""
    is_upload = request.headers.get("content-type", "").startswith(_UPLOAD)
    if request.method != "POST" or is_upload:
        return None
    form = await request.form()
    return [(name, text) for name, text in form.multi_items() if isinstance(text, str)]


def _shown(typed: Typed, say: PageWording) -> list[LabelledRow]:
    return [
        LabelledRow(label=_label(name, say), value=text)
        for name, text in typed
        if text and name not in _UNSEEN
    ]


def _label(name: str, say: PageWording) -> str:
    words = say.words
    known = {"text": words.details, "date": words.promised, "code": words.code_label}
    return known.get(name) or say.word(name)
