"""What is said instead of the page: one friendly notice for every link that leads nowhere."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from bot.web.link.screen import Screen
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
    def notice(request: Request, status: int) -> HTMLResponse:
        title, text = _NOTICES[status]
        return screen.notice(request, status=status, title=title, text=text)

    @pages.exception_handler(LinkNotValid)
    def dead(request: Request, _: Exception) -> HTMLResponse:
        return notice(request, 404)

    @pages.exception_handler(RequestValidationError)
    def unreadable(request: Request, _: Exception) -> HTMLResponse:
        return notice(request, 400)

    @pages.exception_handler(HTTPException)
    def not_served(request: Request, error: HTTPException) -> HTMLResponse:
        answer = notice(request, error.status_code if error.status_code in _NOTICES else 400)
        answer.headers.update(error.headers or {})
        return answer

    @pages.exception_handler(500)
    def broken(request: Request, _: Exception) -> HTMLResponse:
        """The error itself goes on to the server's log."""
        return notice(request, 500)
