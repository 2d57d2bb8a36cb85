"""What is said instead of the page: one friendly notice for every link that leads nowhere."""

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse

from bot.web.link.screen import Screen
from bot.web.notices import register_notices
from jupiter_core.domain.refusals import LinkNotValid

_NOTICES = {
    404: (
        "There is no invoice at this link",
        "It may be incomplete, or replaced by a newer one. Ask whoever sent it for a new link.",
    ),
    405: (
        "This link can't be used that way",
        "Open it in a browser, from the message it came in.",
    ),
    400: (
        "The form arrived incomplete",
        "Nothing was saved. Open the link again and fill in the form once more.",
    ),
    500: (
        "Something went wrong on our side",
        "Nothing was saved. Please try again in a few minutes.",
    ),
}


def register(pages: FastAPI, screen: Screen) -> None:
    notice = register_notices(pages, screen, _NOTICES)

    @pages.exception_handler(LinkNotValid)
    def dead(request: Request, _: Exception) -> HTMLResponse:
        return notice(request, 404)
