"""The code from the AP contact's mailbox: asked for, taken, sent again. What was typed waits in the
database meanwhile."""

from collections.abc import Callable
from typing import Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.intake.link.fields import LinkForm
from bot.security.links import Links
from bot.web.link.amend import Desk, verified
from bot.web.link.context import LinkContext, Visit
from bot.web.link.proof import Proofs
from bot.web.link.screen import LinkNote, Screen
from bot.web.link.view import sender
from bot.web.pages.link.proving import waiting
from bot.web.throttle import Throttle
from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.commands.held_change import Tried, held_change, send_code_again, try_code
from jupiter_core.domain.held_change import HeldChange, HeldChangeGone, TooManyHeld
from jupiter_core.domain.refusals import ChangedSinceSeen, NothingChanged, NotInState, Refusal
from jupiter_core.ports import Renderer

_NOTES = {
    Tried.WRONG: LinkNote(
        tone="wrong",
        title="That code is not correct.",
        text="Nothing was saved. Check the latest e-mail and enter its six digits again.",
    ),
    Tried.TOO_OLD: LinkNote(
        tone="wrong",
        title="This code has expired. Codes are valid for 15 minutes.",
        text="Nothing was saved yet, and nothing you entered is lost. Send the code again.",
    ),
    Tried.TOO_MANY: LinkNote(
        tone="wrong",
        title="Too many incorrect codes for this invoice.",
        text="Nothing was saved. Try again in an hour.",
    ),
}
_SENT = LinkNote(tone="quiet", title="We sent the code again.", text="It can take a minute.")
_TOO_OFTEN = LinkNote(
    tone="wrong",
    title="Too many attempts.",
    text="Nothing was saved, and nothing you entered is lost. Wait a few minutes, then continue.",
)
_STATUSES = {Tried.WRONG: 422, Tried.TOO_OLD: 422, Tried.TOO_MANY: 429}


def register(pages: FastAPI, codes: "Codes") -> None:
    @pages.api_route("/{token}/code", methods=["GET", "HEAD"])
    def asked(request: Request, token: str, held: str = "", again: str = "") -> Response:
        return codes.asked(request, token, held, _SENT if again else None)

    @pages.post("/{token}/code")
    def given(
        request: Request,
        token: str,
        held: Annotated[str, Form()] = "",
        code: Annotated[str, Form()] = "",
    ) -> Response:
        return codes.given(request, token, held, code)

    @pages.post("/{token}/code/again")
    def again(request: Request, token: str, held: Annotated[str, Form()] = "") -> Response:
        return codes.again(request, token, held)


class Codes:
    """Takes a code, and answers with the page that follows from it."""

    def __init__(
        self,
        ctx: LinkContext,
        screen: Screen,
        links: Links,
        proofs: Proofs,
        throttle: Throttle,
        renderer: Renderer,
        desk: Desk,
        wake: Callable[[], None],
    ) -> None:
        self._door = ctx
        self._screen = screen
        self._links = links
        self._proofs = proofs
        self._throttle = throttle
        self._renderer = renderer
        self._desk = desk
        self._nudge = wake

    def asked(
        self, request: Request, token: str, held_id: str, note: LinkNote | None, status: int = 200
    ) -> Response:
        """The page that asks for the code; back to the invoice where nothing waits for one any
        more."""
        with self._door.reading(token) as visit:
            try:
                held = _held(visit, held_id)
            except HeldChangeGone:
                return RedirectResponse(f"../{token}?gone=1", status_code=303)
            shown = waiting(held, visit.seen(str(held.seen)))
            return self._screen.code(
                request, visit, token=token, waiting=shown, note=note, status=status
            )

    def given(self, request: Request, token: str, held_id: str, code: str) -> Response:
        """Lets the change go with the right code, and remembers this browser; else asks again."""
        with self._door.reading(token) as visit:
            allowed = self._allows(request, visit)
        if not allowed:
            return self.asked(request, token, held_id, _TOO_OFTEN, 429)
        try:
            with self._door.writing(token) as visit:
                held = _held(visit, held_id)
                tried, refusal = self._tried(visit, held, code)
        except HeldChangeGone:
            return RedirectResponse(f"../{token}?gone=1", status_code=303)
        if tried is not Tried.RIGHT:
            return self.asked(request, token, held_id, _NOTES[tried], _STATUSES[tried])
        self._nudge()
        answer = self._after(request, token, held, refusal)
        self._proofs.keep(answer, visit, token, held.mailbox, held.by.email)
        return answer

    def again(self, request: Request, token: str, held_id: str) -> Response:
        """Mails the same code once more, and returns to the page that asks for it."""
        with self._door.reading(token) as visit:
            allowed = self._allows(request, visit)
        if not allowed:
            return self.asked(request, token, held_id, _TOO_OFTEN, 429)
        try:
            with self._door.writing(token) as visit:
                send_code_again(visit.invoice.id, _held(visit, held_id).id, visit.uow)
        except HeldChangeGone:
            return RedirectResponse(f"../../{token}?gone=1", status_code=303)
        except TooManyHeld:
            return self.asked(request, token, held_id, _TOO_OFTEN, 429)
        self._nudge()
        return RedirectResponse(f"../code?held={held_id}&again=1", status_code=303)

    def _tried(self, visit: Visit, held: HeldChange, code: str) -> tuple[Tried, Refusal | None]:
        """A right code is used up with what it lets go, in one transaction.

        What has happened to the invoice meanwhile is told; the code is used up all the same.
        """
        right = self._links.is_code(code, held.id)
        tried = try_code(visit.invoice.id, held.id, right=right, uow=visit.uow)
        if tried is not Tried.RIGHT:
            return tried, None
        try:
            amend(_command(held), visit.uow, self._renderer)
        except (ChangedSinceSeen, NotInState, NothingChanged) as refusal:
            return tried, refusal
        return tried, None

    def _after(
        self, request: Request, token: str, held: HeldChange, refusal: Refusal | None
    ) -> Response:
        typed = LinkForm.model_validate(held.typed)
        if isinstance(refusal, ChangedSinceSeen | NotInState):
            answer = self._desk.overtaken(request, token, typed)
        elif refusal is not None:
            return RedirectResponse(f"../{token}?same=1", status_code=303)
        else:
            answer = self._desk.done(token, typed, _command(held))
        if "location" in answer.headers:
            answer.headers["location"] = f"../{token}{answer.headers['location']}"
        return answer

    def _allows(self, request: Request, visit: Visit) -> bool:
        key = (visit.invoice.id, sender(request), "code")
        return self._throttle.allows(key, visit.uow.now)


def _held(visit: Visit, held_id: str) -> HeldChange:
    """Raises HeldChangeGone, also for a link that may not write."""
    if not visit.link.may_write:
        raise HeldChangeGone()
    return held_change(visit.uow, visit.invoice.id, held_id)


def _command(held: HeldChange) -> Amend:
    return verified(
        Amend(
            by=held.by,
            invoice_id=held.invoice_id,
            expected_version=held.seen,
            amendment=held.amendment,
            for_contract=held.for_contract,
        )
    )
