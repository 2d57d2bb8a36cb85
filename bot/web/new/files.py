"""What can be downloaded: an invoice's PDF and e-invoices, a contract's schedule and drafts."""

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.responses import Response

from bot.intake.files.contract import schedule_json
from bot.intake.new.errors import FormErrors
from bot.web.new.drawing import Drawing
from bot.web.new.form import Limits, Pairs, Sent, typed_in
from bot.web.new.result import Result
from bot.web.new.screen import NewScreen, PageNote
from bot.web.new.view import NO_STORE
from bot.web.pages.new.outcome import e_invoice_gaps
from bot.web.pages.new.schedule_csv import schedule_csv
from bot.wording.disposition import disposition
from bot.wording.e_invoices import STANDARDS, Standard
from jupiter_core.domain.handover import Kind

Made = Callable[[Result], Response | PageNote]


def register(pages: FastAPI, screen: NewScreen, drawing: Drawing, limits: Limits) -> None:
    desk = _FilesHandler(screen, drawing, limits)

    @pages.post("/new/invoice.pdf")
    def pdf(request: Request, sent: Sent) -> Response:
        return desk.answer(request, "invoice", sent, _pdf)

    for standard in STANDARDS:
        _register(pages, desk, standard)

    @pages.post("/new/contract/invoice.pdf")
    def draft(request: Request, sent: Sent) -> Response:
        return desk.answer(request, "contract", sent, _draft)

    @pages.post("/new/contract/schedule.json")
    def as_json(request: Request, sent: Sent) -> Response:
        return desk.answer(request, "contract", sent, _json)

    @pages.post("/new/contract/schedule.csv")
    def as_csv(request: Request, sent: Sent) -> Response:
        return desk.answer(request, "contract", sent, _csv)


def _register(pages: FastAPI, desk: "_FilesHandler", standard: Standard) -> None:
    @pages.post(f"/new/invoice.{standard.suffix}")
    def e_invoice(request: Request, sent: Sent) -> Response:
        return desk.e_invoice(request, sent, standard)


class _FilesHandler:
    """Answers a form with a file, or with the page that says what is missing for it."""

    def __init__(self, screen: NewScreen, drawing: Drawing, limits: Limits) -> None:
        self._screen = screen
        self._drawing = drawing
        self._limits = limits

    def answer(self, request: Request, kind: Kind, sent: Pairs, made: Made) -> Response:
        typed = typed_in(kind, sent)
        if not self._limits.allows(self._limits.downloads, request):
            return self._screen.too_often(request, self._drawing.of(typed, seen=False))
        result = self._drawing.of(typed)
        answer = made(result)
        if isinstance(answer, Response):
            return answer
        return self._screen.page(request, result, note=answer, status=422)

    def e_invoice(self, request: Request, sent: Pairs, standard: Standard) -> Response:
        def made(result: Result) -> Response | PageNote:
            return self._e_invoice(result, standard)

        return self.answer(request, "invoice", sent, made)

    def _e_invoice(self, result: Result, standard: Standard) -> Response | PageNote:
        if not (result.whole and result.version):
            return _not_yet("The e-invoice")
        missing = e_invoice_gaps(result.typed, result.version, self._drawing.renderer).get(standard)
        if missing:
            return _lacking(missing)
        content = standard.written(result.version, self._drawing.renderer)
        return _file(content, "application/xml", f"{_number(result)}.{standard.suffix}")


def _pdf(result: Result) -> Response | PageNote:
    if not result.whole:
        return _not_yet("The PDF")
    return _file(result.pdf, "application/pdf", f"{_number(result)}.pdf")


def _draft(result: Result) -> Response | PageNote:
    """A draft may lack what only a real invoice needs."""
    if not (result.pdf and result.rows):
        return _not_yet("The draft")
    shown = next(row.sequence for row in result.rows if row.shown)
    return _file(result.pdf, "application/pdf", f"{_contract(result)}-{shown}-draft.pdf")


def _json(result: Result) -> Response | PageNote:
    if result.schedule is None:
        return _not_yet("The schedule")
    content = schedule_json(result.schedule).encode()
    return _file(content, "application/json", f"{_contract(result)}-schedule.json")


def _csv(result: Result) -> Response | PageNote:
    if result.schedule is None:
        return _not_yet("The schedule")
    content = schedule_csv(result.schedule).encode()
    return _file(content, "text/csv; charset=utf-8", f"{_contract(result)}-schedule.csv")


def _number(result: Result) -> str:
    return result.typed.value("number").strip()


def _contract(result: Result) -> str:
    return result.typed.value("name").strip()[:80] or "contract"


def _not_yet(what: str) -> PageNote:
    return PageNote(
        tone="wrong", title=f"{what} can't be created yet. Please fix the following", lists=True
    )


def _lacking(missing: FormErrors) -> PageNote:
    sentences = " ".join(each.sentence for each in missing.mistakes)
    return PageNote(tone="wrong", title="The e-invoice can't be created yet.", text=sentences)


def _file(content: bytes, kind: str, name: str) -> Response:
    headers = {**NO_STORE, "Content-Disposition": disposition(name, download=True)}
    return Response(content, media_type=kind, headers=headers)
