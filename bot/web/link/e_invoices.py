"""The e-invoices behind a link: of the current version and of every published one."""

from fastapi import FastAPI, Request
from fastapi.responses import Response

from bot.web.link.context import LinkContext
from bot.web.link.documents import file_name, is_too_often, named, too_often
from bot.web.link.offers import LinkEInvoices, needs_po_alone
from bot.web.link.screen import Screen
from bot.web.throttle import Throttle
from bot.wording.disposition import disposition
from bot.wording.e_invoices import STANDARDS, XRECHNUNGEN, Standard
from jupiter_core.domain.version import Version
from jupiter_core.ports import NoEInvoice


def register(
    pages: FastAPI, ctx: LinkContext, screen: Screen, files: LinkEInvoices, throttle: Throttle
) -> None:
    """Beside the PDFs, at the suffix of each standard; `throttle` is the one that counts those."""
    for standard in (*STANDARDS, *XRECHNUNGEN):
        _register(pages, ctx, screen, files, throttle, standard)


def _register(
    pages: FastAPI,
    ctx: LinkContext,
    screen: Screen,
    files: LinkEInvoices,
    throttle: Throttle,
    standard: Standard,
) -> None:
    def answer(request: Request, version: Version) -> Response:
        name = file_name(version, standard.suffix)
        try:
            content = files.made(version, standard)
        except NoEInvoice as missing:
            lacks_po = needs_po_alone(missing)
            called = files.name(version, standard)
            return screen.no_file(request, version.invoice(), called, lacks_po=lacks_po)
        headers = {"Content-Disposition": disposition(name, download=True)}
        return Response(content, media_type="application/xml", headers=headers)

    @pages.api_route(f"/{{token}}/invoice.{standard.suffix}", methods=["GET", "HEAD"])
    def current(request: Request, token: str) -> Response:
        with ctx.reading(token) as visit:
            if is_too_often(request, visit, throttle):
                return too_often(visit, request)
            version = visit.version_at(visit.invoice.revision)
        return answer(request, version)

    @pages.api_route(f"/{{token}}/v/{{revision}}.{standard.suffix}", methods=["GET", "HEAD"])
    def of_version(request: Request, token: str, revision: str) -> Response:
        with ctx.reading(token) as visit:
            if is_too_often(request, visit, throttle):
                return too_often(visit, request)
            version = named(visit, revision)
        return answer(request, version)
