"""AP says something about the invoice: whoever has the link for changes, with or without proof."""

from collections.abc import Callable
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.intake.link.talk import DISPUTE, PROMISE, Said, TalkForm, said_of
from bot.web.link.context import LinkContext
from bot.web.link.note import LinkNote
from bot.web.link.proof import Proofs, ProofState
from bot.web.link.screen import Screen
from bot.web.link.view import sender
from bot.web.pages.link.talk import TalkAttempt, talk_mistaken
from bot.web.throttle import Throttle
from jupiter_core.commands.conversation import (
    AnnouncePayment,
    AskQuestion,
    RaiseDispute,
    announce_payment,
    ask_question,
    raise_dispute,
)
from jupiter_core.domain.conversation import TooMuchSaid
from jupiter_core.domain.refusals import (
    AlreadyDone,
    NothingChanged,
    NothingDue,
    NotInState,
    OutOfRange,
    ValidationErrors,
)
from jupiter_core.ports import UnitOfWork

_MISTAKEN = LinkNote(tone="wrong", name="mistaken")
_TOO_OFTEN = LinkNote(tone="wrong", name="said_too_often")
_TOO_MUCH = LinkNote(tone="wrong", name="said_too_many")
_CLOSED = LinkNote(tone="wrong", name="said_closed")
_READS_ONLY = LinkNote(tone="wrong", name="reads_only")


def register(pages: FastAPI, talks: "Talks") -> None:
    """At `/{token}/talk`."""

    @pages.post("/{token}/talk")
    def talk(request: Request, token: str, typed: Annotated[TalkForm, Form()]) -> Response:
        return talks.take(request, token, typed)


class Talks:
    """Takes what AP says, and answers with the page that follows from it."""

    def __init__(
        self,
        ctx: LinkContext,
        screen: Screen,
        proofs: Proofs,
        throttle: Throttle,
        wake: Callable[[], None],
    ) -> None:
        self._door = ctx
        self._screen = screen
        self._proofs = proofs
        self._throttle = throttle
        self._wake = wake

    def take(self, request: Request, token: str, typed: TalkForm) -> Response:
        """What is refused is a page that says so; the same form again is taken for one."""
        with self._door.reading(token) as visit:
            if not visit.link.may_write:
                return self._screen.page(request, visit, token=token, note=_READS_ONLY, status=403)
            key = (visit.invoice.id, sender(request), "talk")
            allowed = self._throttle.allows(key, visit.uow.now)
            proven = self._proofs.of(request, visit, typed.email.strip()) is ProofState.PROVEN
            say = self._screen.wording(request, visit.invoice)
        if not allowed:
            return self._again(request, token, TalkAttempt(typed=typed), _TOO_OFTEN, 429)
        try:
            with self._door.writing(token) as visit:
                command = said_of(typed, visit.invoice.id, verified=proven)
                visit.uow.once(typed.key(visit.invoice.id))
                _say(command, visit.uow)
        except (ValidationErrors, OutOfRange) as mistakes:
            return self._again(request, token, talk_mistaken(typed, mistakes, say), _MISTAKEN, 422)
        except (NotInState, NothingDue):
            return self._again(request, token, None, _CLOSED, 409)
        except TooMuchSaid:
            return self._again(request, token, TalkAttempt(typed=typed), _TOO_MUCH, 429)
        except (AlreadyDone, NothingChanged):
            return _to_page(token, typed)
        self._wake()
        return _to_page(token, typed)

    def _again(
        self, request: Request, token: str, attempt: TalkAttempt | None, note: LinkNote, status: int
    ) -> Response:
        with self._door.reading(token) as visit:
            answer = self._screen.page(
                request, visit, token=token, note=note, talk=attempt, status=status
            )
        if status == 429:
            answer.headers["Retry-After"] = "60"
        return answer


def _say(command: Said, uow: UnitOfWork) -> None:
    match command:
        case RaiseDispute():
            raise_dispute(command, uow)
        case AnnouncePayment():
            announce_payment(command, uow)
        case AskQuestion():
            ask_question(command, uow)


def _to_page(token: str, typed: TalkForm) -> RedirectResponse:
    """Relative, so that it holds behind any prefix; what was said is named for its note."""
    what = typed.form if typed.form in (DISPUTE, PROMISE) else "question"
    return RedirectResponse(f"../{token}?said={what}", status_code=303)
