"""What pages answer where a request cannot be served: for each status a notice in words."""

from collections.abc import Callable, Mapping
from typing import Protocol

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

Notice = Callable[[Request, int], HTMLResponse]


class _Screen(Protocol):
    def notice(self, request: Request, *, status: int, title: str, text: str) -> HTMLResponse: ...


def register_notices(
    pages: FastAPI, screen: _Screen, notices: Mapping[int, tuple[str, str]]
) -> Notice:
    """Answers what is unreadable, not served or broken with the title and text of its status, of
    which 400 and 500 must be there; gives what draws one, for refusals of the pages' own."""

    def notice(request: Request, status: int) -> HTMLResponse:
        title, text = notices[status]
        return screen.notice(request, status=status, title=title, text=text)

    @pages.exception_handler(RequestValidationError)
    def unreadable(request: Request, _: Exception) -> HTMLResponse:
        return notice(request, 400)

    @pages.exception_handler(HTTPException)
    def not_served(request: Request, error: HTTPException) -> HTMLResponse:
        answer = notice(request, error.status_code if error.status_code in notices else 400)
        answer.headers.update(error.headers or {})
        return answer

    @pages.exception_handler(500)
    def broken(request: Request, _: Exception) -> HTMLResponse:
        """The error itself goes on to the server's log."""
        return notice(request, 500)

    return notice
