"""Draws the customer's page, and the notices that stand in its place."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from bot.web.assets import fingerprint
from bot.web.link.context import LinkReplaced, Visit, latest_tax_form
from bot.web.link.language import (
    LanguageLink,
    keeping,
    switch,
    wording_of,
    wording_without_invoice,
)
from bot.web.link.note import LinkNote
from bot.web.link.offers import LinkEInvoices
from bot.web.link.proof import Proofs
from bot.web.link.saved import saved_note
from bot.web.pages.drawing import templates
from bot.web.pages.fieldset import Attempt, LinkForms
from bot.web.pages.link.history import since
from bot.web.pages.link.order import OrderPanel, UploadAttempt, order_panel
from bot.web.pages.link.page import link_page
from bot.web.pages.link.proving import ToChange, WaitingChange, to_change
from bot.web.pages.link.rows import LabelledRow, email_row, phone_row
from bot.web.pages.link.statement import ListedPaper, MoreDocuments, StatementPage
from bot.web.pages.link.talk import TalkAttempt, TalkPanel, talk_panel
from bot.wording.page.wording import PageWording, sentence_of
from jupiter_core.commands.forwarding import forwarded_from
from jupiter_core.domain.invoice import OPEN, Invoice
from jupiter_core.ports.subject import INVOICE
from jupiter_core.queries.contract_papers import contract_papers
from jupiter_core.queries.history import history, shown_to_customer
from jupiter_core.queries.purchase_orders import drawdown, orders_of

_NEUTRAL = "#1f2937"


class Screen:
    """Jinja with autoescape: whatever was typed is shown as typed."""

    def __init__(self, files: LinkEInvoices, proofs: Proofs) -> None:
        self._files = files
        self._proofs = proofs

    def wording(self, request: Request, invoice: Invoice) -> PageWording:
        """The language that an answer about this invoice is in."""
        return wording_of(request, invoice.content.language)

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
        talk: TalkAttempt | None = None,
        upload: UploadAttempt | None = None,
        status: int = 200,
        new_id: Callable[[], str] | None = None,
    ) -> HTMLResponse:
        """`new_id` gives the ids of forms in the place of the transaction's own; `attempt` fills
        its form again; `saved` names the version that a note is made of; with `conflict_since` the
        page tells what happened after that version; `talk` fills what AP said again, and `upload`
        the form of the file. A link that only reads has no forms, but says how to come to them."""
        uow, invoice, contract = visit.uow, visit.invoice, visit.contract()
        say = self.wording(request, invoice)
        page = link_page(
            invoice, shown_to_customer(history(uow, INVOICE, invoice.id)), uow.now, say
        )
        asks_po = invoice.po_pending and not invoice.is_credit_note and conflict_since is None
        writes = visit.link.may_write and not page.closed
        new_id = new_id or uow.new_id
        forms = LinkForms(invoice, new_id(), attempt, contract, say)
        offers = self._files.offers(visit)
        here = _here(request, token)
        return self._drawn(
            request,
            "page.html",
            status,
            say,
            switch(say, here),
            colour=page.colour,
            page=page,
            files=offers[invoice.revision],
            offers=offers,
            here=here,
            note=note.shown(say) if note else saved_note(page, saved, visit, say),
            meanwhile=() if conflict_since is None else since(page.history, conflict_since),
            po=forms.po() if asks_po and writes else None,
            whole=forms.whole() if writes else None,
            whole_open=bool(attempt and attempt.kind == "all" and writes),
            may_write=visit.link.may_write,
            to_change=self._way_to_change(visit),
            talk=self._talk(visit, talk, say, new_id),
            more=self._more(visit),
            order=self._order(visit, upload, say),
        )

    def _order(
        self, visit: Visit, attempt: UploadAttempt | None, say: PageWording
    ) -> OrderPanel | None:
        """How far the purchase orders are used, for a link that may write: what others were billed
        is no matter of one invoice's link."""
        invoice = visit.invoice
        if not visit.link.may_write or invoice.is_credit_note:
            return None
        orders = [drawdown(visit.uow, each) for each in orders_of(visit.uow, invoice.content)]
        sent = visit.uow.po_documents.of(invoice.id)
        takes_file = invoice.state in OPEN
        if not (orders or sent or takes_file):
            return None
        seller = invoice.content.seller.legal_name
        return order_panel(orders, sent, attempt, seller, say, takes_file=takes_file)

    def _talk(
        self,
        visit: Visit,
        attempt: TalkAttempt | None,
        say: PageWording,
        new_id: Callable[[], str],
    ) -> TalkPanel | None:
        """What was said, for whoever may say something too."""
        if not visit.link.may_write:
            return None
        uow, seller = visit.uow, visit.invoice.content.seller.legal_name
        said = uow.conversation.of(visit.invoice.id)
        payable = visit.invoice.state in OPEN and not visit.invoice.is_credit_note
        may_forward = self._proofs.mails and not visit.link.forwarded
        return talk_panel(
            said,
            seller,
            new_id(),
            attempt,
            say,
            payable=payable,
            may_forward=may_forward,
            forwarded=forwarded_from(uow, visit.invoice.id) if may_forward else [],
        )

    def _more(self, visit: Visit) -> MoreDocuments | None:
        """What a link leads to besides; None where that is nothing."""
        has_account, form = self._proofs.is_contacts(visit), latest_tax_form(visit)
        if not has_account and form is None:
            return None
        papers = contract_papers(visit.uow, visit.invoice) if has_account else ()
        return MoreDocuments(
            has_account=has_account,
            papers=tuple(
                ListedPaper(id=each.subject_id, number=each.invoice().number or "")
                for each in papers
            ),
            contract=visit.invoice.content.contract_name,
            tax_form=form.name if form else "",
        )

    def statement(
        self, request: Request, visit: Visit, *, token: str, page: StatementPage
    ) -> HTMLResponse:
        """The statement of account."""
        say, here = self.wording(request, visit.invoice), _here(request, token)
        colour = visit.invoice.content.seller.colour
        ways = switch(say, f"{here}/statement")
        return self._drawn(
            request, "statement.html", 200, say, ways, colour=colour, page=page, here=here
        )

    def _way_to_change(self, visit: Visit) -> ToChange | None:
        """How somebody with a link that only reads comes to one that writes."""
        if visit.link.may_write:
            return None
        return to_change(visit.invoice, self._proofs.mailbox(visit))

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
        say, here = self.wording(request, visit.invoice), _here(request, token)
        return self._drawn(
            request,
            "code.html",
            status,
            say,
            switch(say, f"{here}/code", held=waiting.held_id),
            colour=visit.invoice.content.seller.colour,
            here=here,
            waiting=waiting,
            note=note.shown(say) if note else None,
        )

    def notice(self, request: Request, *, status: int, title: str, text: str) -> HTMLResponse:
        """A page that knows of no invoice; `title` and `text` are names in the table of words."""
        say = wording_without_invoice(request)
        return self._notice(request, status, say, say.word(title), say.word(text))

    def away(
        self,
        request: Request,
        *,
        typed: list[tuple[str, str]] | None,
        shown: Sequence[LabelledRow],
    ) -> HTMLResponse:
        """While the database cannot be asked. `typed` is a form to be sent again, as it came, and
        `shown` what of it people read; None where there is nothing to send again."""
        say = wording_without_invoice(request)
        back = "" if request.method in ("GET", "HEAD") else _page_of(request)
        kept = typed is not None
        return self._drawn(
            request,
            "away.html",
            503,
            say,
            () if kept else switch(say, back),
            colour=_NEUTRAL,
            title=say.words.away_kept if kept else say.words.away,
            text=say.words.away_kept_text if kept else say.words.away_text,
            typed=typed,
            shown=shown,
            back=back,
        )

    def no_file(
        self, request: Request, invoice: Invoice, name: str, *, lacks_po: bool
    ) -> HTMLResponse:
        """Where an e-invoice of this version cannot be made; `lacks_po`: for want of a PO number
        alone."""
        say, seller = self.wording(request, invoice), invoice.content.seller
        title = sentence_of(
            say.words.no_file_title,
            file=name,
            number=invoice.number or "",
            revision=str(invoice.revision),
        )
        text = sentence_of(say.words.no_file_text, seller=seller.legal_name)
        if lacks_po:
            text = f"{say.words.required.format(what=say.words.po_number)} {text}"
        contact = _contact(seller.email, seller.phone, say)
        return self._notice(request, 404, say, title, text, contact)

    def replaced(self, request: Request, link: LinkReplaced) -> HTMLResponse:
        """Whose invoice a link led to that a newer one replaced, and whom to ask."""
        say = wording_of(request, link.language)
        text = sentence_of(say.words.replaced_text, seller=link.seller)
        contact = _contact(link.email, link.phone, say)
        return self._notice(request, 404, say, say.words.replaced, text, contact)

    def _notice(
        self,
        request: Request,
        status: int,
        say: PageWording,
        title: str,
        text: str,
        contact: tuple[LabelledRow, ...] = (),
    ) -> HTMLResponse:
        return self._drawn(
            request,
            "notice.html",
            status,
            say,
            switch(say, "") if request.method in ("GET", "HEAD") else (),
            colour=_NEUTRAL,
            title=title,
            text=text,
            contact=contact,
        )

    def _drawn(
        self,
        request: Request,
        name: str,
        status: int,
        say: PageWording,
        languages: tuple[LanguageLink, ...],
        *,
        colour: str,
        **facts: Any,
    ) -> HTMLResponse:
        assets = request.scope["root_path"].removesuffix("/i") + "/assets"
        html = (
            templates()
            .get_template(name)
            .render(
                assets=assets,
                colour_digits=colour[1:],
                fingerprint=fingerprint(),
                say=say,
                words=say.words,
                languages=languages,
                keep=keeping(request),
                **facts,
            )
        )
        return HTMLResponse(html, status_code=status)


def _here(request: Request, token: str) -> str:
    return f"{request.scope['root_path']}/{token}"


def _page_of(request: Request) -> str:
    """The page that a form below it was sent from."""
    token = request.url.path.removeprefix(request.scope["root_path"]).lstrip("/").partition("/")[0]
    return _here(request, token)


def _contact(email: str, phone: str, say: PageWording) -> tuple[LabelledRow, ...]:
    rows = (email_row(email, say), phone_row(phone, say))
    return tuple(row for row in rows if row.value)
