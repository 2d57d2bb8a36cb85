"""What an erasure says of messages that were sent: that they are to be forgotten. From its
transaction on nobody reads what they said; it is emptied afterwards, see `SentForgetting`.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, Connection, func, select
from sqlmodel import Field, col

from jupiter_core.store.columns import Document, Position
from jupiter_core.store.outbox_tables import OutboxRow
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.system_tables import DeliveryAttemptRow
from jupiter_core.store.tables import TableRow

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class SentToForgetRow(TableRow, table=True):
    """`waiting` are the messages up to `messages_to` that were not sent or given up for good: they
    are not to be forgotten."""

    __tablename__ = "sent_to_forget"
    __table_args__: Any = ({"sqlite_autoincrement": True},)

    position: int | None = Field(default=None, primary_key=True, sa_type=Position)
    workspace_id: str = Field()
    messages_to: int = Field(sa_type=BigInteger)
    attempts_to: int = Field(sa_type=BigInteger)
    waiting: str = Field(sa_type=Document)


class ToForget(NamedTuple):
    """Of one workspace, by positions; nothing, where nothing was erased or all of it is gone."""

    messages_to: int = 0
    attempts_to: int = 0
    waiting: frozenset[int] = frozenset()

    def has(self, position: int | None) -> bool:
        """Whether that message is as good as forgotten."""
        return position is not None and (
            position <= self.messages_to and position not in self.waiting
        )


def note_sent(scope: TransactionScope) -> None:
    """In an erasure's transaction: all that was sent or given up for good until now. What an
    earlier one noted is part of it."""
    waiting = [*_waiting(scope)]
    messages, attempts = (
        int(scope.connection.execute(select(func.max(position))).scalar() or 0)
        for position in (col(OutboxRow.position), col(DeliveryAttemptRow.position))
    )
    scope.delete(SentToForgetRow)
    scope.add(
        SentToForgetRow(
            workspace_id=scope.workspace_id,
            messages_to=messages,
            attempts_to=attempts,
            waiting=json.dumps(waiting),
        )
    )


def _waiting(scope: TransactionScope) -> Iterator[int]:
    """By the indexes of what waits and of what was given up: those that begin with the workspace
    have all that it ever sent."""
    unsent, dead_at = col(OutboxRow.sent_at).is_(None), col(OutboxRow.dead_at)
    holding = dead_at > LONG_AGO, col(OutboxRow.purged_at).is_(None), ~col(OutboxRow.skippable)
    for where in ((dead_at.is_(None),), holding):
        query = select(col(OutboxRow.position)).where(unsent, *where, is_of(scope.workspace_id))
        yield from (each or 0 for each in scope.connection.execute(query).scalars())


def is_of(workspace_id: str) -> ColumnElement[bool]:
    """Said so that no index of a workspace's messages is used: they are few, found by another."""
    return col(OutboxRow.workspace_id) + "" == workspace_id


def to_forget(scope: TransactionScope) -> ToForget:
    """What nobody is to read any more in that workspace."""
    row = next(iter(scope.all_by(SentToForgetRow)), None)
    return ToForget() if row is None else in_row(row)


def to_forget_of(connection: Connection, workspace_id: str) -> ToForget:
    """The same, for who has no scope."""
    query = select(SentToForgetRow).where(col(SentToForgetRow.workspace_id) == workspace_id)
    found = connection.execute(query).mappings().first()
    return ToForget() if found is None else in_row(SentToForgetRow(**found))


def in_row(row: SentToForgetRow) -> ToForget:
    """What it says."""
    return ToForget(row.messages_to, row.attempts_to, frozenset(json.loads(row.waiting)))
