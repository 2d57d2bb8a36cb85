"""The PDFs behind a link: the current one, and that of every published version."""

from fastapi import FastAPI, Request
from fastapi.responses import Response

from bot.web.link.context import LinkContext, Visit
from bot.web.link.kept import KeptAnswers, Source, address_of
from bot.web.link.language import wording_of
from bot.web.link.papers import Papers
from bot.web.link.view import sender
from bot.web.throttle import Throttle
from bot.wording.disposition import disposition
from bot.wording.documents import file_stem
from jupiter_core.domain.refusals import LinkNotValid
from jupiter_core.domain.version import Version

FOR_VIEWERS = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; object-src 'self'; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
"""A browser shows a PDF in a document of its own making, which styles itself."""


def register(
    pages: FastAPI, ctx: LinkContext, papers: Papers, throttle: Throttle, kept: KeptAnswers
) -> None:
    """At `/{token}/invoice.pdf` and `/{token}/v/{revision}.pdf`; `throttle` counts both
    together, and the e-invoices beside them."""

    @pages.api_route("/{token}/invoice.pdf", methods=["GET", "HEAD"])
    def current(request: Request, token: str, download: str = "") -> Response:
        if again := _again(request, kept, throttle):
            return again
        with ctx.reading(token) as visit:
            if is_too_often(request, visit, throttle):
                return too_often(visit, request)
            version, source = visit.version_at(visit.invoice.revision), Source.of(visit)
        answer = pdf(version, papers, download)
        kept.keep(address_of(request), source, answer)
        return answer

    @pages.api_route("/{token}/v/{revision}.pdf", methods=["GET", "HEAD"])
    def of_version(request: Request, token: str, revision: str, download: str = "") -> Response:
        with ctx.reading(token) as visit:
            if is_too_often(request, visit, throttle):
                return too_often(visit, request)
            version = named(visit, revision)
        return pdf(version, papers, download)


def _again(request: Request, kept: KeptAnswers, throttle: Throttle) -> Response | None:
    """The paper as it was answered before, where that holds. It counts as another request."""
    found = kept.find(address_of(request))
    if found is None:
        return None
    key = _counted(request, found.kept.source.invoice_id)
    if not throttle.allows(key, found.now):
        return _too_often(request, found.kept.source.language)
    return found.answer()


def is_too_often(request: Request, visit: Visit, throttle: Throttle) -> bool:
    """Counts this request for a file of the invoice too."""
    return not throttle.allows(_counted(request, visit.invoice.id), visit.uow.now)


def _counted(request: Request, invoice_id: str) -> tuple[str, str, str]:
    return invoice_id, sender(request), "paper"


def too_often(visit: Visit, request: Request) -> Response:
    """Instead of a file, whichever it was to be."""
    return _too_often(request, visit.invoice.content.language)


def _too_often(request: Request, language: str) -> Response:
    say = wording_of(request, language)
    text = f"{say.words.too_many_requests}\n"
    return Response(text, 429, {"Retry-After": "60"}, "text/plain; charset=utf-8")


def file_name(version: Version, suffix: str = "pdf") -> str:
    """`JUS-000001-v2.pdf`; a slash of its number is no folder of a ZIP."""
    return f"{file_stem(version.invoice())}.{suffix}"


def named(visit: Visit, revision: str) -> Version:
    """The version whose revision stands in an address. Raises LinkNotValid."""
    if not (revision.isascii() and revision.isdecimal() and len(revision) < 10):
        raise LinkNotValid()
    return visit.version_at(int(revision))


def pdf(version: Version, papers: Papers, download: str) -> Response:
    """Shown in the browser, or saved where `download` says anything."""
    return Response(
        papers.of(version),
        media_type="application/pdf",
        headers={
            "Content-Disposition": disposition(file_name(version), download=bool(download)),
            "Content-Security-Policy": FOR_VIEWERS,
        },
    )
