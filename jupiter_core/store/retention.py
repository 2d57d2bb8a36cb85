"""Forgetting what is old: in small transactions, over all workspaces, cheap when nothing is."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, bindparam, delete, or_, select, update
from sqlmodel import col

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.idempotency import KEPT_FOR
from jupiter_core.domain.seal import Signer
from jupiter_core.store.engine import one_writer, reading, writing
from jupiter_core.store.outbox_tables import OutboxRow
from jupiter_core.store.prepared import table_of
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.system_tables import AnswerRow, DeliveryAttemptRow, HandoverRow
from jupiter_core.store.tables import ClaimedKeyRow
from jupiter_core.store.trouble import Patience
from jupiter_core.store.turns import turn_of

_KEPT = ("endpoint_id", "event_id", "invoice_id", "contract_id", "sequence")
"""Of a message's body: ids, which say nothing by themselves."""


CLICKS_KEPT_FOR = timedelta(days=30)
"""Slack sends a click again within an hour at most, and gives each an id of its own."""


class SqlRetention:
    """See `Retention`."""

    def __init__(self, engine: Engine, patience: Patience, signer: Signer) -> None:
        self._engine, self._signer = engine, signer
        self._patience = patience

    def purge(
        self,
        *,
        now: datetime,
        messages_before: datetime,
        attempts_before: datetime,
        deliveries_before: datetime,
        limit: int,
    ) -> int:
        """Nothing is locked where there is nothing to forget."""
        old_messages = (_sent_before(messages_before), _given_up_before(messages_before))
        forgotten = sum(self._forget_messages(where, now, limit) for where in old_messages)
        forgotten += self._forget_deliveries(deliveries_before, now, limit)
        attempts = col(DeliveryAttemptRow.position)
        forgotten += self._forget(
            attempts, col(DeliveryAttemptRow.at) < attempts_before, limit=limit
        )
        forgotten += self._forget(
            col(AnswerRow.idempotency_key), col(AnswerRow.at) <= now - KEPT_FOR, limit=limit
        )
        forgotten += self._forget(
            col(ClaimedKeyRow.key), *_of_a_click(now - CLICKS_KEPT_FOR), limit=limit
        )
        left = col(HandoverRow.code_hash)
        return forgotten + self._forget(left, col(HandoverRow.expires_at) <= now, limit=limit)

    def _forget_messages(
        self, where: Iterable[ColumnElement[bool]], now: datetime, limit: int
    ) -> int:
        query = select(col(OutboxRow.position), col(OutboxRow.body)).where(*where).limit(limit)
        with self._patience(writes=False), reading(self._engine).connect() as connection:
            old = connection.execute(query).all()
        # On SQLite a writer keeps all others out, so that none is begun in vain.
        if old:
            with self._patience(writes=True), writing(self._engine).begin() as connection:
                forget_bodies(connection, [(int(each[0] or 0), each[1]) for each in old], now)
        return len(old)

    def _forget_deliveries(self, before: datetime, now: datetime, limit: int) -> int:
        """Their rows, each with a word in its workspace's audit log."""
        old = (col(OutboxRow.endpoint_id).is_not(None), col(OutboxRow.purged_at) < before)
        query = select(col(OutboxRow.workspace_id), col(OutboxRow.position))
        with self._patience(writes=False), reading(self._engine).connect() as connection:
            found = connection.execute(query.where(*old).limit(limit)).all()
        for workspace_id in sorted({row[0] for row in found}):
            these = [row[1] for row in found if row[0] == workspace_id]
            with self._patience(writes=True), writing(self._engine).begin() as connection:
                one_writer(connection, turn_of(workspace_id))
                scope = TransactionScope(connection, workspace_id, now, self._signer, writes=True)
                theirs = scope.select(OutboxRow).where(col(OutboxRow.position).in_(these), *old)
                for row in scope.all(theirs):
                    scope.remove(row)
                scope.log.keep()
        return len(found)

    def _forget(self, key: Any, *where: ColumnElement[bool], limit: int) -> int:
        with self._patience(writes=False), reading(self._engine).connect() as connection:
            keys = connection.execute(select(key).where(*where).limit(limit)).scalars().all()
        if not keys:
            return 0
        with self._patience(writes=True), writing(self._engine).begin() as connection:
            table = key.table
            # `where` once more: the key alone may name a newer row of somebody else too.
            return connection.execute(delete(table).where(key.in_(keys), *where)).rowcount


def forget_bodies(
    connection: Connection, messages: Sequence[tuple[int, str]], now: datetime
) -> None:
    """What these said, each with its position, but for its ids: once, where several forget them."""
    empty(connection, [(position, ids_of(body)) for position, body in messages], now)


def empty(connection: Connection, messages: Sequence[tuple[int, str]], now: datetime) -> None:
    """The same, with what is to be left of each."""
    this = (col(OutboxRow.position) == bindparam("at"), col(OutboxRow.purged_at).is_(None))
    values = {"body": bindparam("ids"), "purged_at": now, "error": None}
    # In one order, so that no two of those who do this in PostgreSQL wait for each other.
    given = [{"at": position, "ids": ids} for position, ids in sorted(messages)]
    connection.execute(update(table_of(OutboxRow)).where(*this).values(**values), given)


def ids_of(body: str) -> str:
    """What is kept of a message's body."""
    said = json.loads(body)
    return canonical_json({name: said[name] for name in _KEPT if name in said})


def _sent_before(before: datetime) -> tuple[ColumnElement[bool], ...]:
    return (col(OutboxRow.purged_at).is_(None), col(OutboxRow.sent_at) < before)


def _of_a_click(before: datetime) -> tuple[ColumnElement[bool], ...]:
    """What other keys name, such as a reminder, must never be done again."""
    clicks = or_(
        *(col(ClaimedKeyRow.key).startswith(each) for each in ("click:", "trigger:", "begun:"))
    )
    return col(ClaimedKeyRow.claimed_at) < before, clicks


def _given_up_before(before: datetime) -> tuple[ColumnElement[bool], ...]:
    """A skippable one waits for nobody; any other holds its stream up until a person decides."""
    return (
        col(OutboxRow.purged_at).is_(None),
        col(OutboxRow.sent_at).is_(None),
        col(OutboxRow.skippable).is_(True),
        col(OutboxRow.dead_at) < before,
    )
