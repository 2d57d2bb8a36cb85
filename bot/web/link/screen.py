"""Draws the customer's page, and the notices that stand in its place."""

from pathlib import Path
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.web.assets import fingerprint
from bot.web.link.context import Visit
from bot.web.link.offers import LinkEInvoices
from bot.web.link.proof import Proofs
from bot.web.pages.fieldset import Attempt, awaited, covered, po_form, whole_form
from bot.web.pages.link.history import since, step_at
from bot.web.pages.link.page import LinkPage, link_page
from bot.web.pages.link.proving import WaitingChange, to_change
from bot.wording.text import full_stop
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.party_facts import BILL_TO_ADDRESS
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.history import history, published

_NEUTRAL = "#1f2937"


class LinkNote(Frozen):
    """What the page says at its top. `tone` is done, quiet or wrong."""

    tone: str
    title: str
    text: str = ""


class Screen:
    """Jinja with autoescape: whatever was typed is shown as typed."""

    def __init__(self, files: LinkEInvoices, proofs: Proofs) -> None:
        self._files = files
        self._proofs = proofs
        self._templates = Environment(
            loader=FileSystemLoader(Path(__file__).parents[1] / "pages" / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._templates.filters["full_stop"] = full_stop

    def page(
        self,
        request: Request,
        visit: Visit,
        *,
        token: str,
        note: LinkNote | None = None,
        attempt: Attempt | None = None,
        saved: str = "",
        conflict_since: int | None = None,
        status: int = 200,
    ) -> HTMLResponse:
        """`attempt` fills its form again; `saved` names the version that a note is made of;
        with `conflict_since` the page tells what happened after that version. A link that only
        reads has no forms, but says how to come to them."""
        uow, invoice, contract = visit.uow, visit.invoice, visit.contract()
        page = link_page(invoice, published(history(uow, INVOICE, invoice.id)), uow.now)
        nonce = uow.new_id()
        asks_po = invoice.po_pending and not invoice.is_credit_note and conflict_since is None
        offers = self._files.offers(visit)
        writes = visit.link.may_write and not page.closed
        return self._drawn(
            request,
            "page.html",
            status,
            colour=page.colour,
            page=page,
            files=offers[invoice.revision],
            offers=offers,
            here=f"{request.scope['root_path']}/{token}",
            note=note or _saved(page, saved, _more(visit), _to_check(visit)),
            meanwhile=() if conflict_since is None else since(page.history, conflict_since),
            po=po_form(invoice, nonce, attempt, contract) if asks_po and writes else None,
            whole=whole_form(invoice, nonce, attempt, contract) if writes else None,
            whole_open=bool(attempt and attempt.kind == "all" and writes),
            may_write=visit.link.may_write,
            to_change=None
            if visit.link.may_write
            else to_change(invoice, self._proofs.mailbox(visit)),
        )

    def code(
        self,
        request: Request,
        visit: Visit,
        *,
        token: str,
        waiting: WaitingChange,
        note: LinkNote | None = None,
        status: int = 200,
    ) -> HTMLResponse:
        """Asks for the code of a change that waits."""
        return self._drawn(
            request,
            "code.html",
            status,
            colour=visit.invoice.content.seller.colour,
            here=f"{request.scope['root_path']}/{token}",
            waiting=waiting,
            note=note,
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


def _saved(page: LinkPage, sequence: str, more: str, to_check: str) -> LinkNote | None:
    """`more` is what else follows from it, `to_check` is said where it changed the address."""
    named = sequence.isdecimal() and len(sequence) < 10
    step = step_at(page.history, int(sequence)) if named else None
    if step is None or not step.changes:
        return None
    checked = to_check if any(each.what == BILL_TO_ADDRESS for each in step.changes) else ""
    told = f"{checked} {more} We notified {full_stop(page.seller.name)}"
    told = " ".join(told.split())
    return LinkNote(tone="done", title=f"Saved: {full_stop(step.words)}", text=told)


def _to_check(visit: Visit) -> str:
    """What is unusual in the address that the invoice has now."""
    advice = visit.invoice.content.bill_to.address.advice()
    return " ".join(("Please check the address.", *(each.sentence for each in advice))) * bool(
        advice
    )


def _more(visit: Visit) -> str:
    """What waits for a person, and what the PO number covers besides."""
    invoice, contract = visit.invoice, visit.contract()
    seller = invoice.content.seller.legal_name
    told = []
    if awaited(invoice, contract):
        told.append(f"Sent to {seller} to confirm: the PO number for all upcoming invoices.")
    elif covered(invoice, contract):
        told.append("This PO number also applies to all upcoming invoices of this contract.")
    if invoice.mail_to is not None:
        told.append(
            f"Sent to {seller} to confirm: the new AP e-mail. Until then e-mail goes to the "
            "current address."
        )
    return " ".join(told)
