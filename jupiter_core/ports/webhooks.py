"""The repositories of webhook endpoints and of what was sent to them."""

from datetime import datetime
from typing import Protocol

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.webhook import DeliveryAttempt, WebhookEndpoint


class WebhookEndpoints(Protocol):
    """Those of the workspace, with those that are switched off."""

    def get(self, endpoint_id: str) -> WebhookEndpoint:
        """Locked for this transaction where it writes. Raises NotFound."""

    def all(self) -> list[WebhookEndpoint]:
        """Oldest first."""

    def save(self, endpoint: WebhookEndpoint) -> None:
        """Adds or replaces it."""

    def remove(self, endpoint_id: str) -> None:
        """Raises NotFound. What was sent to it stays in the log."""


class Delivery(Frozen):
    """One event on its way to one endpoint. `state` is waiting, delivered or failed; `payload` is
    empty once it was forgotten."""

    id: str
    endpoint_id: str
    event_id: str
    payload: str
    state: str
    attempts: int
    next_attempt_at: datetime | None = None
    error: str = ""


class Deliveries(Protocol):
    """What the outbox holds for webhook endpoints, and the log of its attempts."""

    def get(self, delivery_id: str) -> Delivery:
        """Raises NotFound."""

    def page(self, endpoint_id: str, *, after: str = "", limit: int = 50) -> list[Delivery]:
        """Latest first, beginning behind the id `after`."""

    def log(self, attempt: DeliveryAttempt) -> None:
        """One more attempt, behind all others."""

    def attempts_of(self, delivery_id: str) -> list[DeliveryAttempt]:
        """Oldest first."""
