"""Webhook endpoints, and what was sent to them, as other systems read it.

A signing secret is in no resource but the one that answers its making.
"""

from datetime import datetime
from typing import Any

from pydantic import Field

from jupiter_core.domain.api_key import ApiKey
from jupiter_core.domain.events import EventName
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.webhook import DeliveryAttempt, WebhookEndpoint
from jupiter_core.ports import Delivery, UnitOfWork
from jupiter_core.queries.key_reading import key_reads
from jupiter_core.queries.resources.shapes import Resource, Who


class WebhookEndpointResource(Resource):
    """An address that hears of events.

    While `former_secret_until` lies ahead, the secret before signs too.
    """

    id: str
    url: str = Field(examples=["https://crm.example/hooks/jupiter"])
    description: str
    events: tuple[EventName, ...]
    enabled: bool
    disabled_at: datetime | None
    disabled_because: str
    failing_since: datetime | None = Field(description="Nothing has been taken since then.")
    former_secret_until: datetime | None
    created_by: Who
    answered_by: Who = Field(
        description="The key that made or changed it last: it hears what that key may read."
    )
    created_at: datetime

    @classmethod
    def of(cls, endpoint: WebhookEndpoint, now: datetime) -> "WebhookEndpointResource":
        return cls(**_facts(endpoint, now))


class SecretEndpointResource(WebhookEndpointResource):
    """The same with its new signing secret, which is never shown again."""

    secret: str = Field(examples=["whsec_bWFkZSBvZiAyNTYgYml0cyBvZiBjaGFuY2UuLi4u"])

    @classmethod
    def with_secret(
        cls, endpoint: WebhookEndpoint, now: datetime, secret: str
    ) -> "SecretEndpointResource":
        """`secret` is in clear, for this one answer."""
        return cls(**_facts(endpoint, now), secret=secret)


class DeliveryResource(Resource):
    """One event on its way to one endpoint. `attempts` counts the tries so far."""

    id: str
    endpoint_id: str
    event_id: str = Field(description="Sent as `webhook-id` with every try.")
    state: str = Field(examples=["delivered"], description="waiting, delivered or failed.")
    attempts: int
    next_attempt_at: datetime | None
    error: str = Field(description="Of the last try, where that failed.")

    @classmethod
    def of(cls, delivery: Delivery) -> "DeliveryResource":
        return cls(**delivery.model_dump(exclude={"payload"}))


class AttemptResource(Resource):
    """One try: what was answered, or in `error` why nothing was, or why it did not count."""

    number: int
    at: datetime
    status: int | None
    answer: str = Field(
        description="The beginning of the answer's body. Empty where your key may not read such "
        "events."
    )
    error: str
    milliseconds: int

    @classmethod
    def of(cls, attempt: DeliveryAttempt, *, whole: bool = True) -> "AttemptResource":
        kept = attempt.model_dump(exclude={"id", "endpoint_id", "delivery_id", "event_id"})
        return cls(**kept if whole else {**kept, "answer": ""})


class DeliveryLogResource(DeliveryResource):
    """The same with what was sent, to the letter, and every try, oldest first."""

    payload: str | None = Field(
        description="The body as it is signed and sent, an EventResource. Null where your key may "
        "not read such events, or where it is not kept any more."
    )
    log: tuple[AttemptResource, ...]

    @classmethod
    def told(cls, uow: UnitOfWork, delivery: Delivery, key: ApiKey) -> "DeliveryLogResource":
        """What `key` may not read is left out, of answers too: they may repeat what was sent."""
        open_to_it = _may_read(uow, delivery, key)
        attempts = uow.deliveries.attempts_of(delivery.id)
        log = tuple(AttemptResource.of(each, whole=open_to_it) for each in attempts)
        payload = delivery.payload if open_to_it and delivery.payload else None
        return cls(**delivery.model_dump(exclude={"payload"}), payload=payload, log=log)


def _may_read(uow: UnitOfWork, delivery: Delivery, key: ApiKey) -> bool:
    try:
        return key_reads(uow, key, uow.events.get(delivery.event_id).name)
    except NotFound:
        return False


def _facts(endpoint: WebhookEndpoint, now: datetime) -> dict[str, Any]:
    ends = [each.expires_at for each in endpoint.live_secrets(now) if each.expires_at]
    return {
        "id": endpoint.id,
        "url": endpoint.url,
        "description": endpoint.description,
        "events": endpoint.taken,
        "enabled": endpoint.is_on,
        "disabled_at": endpoint.disabled_at,
        "disabled_because": endpoint.disabled_because,
        "failing_since": endpoint.failing_since,
        "former_secret_until": max(ends, default=None),
        "created_by": Who.of(endpoint.created_by),
        "answered_by": Who.of(endpoint.answering),
        "created_at": endpoint.created_at,
    }
