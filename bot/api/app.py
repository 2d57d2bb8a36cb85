"""The API as one application, to be mounted at /api/v1."""

from collections.abc import Callable

from fastapi import FastAPI
from starlette.types import ASGIApp

from bot.api import problems
from bot.api.door import REQUESTS_A_MINUTE, STRANGERS_A_MINUTE, Door
from bot.api.envelope import Envelope
from bot.api.rates import Rates
from bot.api.routers import invoices
from bot.presenters.links import Links
from bot.sealing import Seals
from jupiter_core.ports import Clock, Ids, Renderer, Store

PLACE = "/api/v1"
_SAID = """\
Deals become invoices: post one from a CPQ or a CRM, and finance approves it in Slack.

Every answer is JSON. Amounts are decimal strings, days ISO dates, moments UTC. What is refused is
a problem by RFC 9457 and changes nothing. Send an `Idempotency-Key` with every POST: a repeat is
answered, and not done again. Send the `ETag` that you saw as `If-Match` with a change: what changed
meanwhile is told, and not overwritten.
"""


def make_api(
    *,
    store: Store,
    paper: Renderer,
    links: Links,
    seals: Seals,
    clock: Clock,
    new_secret: Callable[[], bytes],
    nudge: Callable[[], None],
    allowed_hosts: tuple[str, ...] = (),
    requests_a_minute: int = REQUESTS_A_MINUTE,
) -> FastAPI:
    """The API's routes; `register` wraps them for the world."""
    api = FastAPI(
        title="JupiterInvoice",
        version="1",
        description=_SAID,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        separate_input_output_schemas=False,
        servers=[{"url": PLACE}],
    )
    api.state.door = Door(
        store=store,
        paper=paper,
        links=links,
        seals=seals,
        clock=clock,
        nudge=nudge,
        new_secret=new_secret,
        allowed_hosts=allowed_hosts,
        rates=Rates(requests_a_minute),
        strangers=Rates(STRANGERS_A_MINUTE),
    )
    problems.register(api)
    for noun in (invoices,):
        api.include_router(noun.router)
    return api


def register(web: FastAPI, api: FastAPI, ids: Ids) -> None:
    """Hangs the API into the web application."""
    wrapped: ASGIApp = Envelope(api, ids.new)
    web.mount(PLACE, wrapped)
