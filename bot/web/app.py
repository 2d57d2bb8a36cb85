"""Hangs the customer's page, the builder, assets and health checks into the application."""

from collections.abc import Callable
from datetime import timedelta

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from bot.security.links import Links
from bot.system import SystemClock, random_code
from bot.vitals import Vitals
from bot.web import assets, health
from bot.web.guard import Guard
from bot.web.link import account as link_account
from bot.web.link import amend as link_amend
from bot.web.link import ask as link_ask
from bot.web.link import away as link_away
from bot.web.link import code as link_code
from bot.web.link import documents as link_papers
from bot.web.link import e_invoices as link_e_invoices
from bot.web.link import po_document as link_po_document
from bot.web.link import refusals as link_refusals
from bot.web.link import talk as link_talk
from bot.web.link import view as link_view
from bot.web.link.context import LinkContext
from bot.web.link.kept import KeptAnswers
from bot.web.link.language import KeepsLanguage
from bot.web.link.offers import LinkEInvoices
from bot.web.link.papers import Papers
from bot.web.link.proof import Proofs
from bot.web.link.screen import Screen
from bot.web.new import routes as new
from bot.web.new.drawing import Drawing
from bot.web.throttle import throttle_of
from jupiter_core.ports import Clock, RateCounters, Renderer, Store


def register(
    app: FastAPI,
    *,
    store: Store,
    renderer: Renderer,
    links: Links,
    wake: Callable[[], None],
    clock: Clock | None = None,
    new_code: Callable[[], str] = random_code,
    mails: bool = False,
    counters: RateCounters | None = None,
    vitals: Vitals | None = None,
) -> None:
    """`wake` is called after a commit, so that the outbox is drained at once; `new_code` makes
    the codes under which drafts are left; `mails` says whether there is a mail server; `counters`
    are those that all processes share; `vitals` say whether this one can work.

    Paths hold tokens: whoever writes an access log has to leave out what follows `/i/`.
    """
    health.register(app, vitals or Vitals(store.expect_answer))
    assets.register(app)
    new.register(
        app,
        store=store,
        drawing=Drawing(renderer),
        clock=clock or SystemClock(),
        new_code=new_code,
        counters=counters,
    )
    pages = _behind_links(store, renderer, links, wake, mails=mails, counters=counters)
    app.mount("/i", Guard(KeepsLanguage(pages), uploads=link_po_document.UPLOADS))

    @app.get("/", include_in_schema=False)
    def front() -> RedirectResponse:
        """Whoever comes without an invoice can make one."""
        return RedirectResponse("/new", status_code=307)


def _behind_links(
    store: Store,
    renderer: Renderer,
    links: Links,
    wake: Callable[[], None],
    *,
    mails: bool,
    counters: RateCounters | None,
) -> FastAPI:
    """The customer's pages, each at an address that a link's token begins."""
    ctx = LinkContext(store, links)
    files = LinkEInvoices(renderer)
    drawn, kept = Papers(renderer), KeptAnswers(store)
    proofs = Proofs(links, mails=mails)
    screen = Screen(files, proofs)
    minute = timedelta(minutes=1)
    throttle = throttle_of("link", 20, minute, counters)
    papers = throttle_of("link-papers", 60, minute, counters)
    desk = link_amend.Desk(ctx, screen, proofs, throttle, renderer, wake)
    codes = link_code.Codes(ctx, screen, links, proofs, throttle, renderer, desk, wake)
    pages = FastAPI(openapi_url=None, redirect_slashes=False)
    link_view.register(pages, ctx, screen, proofs, throttle, wake, kept)
    link_papers.register(pages, ctx, drawn, papers, kept)
    link_e_invoices.register(pages, ctx, screen, files, papers)
    link_account.register(pages, ctx, screen, proofs, renderer, drawn, papers)
    link_amend.register(pages, desk)
    link_code.register(pages, codes)
    talks = link_talk.Talks(ctx, screen, proofs, throttle, wake)
    link_talk.register(pages, talks)
    uploads = link_po_document.PoUploads(ctx, screen, proofs, throttle, wake)
    link_po_document.register(pages, uploads)
    link_ask.register(pages, ctx, proofs, throttle, wake)
    link_refusals.register(pages, screen)
    link_away.register(pages, screen)
    return pages
