"""Deliveries of webhook endpoints: how they ended, what that says of the endpoint, and sending
once more."""

from enum import StrEnum

from jupiter_core.commands.hearing import KEYLESS, expect_to_read, keyless_endpoints
from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import NotFound, Refusal
from jupiter_core.domain.webhook import ANSWER_KEPT, DeliveryAttempt, WebhookEndpoint
from jupiter_core.outbox.messages import webhook_message
from jupiter_core.ports import Delivery, UnitOfWork

GONE = "It answered 410 Gone."
SILENT = "It has not taken anything for five days."


class PayloadGone(Refusal):
    """Payloads are kept for a while only."""

    template = (
        "What was sent then is no longer stored. Read the event {event_id} from the list of "
        "events instead."
    )
    event_id: str


class Resend(Frozen):
    """`delivery_id` is a delivery of that endpoint, whatever became of it."""

    by: Actor
    endpoint_id: str
    delivery_id: str


class DeliveryOutcome(StrEnum):
    """What an endpoint made of an attempt; GONE wants nothing ever again."""

    TAKEN = "taken"
    FAILED = "failed"
    GONE = "gone"


class NoteAttempt(Frozen):
    """What `attempt` brought, and what that means for its endpoint."""

    attempt: DeliveryAttempt
    outcome: DeliveryOutcome


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


def resend(command: Resend, uow: UnitOfWork) -> Delivery:
    """The exact payload of a delivery once more, beside its stream.

    Raises NotFound, EventsNotInScope, or PayloadGone once it was purged.
    """
    endpoint = uow.webhook_endpoints.get(command.endpoint_id)
    delivery = uow.deliveries.get(command.delivery_id)
    if delivery.endpoint_id != endpoint.id:
        raise NotFound("delivery", command.delivery_id)
    event = uow.events.get(delivery.event_id)
    expect_to_read(uow, command.by, (event.name,))
    if not delivery.payload:
        raise PayloadGone(event.id)
    message_id = uow.new_id()
    stream = f"webhook:{endpoint.id}:again:{message_id}"
    uow.outbox.put(webhook_message(event, endpoint, delivery.payload, message_id, stream))
    return uow.deliveries.get(message_id)


def _after(endpoint: WebhookEndpoint, command: NoteAttempt) -> WebhookEndpoint:
    at = command.attempt.at
    if command.outcome is DeliveryOutcome.TAKEN:
        return endpoint.succeeded()
    failed = endpoint.failed(at)
    if not endpoint.is_on:
        return failed
    if command.outcome is DeliveryOutcome.GONE:
        return failed.disabled(at, GONE)
    return failed.disabled(at, SILENT) if failed.has_failed_for_long(at) else failed


def _tell_disabled(uow: UnitOfWork, endpoint: WebhookEndpoint) -> None:
    notify(
        uow,
        EventName.WEBHOOK_ENDPOINT_DISABLED,
        endpoint.id,
        by=TIMER,
        note=endpoint.disabled_because,
        also=(endpoint.answering.owner,),
    )


def switch_off_keyless(uow: UnitOfWork, endpoint_id: str) -> int:
    """Switches an endpoint off where no key stands behind it any more; how many it was."""
    if endpoint_id not in keyless_endpoints(uow):
        return 0
    off = uow.webhook_endpoints.get(endpoint_id).disabled(uow.now, KEYLESS)
    uow.webhook_endpoints.save(off)
    _tell_disabled(uow, off)
    return 1
