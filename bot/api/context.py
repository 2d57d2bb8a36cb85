"""Who asks the API: the key of a request, its workspace, and what it may do there."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from typing import Annotated

from fastapi import Request, Security
from fastapi.responses import Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from bot.api.key_uses import KeyUses
from bot.api.query import expect_known_query
from bot.api.rates import Rates
from bot.api.refusals import KeyNotKnown, TooManyRequests
from bot.logs.settings_asked import Note, settings_asked_for, unnoted
from bot.security.links import Links
from bot.security.rate_limits import group_of
from bot.security.secret_box import SecretBox
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import ApiKey, OwnerGone, OwnerNotKnown, Scope, secret_hash_of
from jupiter_core.domain.refusals import NotFound, NotPermitted
from jupiter_core.ports import Clock, Renderer, Store, UnitOfWork
from jupiter_core.queries.readable import reads_all

REQUESTS_A_MINUTE = 600
STRANGERS_A_MINUTE = 60
"""From one address without a live key."""
CONTEXT = "jupiter.api"
"""Where in the scope of a request its `ApiContext` is."""

_OF_SETTINGS = frozenset(scope for scope in Scope if scope.noun in {"sender-profiles", "webhooks"})
_OF_INVOICES = (Scope.INVOICES_READ, Scope.CONTRACTS_READ, Scope.EVENTS_READ)

_BEARER = HTTPBearer(
    auto_error=False,
    scheme_name="API key",
    description="`Authorization: Bearer jup_…`, made with `jupiter api-key make` or in Slack.",
)


IsActive = Callable[[str, str], bool | None]
"""Whether somebody (workspace, Slack user id) is an active member now; None: Slack is silent."""


def anybody_is_active(_workspace_id: str, _user_id: str) -> bool:
    """Where there is no Slack to ask."""
    return True


@dataclass(frozen=True)
class ApiContext:
    """The parts behind the routers. `wake` wakes the outbox after a commit; `new_secret` gives
    256 random bits; `allowed_hosts` are those that webhooks may reach inside; `mails` says
    whether there is a mail server."""

    store: Store
    renderer: Renderer
    links: Links
    secret_box: SecretBox
    clock: Clock
    wake: Callable[[], None]
    new_secret: Callable[[], bytes]
    rates: Rates
    strangers: Rates
    uses: KeyUses
    allowed_hosts: tuple[str, ...] = ()
    is_active: IsActive = anybody_is_active
    mails: bool = False
    note_look: Note = unnoted


@dataclass(frozen=True)
class Caller:
    """The key that asks, and its workspace."""

    ctx: ApiContext
    workspace_id: str
    key: ApiKey

    @property
    def actor(self) -> Actor:
        return self.key.actor

    def spend(self, amount: int) -> None:
        """Counts as many requests more for work that is large. Raises TooManyRequests."""
        if not amount:
            return
        allowance = self.ctx.rates.take(self.key.id, self.ctx.clock.now(), amount)
        if not allowance.granted:
            raise TooManyRequests(allowance.limit, allowance.reset)

    def expect_active_owner(self) -> None:
        """Asked of Slack anew for each approval. Raises OwnerGone or OwnerNotKnown."""
        active = self.ctx.is_active(self.workspace_id, self.key.owner)
        if active is None:
            raise OwnerNotKnown(self.key.name)
        if not active:
            raise OwnerGone(self.key.name)

    @contextmanager
    def reading(self) -> Iterator[UnitOfWork]:
        """A consistent look at the workspace of the key."""
        with self.ctx.store.read(self.workspace_id) as uow:
            yield uow


@dataclass(frozen=True)
class Reply:
    """What is to be answered; `body` is JSON, or empty."""

    body: str
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def response(self) -> Response:
        media_type = "application/json" if self.body else None
        return Response(self.body, self.status, dict(self.headers), media_type)


def caller(scope: Scope | None = None, instead: Scope | None = None) -> Callable[..., Caller]:
    """A dependency: the caller, whose key has `scope`, or the one that stands `instead` of it;
    any live key, where none is named."""
    scopes = [scope.value] if scope else []

    def known(
        request: Request,
        said: Annotated[HTTPAuthorizationCredentials | None, Security(_BEARER, scopes=scopes)],
    ) -> Caller:
        ctx: ApiContext = request.scope[CONTEXT]
        found = _known(ctx, request, said.credentials if said else "")
        allowance = ctx.rates.take(found.key.id, ctx.clock.now())
        request.state.rate = allowance.headers
        if not allowance.granted:
            raise TooManyRequests(allowance.limit, allowance.reset)
        with _noted(found, request, scope):
            if scope and not (instead and found.key.may(instead)):
                found.key.expect(scope)
        if scope in _OF_INVOICES:
            _expect_reader(found)
        expect_known_query(request)
        return found

    return known


def _noted(found: Caller, request: Request, scope: Scope | None) -> AbstractContextManager[None]:
    if scope not in _OF_SETTINGS:
        return nullcontext()
    return settings_asked_for(
        workspace=found.workspace_id,
        person=found.key.owner,
        what=f"{request.method} {request.scope['route'].path}",
        key=found.key.id,
        note=found.ctx.note_look,
    )


def _expect_reader(found: Caller) -> None:
    """A key reads no more than its owner. Where not every full member may read, those of
    approvers read and no others: a key is in no channel. Raises NotPermitted."""
    with found.reading() as uow:
        if not reads_all(uow, found.key.owner):
            raise NotPermitted("read invoices", "In this workspace, keys of approvers can.")


def _known(ctx: ApiContext, request: Request, secret: str) -> Caller:
    """Raises KeyNotKnown, and TooManyRequests for an address that goes on trying."""
    address = request.client.host if request.client else ""
    try:
        workspace_id, key = ctx.store.workspace_of_key(_hash_of(secret))
        if key.is_valid(ctx.clock.now()) and key.takes(address):
            ctx.uses.note(workspace_id, key.id)
            return Caller(ctx, workspace_id, key)
    except NotFound:
        pass
    # Only now: a key that is good never waits for strangers at its own address.
    allowance = ctx.strangers.take(group_of(address), ctx.clock.now())
    if not allowance.granted:
        raise TooManyRequests(allowance.limit, allowance.reset)
    raise KeyNotKnown()


def _hash_of(secret: str) -> str:
    """Raises NotFound for what cannot be a key."""
    secret_hash = secret_hash_of(secret)
    if not secret_hash:
        raise NotFound("API key", "of that form")
    return secret_hash
