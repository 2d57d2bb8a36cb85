"""Draws the customer's page, and the notices that stand in its place."""

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.presenters.link.fieldset import Attempt, covered, po_form, whole_form
from bot.presenters.link.history import since, step_at
from bot.presenters.link.page import LinkPage, link_page
from bot.web.assets import fingerprint
from bot.web.link_door import Visit
from bot.web.link_offers import EInvoices
from jupiter_core.domain.frozen import Frozen
from jupiter_core.queries.history import history, published

_NEUTRAL = "#1f2937"


class Note(Frozen):
    """What the page says at its top. `tone` is done, quiet or wrong."""

    tone: str
    title: str
    text: str = ""


class Screen:
    """Jinja with autoescape: whatever was typed is shown as typed."""

    def __init__(self, files: EInvoices) -> None:
        self._files = files
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parent / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def page(
        self,
        request: Request,
        visit: Visit,
        *,
        token: str,
        note: Note | None = None,
        attempt: Attempt | None = None,
        saved: str = "",
        conflict_since: int | None = None,
        status: int = 200,
    ) -> HTMLResponse:
        """`attempt` fills its form again; `saved` names the version that a note is made of;
        with `conflict_since` the page tells what happened after that version."""
        uow, invoice, contract = visit.uow, visit.invoice, visit.contract()
        page = link_page(invoice, published(history(uow, invoice.id)), uow.now)
        nonce = uow.new_id()
        asks_po = invoice.po_pending and not invoice.is_credit_note and conflict_since is None
        offers = self._files.offers(visit)
        return self._drawn(
            request,
            "page.html",
            status,
            colour=page.colour,
            page=page,
            files=offers[invoice.revision],
            offers=offers,
            here=f"{request.scope['root_path']}/{token}",
            note=note or _saved(page, saved, covers=covered(invoice, contract)),
            meanwhile=() if conflict_since is None else since(page.history, conflict_since),
            po=po_form(invoice, nonce, attempt, contract) if asks_po and not page.closed else None,
            whole=None if page.closed else whole_form(invoice, nonce, attempt, contract),
            whole_open=bool(attempt and attempt.kind == "all" and not page.closed),
        )

    def notice(self, request: Request, *, status: int, title: str, text: str) -> HTMLResponse:
        """A page that knows of no invoice."""
        return self._drawn(request, "notice.html", status, colour=_NEUTRAL, title=title, text=text)

    def _drawn(
        self, request: Request, name: str, status: int, *, colour: str, **facts: Any
    ) -> HTMLResponse:
        assets = request.scope["root_path"].removesuffix("/i") + "/assets"
        html = self._templates.get_template(name).render(
            assets=assets, colour_digits=colour[1:], fingerprint=fingerprint(), **facts
        )
        return HTMLResponse(html, status_code=status)


def _saved(page: LinkPage, sequence: str, *, covers: bool) -> Note | None:
    """`covers` when the PO number is that of the contract's coming invoices too."""
    named = sequence.isdecimal() and len(sequence) < 10
    step = step_at(page.history, int(sequence)) if named else None
    if step is None or not step.changes:
        return None
    told = f"{page.seller.name} was told."
    if covers and step.changes_po_number:
        told = f"All coming invoices of this contract will carry this PO number too. {told}"
    return Note(tone="done", title=f"Saved: {step.words}.", text=told)
