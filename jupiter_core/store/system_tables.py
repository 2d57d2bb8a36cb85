"""The tables of other systems: their keys, answers to them, what was left for a workspace, and
webhooks."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from jupiter_core.store.columns import Document, Position, Sortable, UtcDateTime
from jupiter_core.store.tables import TableRow


class ApiKeyRow(TableRow, table=True):
    """`secret_hash` is the SHA-256 of the key: its workspace is found by that alone."""

    __tablename__ = "api_keys"
    __table_args__ = (UniqueConstraint("secret_hash", name="api_keys_secret_hash_key"),)

    id: str = Field(primary_key=True, sa_type=Sortable)
    secret_hash: str
    document: str = Field(sa_type=Document)


class ApiKeyUseRow(TableRow, table=True):
    """When a key was last used: beside the key, which is what people decided on."""

    __tablename__ = "api_key_uses"

    key_id: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)


class AnswerRow(TableRow, table=True):
    """`document` is the Answered of a request, found by its API key and its Idempotency-Key."""

    __tablename__ = "answers"
    __table_args__ = (Index("answers_by_age", "workspace_id", "at"),)

    key_id: str = Field(primary_key=True)
    idempotency_key: str = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    document: str = Field(sa_type=Document)


class HandoverRow(TableRow, table=True):
    """Left by nobody in particular: `workspace_id` is empty until one takes it away. `size` is
    that of the document."""

    __tablename__ = "handovers"

    code_hash: str = Field(primary_key=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    size: int
    document: str = Field(sa_type=Document)


class WebhookEndpointRow(TableRow, table=True):
    """`document` is the WebhookEndpoint, with its signing secrets sealed."""

    __tablename__ = "webhook_endpoints"

    id: str = Field(primary_key=True, sa_type=Sortable)
    document: str = Field(sa_type=Document)


class DeliveryAttemptRow(TableRow, table=True):
    """`position` is the order in which attempts were made."""

    __tablename__ = "delivery_attempts"
    __table_args__: Any = (
        Index("delivery_attempts_by_delivery", "workspace_id", "delivery_id", "position"),
        Index("delivery_attempts_by_age", "at"),
        {"sqlite_autoincrement": True},
    )

    position: int | None = Field(default=None, primary_key=True, sa_type=Position)
    workspace_id: str = Field()
    delivery_id: str
    at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    document: str = Field(sa_type=Document)
