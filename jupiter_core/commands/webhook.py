"""Webhook endpoints: made, changed, removed; their health; and sending once more."""

from collections.abc import Callable
from enum import StrEnum

from jupiter_core.commands.record import tell
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import NotFound, OutOfRange, placed
from jupiter_core.domain.text import line_of
from jupiter_core.domain.webhook import (
    ANSWER_KEPT,
    DeliveryAttempt,
    EndpointSecret,
    WebhookEndpoint,
)
from jupiter_core.outbox.routing import webhook_message
from jupiter_core.ports import Delivery, UnitOfWork

MOST_ENDPOINTS = 20
DESCRIPTION_LIMIT = 200
GONE = "It answered 410 Gone."
SILENT = "It has not taken anything for five days."


class MakeEndpoint(Frozen):
    """`url` was checked at the door; `sealed` is its first secret."""

    by: Actor
    url: str
    description: str
    events: tuple[EventName, ...]
    sealed: str


class ChangeEndpoint(Frozen):
    """What is None stays. Switching it on again forgets how it failed."""

    endpoint_id: str
    url: str | None = None
    description: str | None = None
    events: tuple[EventName, ...] | None = None
    enabled: bool | None = None


class Outcome(StrEnum):
    """What an endpoint made of an attempt; GONE wants nothing ever again."""

    TAKEN = "taken"
    FAILED = "failed"
    GONE = "gone"


class NoteAttempt(Frozen):
    attempt: DeliveryAttempt
    outcome: Outcome


def make_endpoint(command: MakeEndpoint, uow: UnitOfWork) -> WebhookEndpoint:
    """Raises OutOfRange for one too many, TooLong or Unprintable at `description`."""
    if len(uow.webhook_endpoints.all()) >= MOST_ENDPOINTS:
        raise OutOfRange("The number of webhook endpoints", "0", str(MOST_ENDPOINTS))
    endpoint = WebhookEndpoint(
        id=uow.new_id(),
        url=command.url,
        description=_description(command.description),
        events=command.events,
        secrets=(EndpointSecret(sealed=command.sealed),),
        created_by=command.by,
        created_at=uow.now,
    )
    uow.webhook_endpoints.save(endpoint)
    return endpoint


def change_endpoint(command: ChangeEndpoint, uow: UnitOfWork) -> WebhookEndpoint:
    """Raises NotFound, TooLong or Unprintable."""
    endpoint = uow.webhook_endpoints.get(command.endpoint_id)
    said = {
        "url": command.url,
        "events": command.events,
        "description": None if command.description is None else _description(command.description),
    }
    changed = endpoint.model_copy(update={k: v for k, v in said.items() if v is not None})
    if command.enabled is True and not changed.is_on:
        changed = changed.enabled()
    if command.enabled is False and changed.is_on:
        changed = changed.disabled(uow.now, "Somebody switched it off.")
    uow.webhook_endpoints.save(changed)
    return changed


def rotate_secret(endpoint_id: str, sealed: str, uow: UnitOfWork) -> WebhookEndpoint:
    """The secret before goes on signing beside it for a day. Raises NotFound."""
    rotated = uow.webhook_endpoints.get(endpoint_id).rotated(sealed, uow.now)
    uow.webhook_endpoints.save(rotated)
    return rotated


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


def note_attempt(command: NoteAttempt, uow: UnitOfWork) -> None:
    """Logs the attempt and keeps the endpoint's health; switches it off where it is hopeless,
    and tells the workspace of that in Slack."""
    attempt = command.attempt
    uow.deliveries.log(attempt.model_copy(update={"answer": attempt.answer[:ANSWER_KEPT]}))
    try:
        before = uow.webhook_endpoints.get(attempt.endpoint_id)
    except NotFound:
        return
    after = _after(before, command)
    if after != before:
        uow.webhook_endpoints.save(after)
    if before.is_on and not after.is_on:
        _tell_disabled(uow, after)


def resend(endpoint_id: str, delivery_id: str, uow: UnitOfWork) -> Delivery:
    """The exact payload of a delivery once more, beside its stream. Raises NotFound."""
    endpoint = uow.webhook_endpoints.get(endpoint_id)
    delivery = uow.deliveries.get(delivery_id)
    if delivery.endpoint_id != endpoint.id:
        raise NotFound("delivery", delivery_id)
    event = uow.events.get(delivery.event_id)
    message_id = uow.new_id()
    stream = f"webhook:{endpoint.id}:again:{message_id}"
    uow.mailbox.put(webhook_message(event, endpoint, delivery.payload, message_id, stream))
    return uow.deliveries.get(message_id)


def _after(endpoint: WebhookEndpoint, command: NoteAttempt) -> WebhookEndpoint:
    at = command.attempt.at
    if command.outcome is Outcome.TAKEN:
        return endpoint.succeeded()
    failed = endpoint.failed(at)
    if not endpoint.is_on:
        return failed
    if command.outcome is Outcome.GONE:
        return failed.disabled(at, GONE)
    return failed.disabled(at, SILENT) if failed.has_failed_for_long(at) else failed


def _tell_disabled(uow: UnitOfWork, endpoint: WebhookEndpoint) -> None:
    event = Event(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        name=EventName.WEBHOOK_ENDPOINT_DISABLED,
        subject_id=endpoint.id,
        at=uow.now,
        by=TIMER,
        note=endpoint.disabled_because,
    )
    tell(uow, event, None)


def _description(typed: str) -> str:
    return placed("description", lambda: line_of(typed, "Description", DESCRIPTION_LIMIT))
