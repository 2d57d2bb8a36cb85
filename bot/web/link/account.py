"""What only the link that was mailed to the AP contact leads to: the documents of the contract and
the statement of account. Everybody else with a link gets to see the one invoice that it is for; the
seller's tax form is for every link for changes."""

from functools import partial

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse

from bot.web.link.context import LinkContext, Visit, latest_tax_form
from bot.web.link.documents import FOR_VIEWERS, file_name, is_too_often, pdf, too_often
from bot.web.link.papers import Papers
from bot.web.link.proof import Proofs
from bot.web.link.screen import Screen
from bot.web.link.zipped import zipped
from bot.web.pages.link.statement import statement_page, statement_paper
from bot.web.throttle import Throttle
from bot.wording.disposition import disposition
from bot.wording.page.wording import page_wording
from jupiter_core.domain.refusals import LinkNotValid
from jupiter_core.ports import Renderer
from jupiter_core.queries.account_statement import account_statement
from jupiter_core.queries.contract_papers import contract_papers


def register(
    pages: FastAPI,
    ctx: LinkContext,
    screen: Screen,
    proofs: Proofs,
    renderer: Renderer,
    drawn: Papers,
    throttle: Throttle,
) -> None:
    """At `/{token}/documents.zip`, `/{token}/documents/{invoice_id}.pdf`, `/{token}/statement`,
    `/{token}/statement.pdf` and `/{token}/tax-form.pdf`; `throttle` counts them with the other
    files."""

    @pages.api_route("/{token}/documents.zip", methods=["GET", "HEAD"])
    def documents(request: Request, token: str) -> Response:
        with ctx.reading(token) as visit:
            _expect_contact(visit, proofs)
            if is_too_often(request, visit, throttle):
                return too_often(visit, request)
            papers = contract_papers(visit.uow, visit.invoice)
            name = f"{visit.invoice.number}-documents.zip"
        if not papers:
            raise LinkNotValid()
        files = ((file_name(each), each.at, partial(renderer.pdf, each)) for each in papers)
        headers = {"Content-Disposition": disposition(name, download=True)}
        return StreamingResponse(zipped(files), media_type="application/zip", headers=headers)

    @pages.api_route("/{token}/documents/{invoice_id}.pdf", methods=["GET", "HEAD"])
    def document(request: Request, token: str, invoice_id: str, download: str = "") -> Response:
        """One of those that are in the ZIP, and no other. A number may have a slash in it."""
        with ctx.reading(token) as visit:
            _expect_contact(visit, proofs)
            if is_too_often(request, visit, throttle):
                return too_often(visit, request)
            papers = contract_papers(visit.uow, visit.invoice)
        paper = next((each for each in papers if each.subject_id == invoice_id), None)
        if paper is None:
            raise LinkNotValid()
        return pdf(paper, drawn, download)

    @pages.api_route("/{token}/tax-form.pdf", methods=["GET", "HEAD"])
    def tax_form(request: Request, token: str) -> Response:
        """Of the seller, for whoever may change things: it has their tax number on it."""
        with ctx.reading(token) as visit:
            form = latest_tax_form(visit)
            if form is None:
                raise LinkNotValid()
            if is_too_often(request, visit, throttle):
                return too_often(visit, request)
            content = visit.uow.tax_forms.content(form.id)
        headers = {"Content-Disposition": disposition(form.name, download=True)}
        return Response(content, media_type="application/pdf", headers=headers)

    @pages.api_route("/{token}/statement", methods=["GET", "HEAD"])
    def statement(request: Request, token: str) -> HTMLResponse:
        with ctx.reading(token) as visit:
            _expect_contact(visit, proofs)
            say = screen.wording(request, visit.invoice)
            page = statement_page(visit.invoice, account_statement(visit.uow, visit.invoice), say)
            return screen.statement(request, visit, token=token, page=page)

    @pages.api_route("/{token}/statement.pdf", methods=["GET", "HEAD"])
    def statement_pdf(request: Request, token: str, download: str = "") -> Response:
        with ctx.reading(token) as visit:
            _expect_contact(visit, proofs)
            if is_too_often(request, visit, throttle):
                return too_often(visit, request)
            uow, invoice = visit.uow, visit.invoice
            account = account_statement(uow, invoice)
            # In the paper's own language, whose letters its fonts have; the reader's may be others.
            say = page_wording(invoice.content.language)
            paper = statement_paper(invoice, account, say, uow.workspace_id)
        headers = {
            "Content-Disposition": disposition(
                f"statement-{account.until}.pdf", download=bool(download)
            ),
            "Content-Security-Policy": FOR_VIEWERS,
        }
        content = renderer.tables(paper)
        return Response(content, media_type="application/pdf", headers=headers)


def _expect_contact(visit: Visit, proofs: Proofs) -> None:
    """Raises LinkNotValid, as for what is not there."""
    if not proofs.is_contacts(visit):
        raise LinkNotValid()
