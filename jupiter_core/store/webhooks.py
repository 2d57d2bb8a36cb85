"""Webhook endpoints, and the log of what was sent to them."""

import json

from sqlmodel import col

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.parsed import parsed
from jupiter_core.domain.webhook import DeliveryAttempt, WebhookEndpoint
from jupiter_core.ports import Delivery
from jupiter_core.store.memory import ALL
from jupiter_core.store.outbox_tables import OutboxRow
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.sent_to_forget import ToForget, to_forget
from jupiter_core.store.system_tables import DeliveryAttemptRow, WebhookEndpointRow


class WebhookEndpointRepository:
    """See `WebhookEndpoints`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, endpoint_id: str) -> WebhookEndpoint:
        row = self._scope.with_id(WebhookEndpointRow, "webhook endpoint", endpoint_id, lock=True)
        return WebhookEndpoint.model_validate_json(row.document)

    def all(self) -> list[WebhookEndpoint]:
        def read() -> list[WebhookEndpoint]:
            rows = self._scope.all_by(WebhookEndpointRow, "id")
            return [parsed(WebhookEndpoint, row.document) for row in rows]

        return [*self._scope.memory.of(WebhookEndpointRow, ALL, read)]

    def foresee(self) -> None:
        if not self._scope.memory.knows(WebhookEndpointRow, ALL):
            self._scope.foresee_all(WebhookEndpointRow, "id")

    def save(self, endpoint: WebhookEndpoint) -> None:
        self._scope.put(
            WebhookEndpointRow(
                workspace_id=self._scope.workspace_id,
                id=endpoint.id,
                document=canonical_json(endpoint),
            )
        )

    def remove(self, endpoint_id: str) -> None:
        row = self._scope.with_id(WebhookEndpointRow, "webhook endpoint", endpoint_id, lock=True)
        self._scope.remove(row)


class DeliveryRepository:
    """See `Deliveries`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, delivery_id: str) -> Delivery:
        query = (
            self._scope.select(OutboxRow)
            .where(col(OutboxRow.id) == delivery_id)
            .where(col(OutboxRow.endpoint_id).is_not(None))
        )
        found = self._scope.found(query, "delivery", delivery_id)
        return _delivery(found, to_forget(self._scope))

    def page(self, endpoint_id: str, *, after: str = "", limit: int = 50) -> list[Delivery]:
        query = self._scope.select(OutboxRow).where(col(OutboxRow.endpoint_id) == endpoint_id)
        if after:
            query = query.where(col(OutboxRow.position) < self._position(after))
        rows = self._scope.all(query.order_by(col(OutboxRow.position).desc()).limit(limit))
        gone = to_forget(self._scope)
        return [_delivery(row, gone) for row in rows]

    def log(self, attempt: DeliveryAttempt) -> None:
        self._scope.add(
            DeliveryAttemptRow(
                workspace_id=self._scope.workspace_id,
                delivery_id=attempt.delivery_id,
                at=attempt.at,
                document=canonical_json(attempt),
            )
        )

    def attempts_of(self, delivery_id: str) -> list[DeliveryAttempt]:
        rows = self._scope.all(
            self._scope.select(DeliveryAttemptRow)
            .where(col(DeliveryAttemptRow.delivery_id) == delivery_id)
            .where(col(DeliveryAttemptRow.position) > to_forget(self._scope).attempts_to)
            .order_by(col(DeliveryAttemptRow.position))
        )
        return [DeliveryAttempt.model_validate_json(row.document) for row in rows]

    def _position(self, delivery_id: str) -> int:
        """Behind everything, for an id that is not there."""
        query = self._scope.select(OutboxRow).where(col(OutboxRow.id) == delivery_id)
        row = self._scope.first(query)
        return (row.position or 0) if row else 0


def _delivery(row: OutboxRow, gone: ToForget) -> Delivery:
    body, is_gone = json.loads(row.body), gone.has(row.position)
    waiting = row.sent_at is None and row.dead_at is None
    state = "waiting" if waiting else "failed" if row.sent_at is None else "delivered"
    return Delivery(
        id=row.id,
        endpoint_id=body["endpoint_id"],
        event_id=body["event_id"],
        payload="" if is_gone else body.get("payload", ""),
        state=state,
        attempts=row.attempts,
        next_attempt_at=row.not_before if waiting else None,
        error="" if row.sent_at or is_gone else row.error or "",
    )
