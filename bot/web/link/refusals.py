"""What is said instead of the page: one friendly notice for every link that leads nowhere."""

from typing import cast

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from bot.web.link.context import LinkReplaced
from bot.web.link.screen import Screen
from bot.web.notices import register_notices
from jupiter_core.domain.refusals import LinkNotValid

_NOTICES = {
    404: ("dead", "dead_text"),
    405: ("method", "method_text"),
    400: ("incomplete", "incomplete_text"),
    500: ("broken", "broken_text"),
}
"""For each status the names of its words."""


def register(pages: FastAPI, screen: Screen) -> None:
    notice = register_notices(pages, screen, _NOTICES)

    @pages.exception_handler(LinkNotValid)
    def dead(request: Request, _: Exception) -> HTMLResponse:
        return notice(request, 404)

    @pages.exception_handler(LinkReplaced)
    def replaced(request: Request, refusal: Exception) -> HTMLResponse:
        return screen.replaced(request, cast(LinkReplaced, refusal))
