"""Hangs the customer's page, the builder, assets and health checks into the application."""

from collections.abc import Callable

from fastapi import FastAPI
from fastapi.responses import RedirectResponse

from bot.presenters.links import Links
from bot.system import SystemClock, code_of_chance
from bot.web import (
    assets,
    health,
    link_amend,
    link_ask,
    link_code,
    link_e_invoices,
    link_papers,
    link_refusals,
    link_view,
    new,
)
from bot.web.guard import Guard
from bot.web.link_door import Door
from bot.web.link_offers import EInvoices
from bot.web.link_proof import Proofs
from bot.web.link_screen import Screen
from bot.web.new_drawing import Drawing
from bot.web.throttle import Throttle
from jupiter_core.ports import Clock, Renderer, Store


def register(
    app: FastAPI,
    *,
    store: Store,
    paper: Renderer,
    links: Links,
    nudge: Callable[[], None],
    clock: Clock | None = None,
    new_code: Callable[[], str] = code_of_chance,
    mails: bool = False,
) -> None:
    """`nudge` is called after a commit, so that the outbox is drained at once; `new_code` makes
    the codes under which drafts are left; `mails` says whether there is a mail server.

    Paths hold tokens: whoever writes an access log has to leave out what follows `/i/`.
    """
    door = Door(store, links)
    files = EInvoices(paper)
    proofs = Proofs(links, mails=mails)
    screen = Screen(files, proofs)
    throttle = Throttle()
    desk = link_amend.Desk(door, screen, proofs, throttle, paper, nudge)
    pages = FastAPI(openapi_url=None, redirect_slashes=False)
    link_view.register(pages, door, screen, proofs, throttle, nudge)
    link_papers.register(pages, door, paper)
    link_e_invoices.register(pages, door, screen, files)
    link_amend.register(pages, desk)
    link_code.register(pages, door, screen, links, proofs, throttle, paper, desk, nudge)
    link_ask.register(pages, door, proofs, throttle, nudge)
    link_refusals.register(pages, screen)
    health.register(app, store)
    assets.register(app)
    new.register(
        app,
        store=store,
        drawing=Drawing(paper),
        clock=clock or SystemClock(),
        new_code=new_code,
    )
    app.mount("/i", Guard(pages))

    @app.get("/", include_in_schema=False)
    def front() -> RedirectResponse:
        """Whoever comes without an invoice can make one."""
        return RedirectResponse("/new", status_code=307)
