"""Leaving a draft for a workspace: it is kept under a code that is told once."""

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import Response

from bot.presenters.words import moment
from bot.web.new_form import Limits, Pairs, Sent, typed_in
from bot.web.new_result import result_of
from bot.web.new_screen import Left, NewScreen, Note
from bot.web.new_view import TOO_OFTEN
from jupiter_core.commands.handover import Leave, leave
from jupiter_core.domain.handover import HandoverTooLarge, Kind
from jupiter_core.ports import Renderer, Store


def register(
    pages: FastAPI,
    screen: NewScreen,
    paper: Renderer,
    limits: Limits,
    store: Store,
    new_code: Callable[[], str],
) -> None:
    def saved(request: Request, kind: Kind, sent: Pairs) -> Response:
        typed = typed_in(kind, sent)
        result = result_of(typed, paper)
        if not limits.allows(limits.saves, request):
            answer = screen.page(request, result, note=TOO_OFTEN, status=429)
            answer.headers["Retry-After"] = "60"
            return answer
        code = new_code()
        try:
            until = leave(Leave(code=code, kind=kind, material=typed.material()), store)
        except HandoverTooLarge as refusal:
            note = Note(tone="wrong", title=refusal.sentence)
            return screen.page(request, result, note=note, status=422)
        return screen.page(request, result, left=Left(code=code, until=moment(until)))

    @pages.post("/new/save")
    def save_invoice(request: Request, sent: Sent) -> Response:
        return saved(request, "invoice", sent)

    @pages.post("/new/contract/save")
    def save_contract(request: Request, sent: Sent) -> Response:
        return saved(request, "contract", sent)
