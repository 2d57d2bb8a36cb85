"""Webhook endpoints: made, changed, removed, and their signing secrets.

An API key makes and changes only what takes events that it may read itself, and each of these is
an event that approvers and admins hear of.
"""

from collections.abc import Callable

from jupiter_core.commands.hearing import expect_to_read
from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.changes import Change
from jupiter_core.domain.event_scopes import readable
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import OutOfRange, placed
from jupiter_core.domain.text import line_of
from jupiter_core.domain.webhook import EndpointSecret, WebhookEndpoint
from jupiter_core.ports import UnitOfWork

MOST_ENDPOINTS = 20
DESCRIPTION_LIMIT = 200


class MakeEndpoint(Frozen):
    """`url` was checked by whoever calls; `sealed` is its first secret."""

    by: Actor
    url: str
    description: str
    events: tuple[EventName, ...]
    sealed: str


class ChangeEndpoint(Frozen):
    """What is None stays. Switching it on again forgets how it failed."""

    by: Actor
    endpoint_id: str
    url: str | None = None
    description: str | None = None
    events: tuple[EventName, ...] | None = None
    enabled: bool | None = None


class RotateSecret(Frozen):
    """`sealed` is the new secret."""

    by: Actor
    endpoint_id: str
    sealed: str


class RemoveEndpoint(Frozen):
    """With its secrets; what was sent to it stays in the log."""

    by: Actor
    endpoint_id: str


def make_endpoint(command: MakeEndpoint, uow: UnitOfWork) -> WebhookEndpoint:
    """Without `events`, it takes all that the key may read, and later kinds of the same scopes.

    Raises OutOfRange for one too many, TooLong or Unprintable at `description`, and
    EventsNotInScope at `events`.
    """
    if len(uow.webhook_endpoints.all()) >= MOST_ENDPOINTS:
        raise OutOfRange("The number of webhook endpoints", "0", str(MOST_ENDPOINTS))
    endpoint = WebhookEndpoint(
        id=uow.new_id(),
        url=command.url,
        description=_description(command.description),
        events=_events(uow, command.by, command.events),
        takes_later=not command.events,
        secrets=(EndpointSecret(sealed=command.sealed),),
        created_by=command.by,
        created_at=uow.now,
    )
    taken = Change(what="Events", old="", new=", ".join(endpoint.events))
    # Before it is kept, so that it is not the first to hear of itself.
    _tell(uow, endpoint, EventName.WEBHOOK_ENDPOINT_CREATED, command.by, (taken,))
    uow.webhook_endpoints.save(endpoint)
    return endpoint


def change_endpoint(command: ChangeEndpoint, uow: UnitOfWork) -> WebhookEndpoint:
    """It answers by this key from now on, unless it is only switched off.

    Raises NotFound, TooLong, Unprintable, and EventsNotInScope at `events`.
    """
    endpoint = uow.webhook_endpoints.get(command.endpoint_id)
    if _only_switches_off(command):
        return _switched_off(uow, endpoint, command.by, "Somebody switched it off.")
    _expect_hearer(uow, command.by, endpoint)
    events = None if command.events is None else _events(uow, command.by, command.events)
    said = {
        "url": command.url,
        "events": events,
        "takes_later": None if events is None else not command.events,
        "answered_by": command.by,
        "description": None if command.description is None else _description(command.description),
    }
    changed = endpoint.model_copy(update={k: v for k, v in said.items() if v is not None})
    if command.enabled is True and not changed.is_on:
        changed = changed.enabled()
    if command.enabled is False and changed.is_on:
        changed = changed.disabled(uow.now, "Somebody switched it off.")
    uow.webhook_endpoints.save(changed)
    differences = _differences(endpoint, changed)
    if differences:
        _tell(uow, changed, EventName.WEBHOOK_ENDPOINT_CHANGED, command.by, differences)
    return changed


def rotate_secret(command: RotateSecret, uow: UnitOfWork) -> WebhookEndpoint:
    """The secret before goes on signing beside it for a day. Raises NotFound, EventsNotInScope."""
    endpoint = uow.webhook_endpoints.get(command.endpoint_id)
    _expect_hearer(uow, command.by, endpoint)
    rotated = endpoint.rotated(command.sealed, uow.now)
    uow.webhook_endpoints.save(rotated)
    _tell(uow, rotated, EventName.WEBHOOK_ENDPOINT_ROTATED, command.by)
    return rotated


def remove_endpoint(command: RemoveEndpoint, uow: UnitOfWork) -> None:
    """Any key that may write endpoints may: it takes, and gives nothing. Raises NotFound."""
    endpoint = uow.webhook_endpoints.get(command.endpoint_id)
    uow.webhook_endpoints.remove(endpoint.id)
    _tell(uow, endpoint, EventName.WEBHOOK_ENDPOINT_REMOVED, command.by)


def renew_seals(renewed: Callable[[str], str], uow: UnitOfWork) -> int:
    """Gives every secret that is sealed with an older key the seal of the newest; how many
    endpoints had one. `renewed` leaves what is sealed with the newest as it is."""
    count = 0
    for endpoint in uow.webhook_endpoints.all():
        secrets = tuple(
            each.model_copy(update={"sealed": renewed(each.sealed)}) for each in endpoint.secrets
        )
        if secrets != endpoint.secrets:
            uow.webhook_endpoints.save(endpoint.model_copy(update={"secrets": secrets}))
            count += 1
    return count


def _only_switches_off(command: ChangeEndpoint) -> bool:
    others = (command.url, command.description, command.events)
    return command.enabled is False and all(each is None for each in others)


def _switched_off(
    uow: UnitOfWork, endpoint: WebhookEndpoint, by: Actor, because: str
) -> WebhookEndpoint:
    if not endpoint.is_on:
        return endpoint
    off = endpoint.disabled(uow.now, because)
    uow.webhook_endpoints.save(off)
    _tell(uow, off, EventName.WEBHOOK_ENDPOINT_CHANGED, by, _differences(endpoint, off))
    return off


def _events(uow: UnitOfWork, by: Actor, asked: tuple[EventName, ...]) -> tuple[EventName, ...]:
    """Named one by one: what a key may read some day is not what it was allowed today."""
    if by.kind is not ActorKind.API_KEY:
        return asked or tuple(EventName)
    if not asked:
        return readable(uow.api_keys.get(by.id))
    expect_to_read(uow, by, asked)
    return asked


def _expect_hearer(uow: UnitOfWork, by: Actor, endpoint: WebhookEndpoint) -> None:
    """Whoever changes where events go, or what signs them, may read all of them."""
    expect_to_read(uow, by, endpoint.taken)


def _differences(before: WebhookEndpoint, after: WebhookEndpoint) -> tuple[Change, ...]:
    said = (
        ("Address", before.place, after.place),
        ("Address", before.url, after.url),
        ("Description", before.description, after.description),
        ("Events", ", ".join(before.events), ", ".join(after.events)),
        ("Answers by", before.answering.name, after.answering.name),
        ("State", _state(before), _state(after)),
    )
    found = {what: Change(what=what, old=old, new=new) for what, old, new in said if old != new}
    if "Address" in found:
        found["Address"] = Change(what="Address", old=before.place, new=after.place)
    return tuple(found.values())


def _state(endpoint: WebhookEndpoint) -> str:
    return "on" if endpoint.is_on else "off"


def _tell(
    uow: UnitOfWork,
    endpoint: WebhookEndpoint,
    name: EventName,
    by: Actor,
    changes: tuple[Change, ...] = (),
) -> None:
    owners = (by.owner, endpoint.answering.owner)
    notify(uow, name, endpoint.id, by=by, changes=changes, note=endpoint.place, also=owners)


def _description(typed: str) -> str:
    return placed("description", lambda: line_of(typed, "Description", DESCRIPTION_LIMIT))
