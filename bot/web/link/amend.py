"""AP saves: the PO number, and who the invoice is addressed to."""

from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlencode

from fastapi import FastAPI, Form, Request
from fastapi.responses import RedirectResponse, Response

from bot.intake.link.conflict import merged
from bot.intake.link.fields import LinkForm
from bot.intake.link.form import amend_command, dedup_key
from bot.web.link.context import LinkContext, Visit
from bot.web.link.note import LinkNote
from bot.web.link.proof import Proofs, ProofState
from bot.web.link.screen import Screen
from bot.web.link.view import sender
from bot.web.pages.fieldset import again, asked_again, awaited, covered, mistaken
from bot.web.throttle import Throttle
from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.commands.held_change import Hold, hold_for_code, hold_for_person
from jupiter_core.domain.held_change import TooManyHeld
from jupiter_core.domain.invoice import OPEN, State
from jupiter_core.domain.refusals import (
    AlreadyDone,
    ChangedSinceSeen,
    NothingChanged,
    NotInState,
    ValidationErrors,
)
from jupiter_core.ports import Renderer

_MISTAKEN = LinkNote(tone="wrong", name="mistaken")
_TOO_OFTEN = LinkNote(tone="wrong", name="too_often")
_TOO_MANY = LinkNote(tone="wrong", name="too_many")
_CHANGED = LinkNote(tone="wrong", name="overtaken")
_READS_ONLY = LinkNote(tone="wrong", name="reads_only")
_CLOSED = {
    State.PAID: LinkNote(tone="wrong", name="closed_now_paid"),
    State.VOID: LinkNote(tone="wrong", name="closed_now_void"),
}


def register(pages: FastAPI, desk: "Desk") -> None:
    @pages.post("/{token}")
    def save(request: Request, token: str, typed: Annotated[LinkForm, Form()]) -> Response:
        return desk.save(request, token, typed)


class Desk:
    """Takes a form, and answers with the page that follows from it."""

    def __init__(
        self,
        ctx: LinkContext,
        screen: Screen,
        proofs: Proofs,
        throttle: Throttle,
        renderer: Renderer,
        wake: Callable[[], None],
    ) -> None:
        self._door = ctx
        self._screen = screen
        self._proofs = proofs
        self._throttle = throttle
        self._renderer = renderer
        self._nudge = wake

    def save(self, request: Request, token: str, typed: LinkForm) -> Response:
        """What is refused is a page that says so; all else is a redirect, to the page or to the
        code."""
        command = self._command(request, token, typed)
        if isinstance(command, Response):
            return command
        with self._door.reading(token) as visit:
            standing = self._proofs.of(request, visit, command.by.email)
            fresh = (
                command.expected_version == visit.invoice.sequence and visit.invoice.state in OPEN
            )
            idle = command.amendment == visit.invoice.amendable() and not command.for_contract
        if standing is ProofState.PROVEN:
            return self._commit(request, token, typed, verified(command))
        if not fresh:
            return self.overtaken(request, token, typed)
        if idle:
            return to_page(same=1)
        try:
            return self._hold(token, typed, command, standing)
        except TooManyHeld:
            with self._door.reading(token) as visit:
                attempt = again(typed, command.expected_version)
                return self._screen.page(
                    request, visit, token=token, note=_TOO_MANY, attempt=attempt, status=429
                )

    def done(self, token: str, typed: LinkForm, command: Amend) -> Response:
        """The PO alone, said to cover the contract, makes no version of this invoice."""
        with self._door.reading(token) as visit:
            same = visit.seen(typed.seen).amendable() == command.amendment
        return to_page(covered=1) if same else to_page(saved=command.expected_version + 1)

    def overtaken(self, request: Request, token: str, typed: LinkForm) -> Response:
        """Something happened to the invoice after the form was drawn."""
        with self._door.reading(token) as visit:
            seen, now = visit.seen(typed.seen), visit.invoice
            merge, say = merged(typed, seen, now), self._screen.wording(request, now)
            if now.state not in OPEN:
                return self._closed(request, visit, token)
            contract = visit.contract()
            known = covered(now, contract) or awaited(now, contract)
            covers_more = typed.for_contract and contract and not known
            if merge.same_as(now) and not covers_more:
                return to_page(same=1)
            return self._screen.page(
                request,
                visit,
                token=token,
                note=_CHANGED,
                attempt=asked_again(typed, merge, now.sequence, say),
                conflict_since=seen.sequence,
                status=409,
            )

    def _commit(self, request: Request, token: str, typed: LinkForm, command: Amend) -> Response:
        try:
            with self._door.writing(token) as visit:
                visit.uow.once(dedup_key(typed, visit.invoice.id))
                amend(command, visit.uow, self._renderer)
        except (ChangedSinceSeen, NotInState):
            return self.overtaken(request, token, typed)
        except NothingChanged:
            return to_page(same=1)
        except AlreadyDone:
            return self.done(token, typed, command)
        self._nudge()
        return self.done(token, typed, command)

    def _hold(self, token: str, typed: LinkForm, command: Amend, standing: ProofState) -> Response:
        """Kept as it was typed, until a code or a person lets it go. Raises TooManyHeld."""
        with self._door.writing(token) as visit:
            kept = typed.model_dump()
            if standing is ProofState.CODE:
                hold = Hold(change=command, typed=kept, mailbox=visit.invoice.mailed_to)
                answer = to_code(token, hold_for_code(hold, visit.uow).id)
            else:
                hold_for_person(Hold(change=command, typed=kept), visit.uow)
                answer = to_page(asked=1)
        self._nudge()
        return answer

    def _command(self, request: Request, token: str, typed: LinkForm) -> Amend | Response:
        with self._door.reading(token) as visit:
            if not visit.link.may_write:
                return self._screen.page(request, visit, token=token, note=_READS_ONLY, status=403)
            seen = visit.seen(typed.seen)
            key = (visit.invoice.id, sender(request), "save")
            # In a transaction that reads: the counter's own would wait in vain for one that writes.
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
                return amend_command(typed, seen, self._renderer)
            except ValidationErrors as mistakes:
                if visit.invoice.state not in OPEN:
                    return self._closed(request, visit, token)
                say = self._screen.wording(request, visit.invoice)
                return self._screen.page(
                    request,
                    visit,
                    token=token,
                    note=_MISTAKEN,
                    attempt=mistaken(typed, seen, mistakes, say),
                    status=422,
                )

    def _closed(self, request: Request, visit: Visit, token: str) -> Response:
        note = _CLOSED[visit.invoice.state]
        return self._screen.page(request, visit, token=token, note=note, status=409)


def verified(command: Amend) -> Amend:
    """By somebody for whom the AP contact's mailbox stands."""
    by = command.by.model_copy(update={"verified": True})
    return command.model_copy(update={"by": by})


def to_page(**query: int) -> RedirectResponse:
    """Relative, so that it holds behind any prefix."""
    return RedirectResponse(f"?{urlencode(query)}", status_code=303)


def to_code(token: str, held_id: str) -> RedirectResponse:
    """To where the code of a held change is asked for; relative, as `to_page`."""
    return RedirectResponse(f"{token}/code?{urlencode({'held': held_id})}", status_code=303)
