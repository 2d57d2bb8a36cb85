"""Which scope an API key needs to read an event, by webhook as well as from the list of events."""

from collections.abc import Iterable

from jupiter_core.domain.api_key import ApiKey, Scope
from jupiter_core.domain.events import EventName
from jupiter_core.domain.refusals import Refusal

SCOPE_OF_NOUN: dict[str, Scope] = {
    "invoice": Scope.INVOICES_READ,
    "credit_note": Scope.INVOICES_READ,
    "payment": Scope.INVOICES_READ,
    "contract": Scope.CONTRACTS_READ,
    "customer": Scope.CUSTOMERS_READ,
    "product": Scope.PRODUCTS_READ,
    "purchase_order": Scope.INVOICES_READ,
    "sender_profile": Scope.SENDER_PROFILES_READ,
    "webhook_endpoint": Scope.WEBHOOKS_READ,
    "api_key": Scope.EVENTS_READ,
    "workspace": Scope.EVENTS_READ,
}
"""By what stands before the full stop of an event's name."""
_EVERY_READ = tuple(scope for scope in Scope if scope.reads)


class EventsNotInScope(Refusal):
    """The key is right, and may not read what these events say."""

    template = "The API key “{key}” may not hear of {events}: it lacks {scopes}."
    key: str
    events: str
    scopes: str


def scopes_to_read(name: EventName) -> tuple[Scope, ...]:
    """What a key needs, all of it. An event of which no line speaks needs every read scope."""
    scope = SCOPE_OF_NOUN.get(name.partition(".")[0])
    return (scope,) if scope else _EVERY_READ


def may_read(key: ApiKey, name: EventName) -> bool:
    """Whether the key has every scope that an event of this name needs."""
    return all(key.may(scope) for scope in scopes_to_read(name))


def readable(key: ApiKey) -> tuple[EventName, ...]:
    """All events that the key may read."""
    return tuple(name for name in EventName if may_read(key, name))


def expect_readable(key: ApiKey, names: Iterable[EventName]) -> None:
    """Raises EventsNotInScope, which names what is missing."""
    unread = [name for name in names if not may_read(key, name)]
    if not unread:
        return
    missing = (scope for name in unread for scope in scopes_to_read(name) if not key.may(scope))
    raise EventsNotInScope(
        key.name, ", ".join(unread), ", ".join(sorted({scope.value for scope in missing}))
    )
