"""The API as one application, to be mounted at /api/v1."""

import re
from collections.abc import Callable
from functools import cache

from fastapi import FastAPI
from fastapi.responses import JSONResponse, Response
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.api import docs, problems
from bot.api.context import (
    CONTEXT,
    REQUESTS_A_MINUTE,
    STRANGERS_A_MINUTE,
    ApiContext,
    IsActive,
    anybody_is_active,
)
from bot.api.envelope import ResponseEnvelope
from bot.api.key_uses import KeyUses
from bot.api.noun import Noun
from bot.api.openapi import Json, description
from bot.api.rates import Rates
from bot.api.routers import (
    account_mappings,
    aging,
    approvals,
    bank_statements,
    collection,
    contract_approvals,
    contract_changes,
    contract_versions,
    contracts,
    conversation,
    corrections,
    customers,
    deliveries,
    documents,
    events,
    exports,
    imports,
    index_values,
    invoices,
    key,
    logos,
    milestones,
    money_in,
    payments,
    po_documents,
    products,
    purchase_orders,
    reminders,
    renewals,
    sender_profiles,
    settlements,
    tax_forms,
    undelivered,
    uploads,
    versions,
    webhook_endpoints,
)
from bot.logs.settings_asked import Note, unnoted
from bot.security.links import Links
from bot.security.secret_box import SecretBox
from jupiter_core.ports import Clock, Ids, RateCounters, Renderer, Store

PLACE = "/api/v1"
_SAID = """\
Deals become invoices: post one from a CPQ or a CRM, and finance approves it in Slack.

Every answer is JSON. Amounts are decimal strings, dates are ISO 8601, times are UTC. Errors follow
RFC 9457 and change nothing. A query parameter that an address does not have is refused with 400
and the ones that it has. Send an `Idempotency-Key` with every POST, so that a retry gets the
first answer and runs nothing twice. Send the `ETag` you last saw as `If-Match` with every change,
so that nobody's changes are overwritten unseen.
"""
_NOUNS = (
    invoices,
    approvals,
    versions,
    corrections,
    payments,
    money_in,
    settlements,
    bank_statements,
    collection,
    reminders,
    aging,
    conversation,
    documents,
    uploads,
    contracts,
    contract_approvals,
    contract_changes,
    contract_versions,
    index_values,
    milestones,
    renewals,
    customers,
    products,
    purchase_orders,
    po_documents,
    sender_profiles,
    logos,
    tax_forms,
    account_mappings,
    imports,
    exports,
    events,
    undelivered,
    webhook_endpoints,
    deliveries,
    key,
)


class Api:
    """REST v1 as an ASGI application: each request goes to the routes with `ctx` beside it."""

    def __init__(self, ctx: ApiContext) -> None:
        self.ctx = ctx

    @property
    def routes(self) -> list[BaseRoute]:
        """What it serves."""
        return routes().routes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await routes()({**scope, CONTEXT: self.ctx}, receive, send)


def make_api(
    *,
    store: Store,
    renderer: Renderer,
    links: Links,
    secret_box: SecretBox,
    clock: Clock,
    new_secret: Callable[[], bytes],
    wake: Callable[[], None],
    allowed_hosts: tuple[str, ...] = (),
    is_active: IsActive = anybody_is_active,
    requests_a_minute: int = REQUESTS_A_MINUTE,
    counters: RateCounters | None = None,
    mails: bool = False,
    note_look: Note = unnoted,
) -> Api:
    """The routes with what is behind them; `register` hangs them into the world."""
    ctx = ApiContext(
        store=store,
        renderer=renderer,
        links=links,
        secret_box=secret_box,
        clock=clock,
        wake=wake,
        new_secret=new_secret,
        allowed_hosts=allowed_hosts,
        is_active=is_active,
        rates=Rates(requests_a_minute, counters),
        uses=KeyUses(store, clock),
        strangers=Rates(STRANGERS_A_MINUTE, counters, "api-strangers"),
        mails=mails,
        note_look=note_look,
    )
    return Api(ctx)


@cache
def routes() -> FastAPI:
    """The routes alone, which is all that is needed to describe them; the same for all, since the
    first request of an application costs a tenth of a second. Not to be changed."""
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
        generate_unique_id_function=_operation_id,
    )
    problems.register(api, [each for noun in _NOUNS for each in noun.router.routes])
    for noun in _NOUNS:
        api.include_router(Noun(noun.router.routes))
    return api


@cache
def described() -> Json:
    """The description of the routes, which are the same in every process; made when first asked
    for. Not to be changed."""
    return description(routes())


@cache
def _described_bytes() -> bytes:
    return bytes(JSONResponse(described()).body)


def register(web: FastAPI, api: Api, ids: Ids) -> None:
    """Hangs the API into the web application, and its description beside it."""

    @web.get("/api/openapi.json", include_in_schema=False)
    def openapi() -> Response:
        headers = {"Access-Control-Allow-Origin": "*"}
        return Response(_described_bytes(), media_type="application/json", headers=headers)

    docs.register(web, described)
    web.router.routes.append(_mounted(ResponseEnvelope(api, ids.new)))


def _mounted(api: ASGIApp) -> Mount:
    """Whatever stands below its place is answered by the API, a path with a line break too: the
    point of Starlette's pattern stands for all but that."""
    mount = Mount(PLACE, app=api)
    mount.path_regex = re.compile(mount.path_regex.pattern, re.DOTALL)
    return mount


def _operation_id(route: APIRoute) -> str:
    """Of its summary: `list_invoices`."""
    return re.sub(r"[^a-z]+", "_", (route.summary or route.name).lower()).strip("_")
