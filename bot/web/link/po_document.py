"""AP uploads the purchase order: whoever has the link for changes, with or without proof."""

import re
from collections.abc import Callable
from typing import Annotated

from fastapi import FastAPI, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from bot.intake.link.po_document import PoUpload, handed_over
from bot.web.guard import TOO_LARGE, Uploads
from bot.web.link.context import LinkContext
from bot.web.link.note import LinkNote
from bot.web.link.proof import Proofs, ProofState
from bot.web.link.screen import Screen
from bot.web.link.view import sender
from bot.web.pages.link.order import UploadAttempt, upload_mistaken, upload_too_large
from bot.web.throttle import Throttle
from jupiter_core.commands.po_document import hand_over_po
from jupiter_core.domain.invoice import OPEN
from jupiter_core.domain.po_document import LARGEST, TooManyDocuments
from jupiter_core.domain.refusals import NothingChanged, NotInState, ValidationErrors

UPLOADS = Uploads(re.compile(".*/po-document"), LARGEST + 16 * 1024, 6 * LARGEST)
_MISTAKEN = LinkNote(tone="wrong", name="mistaken")
_TOO_OFTEN = LinkNote(tone="wrong", name="po_not_sent_often", text="po_not_sent_text")
_TOO_MANY = LinkNote(tone="wrong", name="po_not_sent_many", text="po_not_sent_text")
_CLOSED = LinkNote(tone="wrong", name="said_closed")
_READS_ONLY = LinkNote(tone="wrong", name="reads_only")
_Text = Annotated[str, Form()]


def register(pages: FastAPI, uploads: "PoUploads") -> None:
    """At `/{token}/po-document`."""

    @pages.post("/{token}/po-document")
    def upload(
        request: Request,
        token: str,
        file: Annotated[UploadFile | None, File()] = None,
        name: _Text = "",
        email: _Text = "",
    ) -> Response:
        content = file.file.read() if file else b""
        named = (file.filename or "") if file else ""
        typed = PoUpload(name=name, email=email, file_name=named, content=content)
        return uploads.take(request, token, typed)


class PoUploads:
    """Takes a file, and answers with the page that follows from it."""

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

    def take(self, request: Request, token: str, typed: PoUpload) -> Response:
        """What is refused is a page that says so; the same file again is told as known."""
        with self._door.reading(token) as visit:
            invoice = visit.invoice
            if not visit.link.may_write:
                return self._screen.page(request, visit, token=token, note=_READS_ONLY, status=403)
            key = (invoice.id, sender(request), "upload")
            allowed = self._throttle.allows(key, visit.uow.now)
            proven = self._proofs.of(request, visit, typed.email.strip()) is ProofState.PROVEN
            say = self._screen.wording(request, invoice)
        if not allowed:
            return self._again(request, token, UploadAttempt.of(typed), _TOO_OFTEN, 429)
        if invoice.state not in OPEN or invoice.is_credit_note:
            return self._again(request, token, None, _CLOSED, 409)
        if request.scope.get(TOO_LARGE):
            return self._again(request, token, upload_too_large(say), _MISTAKEN, 413)
        try:
            # Outside a transaction: to read a PDF may take some seconds.
            command = handed_over(typed, invoice, verified=proven)
            with self._door.writing(token) as visit:
                document = hand_over_po(command, visit.uow)
        except ValidationErrors as mistakes:
            attempt = upload_mistaken(typed, mistakes, say)
            return self._again(request, token, attempt, _MISTAKEN, 422)
        except NotInState:
            return self._again(request, token, None, _CLOSED, 409)
        except TooManyDocuments:
            return self._again(request, token, UploadAttempt.of(typed), _TOO_MANY, 429)
        except NothingChanged:
            return _to_page(token, "po_known")
        self._wake()
        return _to_page(token, "po_sent", document.id)

    def _again(
        self, request: Request, token: str, attempt: UploadAttempt | None, note: LinkNote, code: int
    ) -> Response:
        with self._door.reading(token) as visit:
            answer = self._screen.page(
                request, visit, token=token, note=note, upload=attempt, status=code
            )
        if code == 429:
            answer.headers["Retry-After"] = "60"
        return answer


def _to_page(token: str, said: str, file: str = "") -> RedirectResponse:
    """Relative, so that it holds behind any prefix."""
    named = f"&file={file}" if file else ""
    return RedirectResponse(f"../{token}?said={said}{named}", status_code=303)
