"""The outbox as one transaction sees it."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, select
from sqlmodel import col

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import DeadLetter, Message
from jupiter_core.store.outbox_tables import OutboxRow
from jupiter_core.store.quarantine import release
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.sent_to_forget import to_forget

_SENT = (
    col(OutboxRow.workspace_id) == bindparam("ours"),
    col(OutboxRow.kind) == bindparam("kind"),
    col(OutboxRow.sent_at).is_not(None),
)
_LAST_SENT = (
    select(col(OutboxRow.receipt))
    .where(*_SENT, col(OutboxRow.stream) == bindparam("stream"))
    .order_by(col(OutboxRow.position).desc())
    .limit(bindparam("most"))
)
_SENT_IN = (
    select(col(OutboxRow.stream), col(OutboxRow.receipt))
    .where(*_SENT, col(OutboxRow.stream).in_(bindparam("streams", expanding=True)))
    .where(col(OutboxRow.receipt).is_not(None))
    .order_by(col(OutboxRow.position).desc())
)


class OutboxRepository:
    """See `TransactionOutbox`. All that one transaction puts is written in one statement."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope
        self.has_work = False

    def put(self, message: Message) -> None:
        self.has_work = True
        row = OutboxRow(
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
        alike = {"stream": message.stream, "kind": message.kind}
        if not (message.supersedes and self._scope.replace_later(row, **alike)):
            self._scope.add_later(row)

    def receipt(self, stream: str, kind: str) -> dict[str, Any] | None:
        # Of the last one that was sent, also where nothing came back for it.
        return next(
            (json.loads(each) if each else None for each in self._last(stream, kind, 1)), None
        )

    def receipts(self, stream: str, kind: str, limit: int) -> list[dict[str, Any]]:
        return [json.loads(each) for each in self._last(stream, kind, limit) if each]

    def receipts_in(self, streams: Sequence[str], kind: str) -> Mapping[str, list[dict[str, Any]]]:
        found = defaultdict[str, list[dict[str, Any]]](list)
        given = {"streams": [*streams], "kind": kind}
        for stream, receipt in self._scope.read(OutboxRow, _SENT_IN, **given) if streams else ():
            found[stream].append(json.loads(receipt))
        return found

    def _last(self, stream: str, kind: str, most: int) -> list[str | None]:
        """The last first."""
        given = {"stream": stream, "kind": kind, "most": most}
        return [receipt for (receipt,) in self._scope.read(OutboxRow, _LAST_SENT, **given)]

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
        gone = to_forget(self._scope)
        return [
            DeadLetter(message=message_of(row), error=row.error or "", failed_at=row.dead_at)
            for row in self._scope.all(query)
            if row.dead_at is not None and not gone.has(row.position)
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
        row = self._scope.by(OutboxRow, id=message_id)
        is_gone = row is not None and to_forget(self._scope).has(row.position)
        if is_gone or not self._scope.update(OutboxRow, *dead, **anew, **due, **free):
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
