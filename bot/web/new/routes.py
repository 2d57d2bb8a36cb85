"""Hangs the builder at /new into the application: pages for anyone, without an account."""

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse
from starlette.routing import Route

from bot.web.guard import HEADERS, Guard
from bot.web.new import files as new_files
from bot.web.new import save as new_save
from bot.web.new import view as new_view
from bot.web.new.drawing import Busy, Drawing
from bot.web.new.form import limits
from bot.web.new.screen import NewScreen
from bot.web.notices import register_notices
from jupiter_core.ports import Clock, RateCounters, Store

_PUBLIC = {
    **{name: value for name, value in HEADERS.items() if name != "X-Robots-Tag"},
    "Content-Security-Policy": HEADERS["Content-Security-Policy"].replace(
        "img-src 'self'", "img-src 'self' blob: data:"
    ),
}
"""Search engines may find it, and the paper's pictures come within the page."""
_NOTICES = {
    404: ("There is no such page", "The builder is at /new, for contracts at /new/contract."),
    405: ("This address can't be used that way", "The builder is at /new."),
    400: ("The form arrived incomplete", "Nothing was kept. Go back and try again."),
    503: ("We're busy right now", "Go back and try again in a few seconds."),
    500: ("Something went wrong on our side", "Go back and try again in a few minutes."),
}


def register(
    app: FastAPI,
    *,
    store: Store,
    drawing: Drawing,
    clock: Clock,
    new_code: Callable[[], str],
    counters: RateCounters | None = None,
) -> None:
    """`new_code` gives a code of 60 random bits or more; `counters` are those that all
    processes share."""
    pages = FastAPI(openapi_url=None, redirect_slashes=False)
    screen = NewScreen()
    bounds = limits(clock, counters)
    new_view.register(pages, screen, drawing, bounds)
    new_files.register(pages, screen, drawing, bounds)
    new_save.register(pages, screen, drawing, bounds, store, new_code)
    _notices(pages, screen)
    guarded = Guard(pages, _PUBLIC)
    for path in ("/new", "/new/{rest:path}"):
        app.router.routes.append(Route(path, guarded, include_in_schema=False))


def _notices(pages: FastAPI, screen: NewScreen) -> None:
    notice = register_notices(pages, screen, _NOTICES)

    @pages.exception_handler(Busy)
    def busy(request: Request, _: Exception) -> HTMLResponse:
        answer = notice(request, 503)
        answer.headers["Retry-After"] = "5"
        return answer
