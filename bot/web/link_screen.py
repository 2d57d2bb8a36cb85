"""Draws the customer's page, and the notices that stand in its place."""

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.presenters.link_fieldset import Attempt, po_form, whole_form
from bot.presenters.link_history import Step, since, step_at
from bot.presenters.link_page import link_page
from bot.web.assets import fingerprint
from bot.web.link_door import Visit
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

    def __init__(self) -> None:
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
        uow, invoice = visit.uow, visit.invoice
        page = link_page(invoice, published(history(uow, invoice.id)), uow.now)
        nonce = uow.new_id()
        asks_po = invoice.po_pending and conflict_since is None
        return self._drawn(
            request,
            "page.html",
            status,
            colour=page.colour,
            page=page,
            here=f"{request.scope['root_path']}/{token}",
            note=note or _saved(page.history, saved, page.seller.name),
            meanwhile=() if conflict_since is None else since(page.history, conflict_since),
            po=po_form(invoice, nonce, attempt) if asks_po and not page.closed else None,
            whole=None if page.closed else whole_form(invoice, nonce, attempt),
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


def _saved(steps: tuple[Step, ...], sequence: str, seller: str) -> Note | None:
    step = step_at(steps, int(sequence)) if sequence.isdecimal() and len(sequence) < 10 else None
    if step is None or not step.changes:
        return None
    return Note(tone="done", title=f"Saved: {step.words}.", text=f"{seller} was told.")
