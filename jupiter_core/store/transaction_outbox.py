"""The outbox as one transaction sees it."""

import json
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import col
from sqlmodel.sql.expression import SelectOfScalar

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import DeadLetter, Message
from jupiter_core.store.outbox_tables import OutboxRow
from jupiter_core.store.quarantine import release
from jupiter_core.store.scope import TransactionScope


class OutboxRepository:
    """See `TransactionOutbox`. All that one transaction puts is written in one statement."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope
        self.has_work = False

    def put(self, message: Message) -> None:
        self.has_work = True
        self._scope.add_later(
            OutboxRow(
                workspace_id=message.workspace_id,
                id=message.id,
                stream=message.stream,
                destination=message.destination,
                kind=message.kind,
                body=canonical_json(message.body),
                skippable=message.skippable,
                endpoint_id=message.body.get("endpoint_id"),
                lane=message.lane or None,
                attempts=message.attempts,
                not_before=self._scope.now,
            )
        )

    def receipt(self, stream: str, kind: str) -> dict[str, Any] | None:
        row = self._scope.first(self._sent(stream, kind))
        return json.loads(row.receipt) if row and row.receipt else None

    def receipts(self, stream: str, kind: str, limit: int) -> list[dict[str, Any]]:
        rows = self._scope.all(self._sent(stream, kind).limit(limit))
        return [json.loads(row.receipt) for row in rows if row.receipt]

    def _sent(self, stream: str, kind: str) -> SelectOfScalar[OutboxRow]:
        """The last first."""
        return (
            self._scope.select(OutboxRow)
            .where(col(OutboxRow.stream) == stream, col(OutboxRow.kind) == kind)
            .where(col(OutboxRow.sent_at).is_not(None))
            .order_by(col(OutboxRow.position).desc())
        )

    def dead_letters(self) -> list[DeadLetter]:
        return self._dead(col(OutboxRow.skippable).is_(False))

    def given_up(self) -> list[DeadLetter]:
        return self._dead(col(OutboxRow.purged_at).is_(None))

    def _dead(self, *where: ColumnElement[bool]) -> list[DeadLetter]:
        query = (
            self._scope.select(OutboxRow)
            .where(col(OutboxRow.sent_at).is_(None), col(OutboxRow.dead_at).is_not(None), *where)
            .order_by(col(OutboxRow.position))
        )
        return [
            DeadLetter(message=message_of(row), error=row.error or "", failed_at=row.dead_at)
            for row in self._scope.all(query)
            if row.dead_at is not None
        ]

    def bury(self, message_id: str, *, owner: str, error: str) -> bool:
        leased = (
            col(OutboxRow.id) == message_id,
            col(OutboxRow.lease_owner) == owner,
            col(OutboxRow.sent_at).is_(None),
            col(OutboxRow.dead_at).is_(None),
        )
        # A dead letter has no next time: nothing takes it up again but a person.
        dead = {"dead_at": self._scope.now, "error": error}
        return bool(
            self._scope.update(OutboxRow, *leased, **dead, lease_owner=None, lease_until=None)
        )

    def revive(self, message_id: str) -> None:
        dead = (
            col(OutboxRow.id) == message_id,
            col(OutboxRow.sent_at).is_(None),
            col(OutboxRow.dead_at).is_not(None),
            col(OutboxRow.purged_at).is_(None),
        )
        anew = {"attempts": 0, "unfinished": 0, "tried_since": None, "error": None}
        due = {"not_before": self._scope.now, "dead_at": None}
        free = {"lease_owner": None, "lease_until": None}
        if not self._scope.update(OutboxRow, *dead, **anew, **due, **free):
            raise NotFound("undelivered message", message_id)
        self.has_work = True

    def release(self, *, discard: bool) -> int:
        return release(self._scope, discard=discard)


def message_of(row: OutboxRow) -> Message:
    """The message that a row was made of, with the attempts so far."""
    return Message(
        id=row.id,
        workspace_id=row.workspace_id,
        stream=row.stream,
        destination=row.destination,
        kind=row.kind,
        body=json.loads(row.body),
        skippable=row.skippable,
        lane=row.lane or "",
        attempts=row.attempts,
        tried_since=row.tried_since,
        unfinished=row.unfinished,
    )
