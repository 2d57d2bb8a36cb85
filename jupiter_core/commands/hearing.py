"""Who hears of an event by webhook: endpoints whose API key may read it, at that moment.

An endpoint answers by the key that made or changed it last. Where that key was revoked or has
expired, another key of the same owner that may read all that the endpoint takes stands in for it,
so that a new key can take the place of an old one without a word missed. Where there is none, the
endpoint is switched off, and people hear of it.
"""

from collections.abc import Iterable, Iterator

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import ApiKey, Scope
from jupiter_core.domain.event_scopes import expect_readable, may_read
from jupiter_core.domain.events import EventName
from jupiter_core.domain.refusals import NotFound, placed
from jupiter_core.domain.webhook import WebhookEndpoint
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.key_reading import key_reads

KEYLESS = (
    "The API key that it answered by was revoked or has expired, and no other key of the same "
    "owner may read what it takes."
)


def listening(uow: UnitOfWork, name: EventName) -> list[WebhookEndpoint]:
    """Endpoints that are to hear of such events now."""
    wanting = (each for each in uow.webhook_endpoints.all() if each.wants(name))
    return [each for each in wanting if may_hear(uow, each, name)]


def may_hear(uow: UnitOfWork, endpoint: WebhookEndpoint, name: EventName) -> bool:
    """Whether the key that the endpoint answers by may read this event now."""
    if endpoint.answering.kind is not ActorKind.API_KEY:
        return True
    key = _key_of(uow, endpoint)
    return key is not None and key_reads(uow, key, name)


def keyless_endpoints(uow: UnitOfWork) -> list[str]:
    """Those that are on though no key stands behind them any more."""
    return [
        each.id
        for each in uow.webhook_endpoints.all()
        if each.is_on and each.answering.kind is ActorKind.API_KEY and _key_of(uow, each) is None
    ]


def expect_to_read(uow: UnitOfWork, by: Actor, names: Iterable[EventName]) -> None:
    """Raises EventsNotInScope at `events`."""
    if by.kind is ActorKind.API_KEY:
        key = uow.api_keys.get(by.id)
        placed("events", lambda: expect_readable(key, names))


def _key_of(uow: UnitOfWork, endpoint: WebhookEndpoint) -> ApiKey | None:
    try:
        key = uow.api_keys.get(endpoint.answering.id)
    except NotFound:
        return None
    if key.is_valid(uow.now):
        return key
    return next(_standing_in(uow, key, endpoint.taken), None)


def _standing_in(uow: UnitOfWork, gone: ApiKey, events: Iterable[EventName]) -> Iterator[ApiKey]:
    """The newest first."""
    taken = tuple(events)
    for key in reversed(uow.api_keys.all()):
        ours = bool(gone.owner) and key.owner == gone.owner and key.is_valid(uow.now)
        if ours and key.may(Scope.WEBHOOKS_WRITE) and all(may_read(key, each) for each in taken):
            yield key
