"""Leaving a draft for a workspace: it is kept under a code that is told once."""

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import Response

from bot.web.new.drawing import Drawing
from bot.web.new.form import Limits, Pairs, Sent, typed_in
from bot.web.new.screen import NOT_KEPT, Left, NewScreen, PageNote
from bot.wording.figures import moment
from jupiter_core.commands.handover import Leave, leave
from jupiter_core.domain.handover import HandoversFull, HandoverTooLarge, Kind
from jupiter_core.ports import Store, StoreTrouble


def register(
    pages: FastAPI,
    screen: NewScreen,
    drawing: Drawing,
    limits: Limits,
    store: Store,
    new_code: Callable[[], str],
) -> None:
    """`new_code` makes the code under which a draft is left."""
    desk = _SaveHandler(screen, drawing, limits, store, new_code)

    @pages.post("/new/save")
    def save_invoice(request: Request, sent: Sent) -> Response:
        return desk.left(request, "invoice", sent)

    @pages.post("/new/contract/save")
    def save_contract(request: Request, sent: Sent) -> Response:
        return desk.left(request, "contract", sent)


class _SaveHandler:
    """Takes a draft in, and answers with its page and the code."""

    def __init__(
        self,
        screen: NewScreen,
        drawing: Drawing,
        limits: Limits,
        store: Store,
        new_code: Callable[[], str],
    ) -> None:
        self._screen = screen
        self._drawing = drawing
        self._limits = limits
        self._store = store
        self._new_code = new_code

    def left(self, request: Request, kind: Kind, sent: Pairs) -> Response:
        typed = typed_in(kind, sent)
        if not self._limits.allows(self._limits.saves, request):
            return self._screen.too_often(request, self._drawing.of(typed, seen=False))
        result = self._drawing.of(typed)
        code = self._new_code()
        try:
            until = leave(Leave(code=code, kind=kind, material=typed.material()), self._store)
        except HandoverTooLarge as refusal:
            note = PageNote(tone="wrong", title=refusal.sentence)
            return self._screen.page(request, result, note=note, status=422)
        except HandoversFull as refusal:
            note = PageNote(tone="wrong", title=refusal.sentence)
            answer = self._screen.page(request, result, note=note, status=503)
            answer.headers["Retry-After"] = "3600"
            return answer
        except StoreTrouble as trouble:
            answer = self._screen.page(request, result, note=NOT_KEPT, status=503)
            answer.headers["Retry-After"] = str(trouble.seconds)
            return answer
        return self._screen.page(request, result, left=Left(code=code, until=moment(until)))
