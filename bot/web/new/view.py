"""The builder's pages: fresh, with lines added or removed, and what changes as somebody types."""

from datetime import date

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from bot.intake.new.example import empty, example
from bot.web.new.drawing import Drawing
from bot.web.new.form import Limits, Pairs, Sent, typed_in
from bot.web.new.result import Result
from bot.web.new.screen import ADDRESSES, NewScreen
from jupiter_core.domain.handover import Kind

NO_STORE = {"Cache-Control": "no-store"}


def register(pages: FastAPI, screen: NewScreen, drawing: Drawing, limits: Limits) -> None:
    desk = _ViewHandler(screen, drawing, limits)
    for kind, path in ADDRESSES.items():
        _register(pages, desk, kind, path)


def _register(pages: FastAPI, desk: "_ViewHandler", kind: Kind, path: str) -> None:
    @pages.api_route(path, methods=["GET", "HEAD"])
    def fresh(request: Request, start: str = "") -> HTMLResponse:
        return desk.fresh(request, kind, start)

    @pages.post(path)
    def changed(request: Request, sent: Sent) -> HTMLResponse:
        return desk.changed(request, kind, sent)

    @pages.post(f"{path}/preview")
    def preview(request: Request, sent: Sent) -> Response:
        return desk.preview(request, kind, sent)


class _ViewHandler:
    """Answers a form with the page, or the parts of it, that follow."""

    def __init__(self, screen: NewScreen, drawing: Drawing, limits: Limits) -> None:
        self._screen = screen
        self._drawing = drawing
        self._limits = limits
        self._examples: dict[tuple[Kind, date, bool], Result] = {}

    def fresh(self, request: Request, kind: Kind, start: str) -> HTMLResponse:
        """The example, unless an empty form is asked for."""
        today = self._limits.clock.now().date()
        blank = start == "empty"
        result = self._example(kind, today, blank=blank)
        answer = self._screen.page(request, result, fresh=not start, example=not blank)
        answer.headers["Cache-Control"] = "no-cache"
        return answer

    def changed(self, request: Request, kind: Kind, sent: Pairs) -> HTMLResponse:
        typed = typed_in(kind, sent)
        if not self._limits.allows(self._limits.previews, request):
            return self._screen.too_often(request, self._drawing.of(typed, seen=False))
        return self._screen.page(request, self._drawing.of(typed))

    def preview(self, request: Request, kind: Kind, sent: Pairs) -> Response:
        if not self._limits.allows(self._limits.previews, request):
            return Response(status_code=429, headers={"Retry-After": "60"})
        result = self._drawing.of(typed_in(kind, sent))
        return JSONResponse(self._screen.parts(request, result), headers=NO_STORE)

    def _example(self, kind: Kind, today: date, *, blank: bool) -> Result:
        """The same for everybody all day: drawn once."""
        drawn = self._examples.get((kind, today, blank))
        if drawn is None:
            drawn = self._drawing.of((empty if blank else example)(kind, today))
            kept = {k: v for k, v in self._examples.items() if k[1] == today}
            self._examples = {**kept, (kind, today, blank): drawn}
        return drawn
