"""The e-invoices behind a link: of the current version and of every published one."""

from fastapi import FastAPI, Request
from fastapi.responses import Response

from bot.web.link.context import LinkContext
from bot.web.link.documents import file_name, named
from bot.web.link.offers import LinkEInvoices
from bot.web.link.screen import Screen
from bot.wording.disposition import disposition
from bot.wording.e_invoices import STANDARDS, Standard, why_none
from jupiter_core.domain.version import Version
from jupiter_core.ports import NoEInvoice


def register(pages: FastAPI, ctx: LinkContext, screen: Screen, files: LinkEInvoices) -> None:
    """Beside the PDFs, at the suffix of each standard."""
    for standard in STANDARDS:
        _register(pages, ctx, screen, files, standard)


def _register(
    pages: FastAPI, ctx: LinkContext, screen: Screen, files: LinkEInvoices, standard: Standard
) -> None:
    def answer(request: Request, version: Version) -> Response:
        name = file_name(version, standard.suffix)
        try:
            content = files.made(version, standard)
        except NoEInvoice as refusal:
            number = version.invoice().number
            title = f"There is no {standard.name} of {number}, version {version.revision}"
            return screen.notice(request, status=404, title=title, text=why_none(refusal))
        headers = {"Content-Disposition": disposition(name, download=True)}
        return Response(content, media_type="application/xml", headers=headers)

    @pages.api_route(f"/{{token}}/invoice.{standard.suffix}", methods=["GET", "HEAD"])
    def current(request: Request, token: str) -> Response:
        with ctx.reading(token) as visit:
            version = visit.version_at(visit.invoice.revision)
        return answer(request, version)

    @pages.api_route(f"/{{token}}/v/{{revision}}.{standard.suffix}", methods=["GET", "HEAD"])
    def of_version(request: Request, token: str, revision: str) -> Response:
        with ctx.reading(token) as visit:
            version = named(visit, revision)
        return answer(request, version)
