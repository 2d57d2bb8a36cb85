"""AP says something about the invoice: whoever has the link for changes, with or without proof."""

from collections.abc import Callable
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.intake.link.talk import DISPUTE, FORWARD, PROMISE, Said, TalkForm, said_of
from bot.web.link.context import LinkContext, Visit
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
from jupiter_core.commands.forwarding import (
    ForwardLink,
    RevokeForwarding,
    forward_link,
    revoke_forwarding,
)
from jupiter_core.commands.link import SOMEBODY
from jupiter_core.domain.conversation import TooMuchSaid
from jupiter_core.domain.forwarded_link import ForwardingGone, TooManyForwarded
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
    """At `/{token}/talk` and `/{token}/revoke`."""

    @pages.post("/{token}/talk")
    def talk(request: Request, token: str, typed: Annotated[TalkForm, Form()]) -> Response:
        return talks.take(request, token, typed)

    @pages.post("/{token}/revoke")
    def revoke(request: Request, token: str, link: Annotated[str, Form()] = "") -> Response:
        return talks.revoke(request, token, link)


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
            forwards = typed.form != FORWARD or self._may_forward(visit)
            if not (visit.link.may_write and forwards):
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
                held = _say(command, visit.uow)
        except (ValidationErrors, OutOfRange) as mistakes:
            return self._again(request, token, talk_mistaken(typed, mistakes, say), _MISTAKEN, 422)
        except (NotInState, NothingDue):
            return self._again(request, token, None, _CLOSED, 409)
        except (TooMuchSaid, TooManyForwarded):
            return self._again(request, token, TalkAttempt(typed=typed), _TOO_MUCH, 429)
        except (AlreadyDone, NothingChanged):
            return _to_page(token, typed)
        self._wake()
        return _to_page(token, typed, held=held)

    def revoke(self, request: Request, token: str, link_id: str) -> Response:
        """A link that was forwarded from here opens nothing any more; twice is once."""
        with self._door.reading(token) as visit:
            if not visit.link.may_write or visit.link.forwarded:
                return self._screen.page(request, visit, token=token, note=_READS_ONLY, status=403)
            key = (visit.invoice.id, sender(request), "talk")
            if not self._throttle.allows(key, visit.uow.now):
                return RedirectResponse(f"../{token}", status_code=303)
        try:
            with self._door.writing(token) as visit:
                command = RevokeForwarding(
                    by=SOMEBODY, invoice_id=visit.invoice.id, link_id=link_id[:64]
                )
                revoke_forwarding(command, visit.uow)
        except ForwardingGone:
            return RedirectResponse(f"../{token}?said=revoked", status_code=303)
        self._wake()
        return RedirectResponse(f"../{token}?said=revoked", status_code=303)

    def _may_forward(self, visit: Visit) -> bool:
        """Whoever was forwarded a link forwards none, and without a mail server nobody does."""
        return self._proofs.mails and not visit.link.forwarded

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


def _say(command: Said, uow: UnitOfWork) -> bool:
    """Whether it waits for a person now."""
    match command:
        case ForwardLink():
            return forward_link(command, uow).waits
        case RaiseDispute():
            raise_dispute(command, uow)
        case AnnouncePayment():
            announce_payment(command, uow)
        case AskQuestion():
            ask_question(command, uow)
    return False


def _to_page(token: str, typed: TalkForm, *, held: bool = False) -> RedirectResponse:
    """Relative, so that it holds behind any prefix; what was said is named for its note."""
    what = typed.form if typed.form in (DISPUTE, PROMISE, FORWARD) else "question"
    what = "held" if held else what
    return RedirectResponse(f"../{token}?said={what}", status_code=303)
