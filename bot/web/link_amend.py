"""AP saves: the PO number, and who the invoice is addressed to."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlencode

from fastapi import FastAPI, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.presenters.link.conflict import merged
from bot.presenters.link.fields import Typed
from bot.presenters.link.fieldset import again, asked_again, covered, mistaken
from bot.presenters.link.form import amend_command, dedup_key
from bot.web.link_door import Door, Visit
from bot.web.link_screen import Note, Screen
from bot.web.link_view import sender
from bot.web.throttle import Throttle
from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.domain.invoice import OPEN
from jupiter_core.domain.refusals import (
    AlreadyDone,
    ChangedSinceSeen,
    Mistakes,
    NothingChanged,
    NotInState,
)
from jupiter_core.ports import Renderer

_MISTAKEN = Note(tone="wrong", title="Not saved yet. Please put this right:")
_TOO_OFTEN = Note(
    tone="wrong",
    title="Not saved: this was sent too often within a minute.",
    text="What you typed is still below. Wait a minute, then save it again.",
)
_CHANGED = Note(
    tone="wrong",
    title="Not saved yet: somebody changed this invoice after you opened it.",
    text="See what changed, check your own change below, and save again.",
)


def register(
    pages: FastAPI,
    door: Door,
    screen: Screen,
    throttle: Throttle,
    paper: Renderer,
    nudge: Callable[[], None],
) -> None:
    desk = _Desk(door, screen, throttle, paper, nudge)

    @pages.post("/{token}")
    def save(request: Request, token: str, typed: Annotated[Typed, Form()]) -> Response:
        return desk.save(request, token, typed)


class _Desk:
    """Takes a form, and answers with the page that follows from it."""

    def __init__(
        self,
        door: Door,
        screen: Screen,
        throttle: Throttle,
        paper: Renderer,
        nudge: Callable[[], None],
    ) -> None:
        self._door = door
        self._screen = screen
        self._throttle = throttle
        self._paper = paper
        self._nudge = nudge

    def save(self, request: Request, token: str, typed: Typed) -> Response:
        command = self._command(request, token, typed)
        if isinstance(command, Response):
            return command
        try:
            with self._door.writing(token) as visit:
                visit.uow.once(dedup_key(typed, visit.invoice.id))
                amend(command, visit.uow, self._paper)
        except (ChangedSinceSeen, NotInState):
            return self._overtaken(request, token, typed)
        except NothingChanged:
            return _to_page(same=1)
        except AlreadyDone:
            return self._done(token, typed, command)
        self._nudge()
        return self._done(token, typed, command)

    def _done(self, token: str, typed: Typed, command: Amend) -> Response:
        """The PO alone, said to cover the contract, makes no version of this invoice."""
        with self._door.reading(token) as visit:
            same = visit.seen(typed.seen).amendable() == command.amendment
        return _to_page(covered=1) if same else _to_page(saved=command.seen + 1)

    def _command(self, request: Request, token: str, typed: Typed) -> Amend | Response:
        with self._door.reading(token) as visit:
            seen = visit.seen(typed.seen)
            key = (visit.invoice.id, sender(request), "save")
            if not self._throttle.allows(key, visit.uow.now):
                answer = self._screen.page(
                    request,
                    visit,
                    token=token,
                    note=_TOO_OFTEN,
                    attempt=again(typed, seen.sequence),
                    status=429,
                )
                answer.headers["Retry-After"] = "60"
                return answer
            try:
                return amend_command(typed, seen, self._paper)
            except Mistakes as mistakes:
                if visit.invoice.state not in OPEN:
                    return self._closed(request, visit, token)
                return self._screen.page(
                    request,
                    visit,
                    token=token,
                    note=_MISTAKEN,
                    attempt=mistaken(typed, seen.sequence, mistakes),
                    status=422,
                )

    def _overtaken(self, request: Request, token: str, typed: Typed) -> Response:
        """Something happened to the invoice after the form was drawn."""
        with self._door.reading(token) as visit:
            seen, now = visit.seen(typed.seen), visit.invoice
            merge = merged(typed, seen, now)
            if now.state not in OPEN:
                return self._closed(request, visit, token)
            contract = visit.contract()
            covers_more = typed.for_contract and contract and not covered(now, contract)
            if merge.same_as(now) and not covers_more:
                return _to_page(same=1)
            return self._screen.page(
                request,
                visit,
                token=token,
                note=_CHANGED,
                attempt=asked_again(typed, merge, now.sequence),
                conflict_since=seen.sequence,
                status=409,
            )

    def _closed(self, request: Request, visit: Visit, token: str) -> Response:
        state = visit.invoice.state.words
        title = f"Not saved: this invoice is {state}, so it cannot be changed any more."
        note = Note(tone="wrong", title=title)
        return self._screen.page(request, visit, token=token, note=note, status=409)


def _to_page(**query: int) -> RedirectResponse:
    """Relative, so that it holds behind any prefix."""
    return RedirectResponse(f"?{urlencode(query)}", status_code=303)
