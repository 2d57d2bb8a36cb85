"""The outbox as the drain sees it: leases, in order within each stream, over all workspaces."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    Update,
    bindparam,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import aliased
from sqlmodel import col

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.ports import Message, Receipts
from jupiter_core.store.batch import batch_of
from jupiter_core.store.columns import UtcDateTime
from jupiter_core.store.direct import Given, do, find
from jupiter_core.store.engine import one_writer_soon, reading, writing
from jupiter_core.store.outbox_tables import OutboxHoldRow, OutboxRow
from jupiter_core.store.prepared import table_of
from jupiter_core.store.rows import rows_in
from jupiter_core.store.transaction_outbox import message_of
from jupiter_core.store.trouble import Patience

_OUTBOX = "outbox"
_NOW = bindparam("now", type_=UtcDateTime())


class SqlOutbox:
    """An attempt counts when it begins, so that one which ended the process counts too."""

    def __init__(self, engine: Engine, patience: Patience) -> None:
        self._engine, self._reading = writing(engine), reading(engine)
        self._patience = patience

    def claim(
        self,
        *,
        owner: str,
        now: datetime,
        lease_until: datetime,
        limit: int,
        destinations: Sequence[str] = (),
        sparing: Sequence[str] = (),
        sent: Receipts | None = None,
    ) -> list[Message]:
        """See `Outbox`. The lease is committed before anything is sent."""
        given = {"now": now, **({"sparing": [*sparing]} if sparing else {})}
        wanted = tuple(destinations), bool(sparing)
        # Whoever only looks whether there is something need not wait for those who write.
        if not (sent or self._is_any(wanted, given)):
            return []
        with self._patience(writes=True, to=_OUTBOX), self._engine.begin() as connection:
            # PostgreSQL shows nobody a lease that is not committed: of drains that claim at once,
            # each would find the lane free.
            one_writer_soon(connection, _OUTBOX)
            batch = batch_of(connection)
            for message_id, receipt in (sent or {}).items():
                batch.later(_SENT, _record(message_id, owner, now, receipt))
            found = batch.find(_due(*wanted), {**given, "most": limit})
            rows = [*rows_in(OutboxRow, *found)]
            if rows:
                lease = {"owner": owner, "until": lease_until, "since": now}
                batch.later(_LEASE, *({**lease, **_claimed(row)} for row in rows))
            return [message_of(row) for row in rows]

    def _is_any(self, wanted: tuple[tuple[str, ...], bool], given: dict[str, Any]) -> bool:
        with self._patience(writes=False), self._reading.begin() as connection:
            return bool(find(connection, _first(*wanted), given).rows)

    def due_since(self, now: datetime) -> datetime | None:
        """See `Outbox`."""
        with self._patience(writes=False), self._reading.connect() as connection:
            first = connection.execute(_first((), False), {"now": now}).first()
            return first.not_before if first else None

    def is_due(self, now: datetime, destinations: Sequence[str]) -> bool:
        """See `Outbox`."""
        with self._patience(writes=False), self._reading.begin() as connection:
            return bool(find(connection, _any(tuple(destinations)), {"now": now}).rows)

    def renew(self, message_id: str, *, owner: str, lease_until: datetime) -> None:
        """See `Outbox`."""
        statement = (
            update(OutboxRow)
            .where(*_leased(message_id, owner), col(OutboxRow.lease_until).is_not(None))
            .values(lease_until=lease_until)
        )
        with self._patience(writes=True), self._engine.begin() as connection:
            connection.execute(statement)

    def sent(self, message_id: str, *, owner: str, now: datetime, receipt: dict[str, Any]) -> None:
        """Also when the lease was lost meanwhile: it was sent all the same."""
        with self._patience(writes=True), self._engine.begin() as connection:
            do(connection, _SENT, _record(message_id, owner, now, receipt))

    def failed(self, message_id: str, *, owner: str, error: str, retry_at: datetime) -> None:
        """Means nothing when somebody else has the lease by now."""
        with self._patience(writes=True), self._engine.begin() as connection:
            connection.execute(_given_back(message_id, owner, error, retry_at))

    def held(
        self, message: Message, *, owner: str, error: str, until: datetime, whole: bool
    ) -> None:
        """See `Outbox`. A hold that ends later stays as it is."""
        lane = "" if whole else message.lane
        anew = {"attempts": message.attempts, "tried_since": message.tried_since}
        with self._patience(writes=True), self._engine.begin() as connection:
            connection.execute(_given_back(message.id, owner, error, until).values(**anew))
            if whole or lane:
                put_hold(connection, message.workspace_id, message.destination, until, lane)


def _record(message_id: str, owner: str, now: datetime, receipt: Mapping[str, Any]) -> Given:
    given = {"message": message_id, "owner": owner, "now": now}
    return {**given, "answer": canonical_json(receipt)}


def put_hold(
    connection: Connection, workspace_id: str, destination: str, until: datetime, lane: str = ""
) -> None:
    """Nothing goes there before then; one that ends later stays as it is."""
    key = {"workspace_id": workspace_id, "destination": destination, "lane": lane}
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    made = insert(OutboxHoldRow).values(**key, until=until)
    later = made.excluded.until > col(OutboxHoldRow.until)
    connection.execute(
        made.on_conflict_do_update(
            index_elements=list(key), set_={"until": made.excluded.until}, where=later
        )
    )


def _leased(message_id: str, owner: str) -> tuple[ColumnElement[bool], ...]:
    return (
        col(OutboxRow.id) == message_id,
        col(OutboxRow.lease_owner) == owner,
        col(OutboxRow.sent_at).is_(None),
        col(OutboxRow.dead_at).is_(None),
    )


def _given_back(message_id: str, owner: str, error: str, retry_at: datetime) -> Update:
    free = {"lease_owner": None, "lease_until": None}
    return (
        update(OutboxRow)
        .where(*_leased(message_id, owner))
        .values(error=error, not_before=retry_at, **free)
    )


def _claimed(row: OutboxRow) -> dict[str, Any]:
    """Which row is claimed; noted in it as well, since its message tells of it."""
    # A lease that is still there was never given back: its holder is no more.
    row.unfinished = row.unfinished + 1 if row.lease_until else 0
    return {"place": row.position, "unfinished_now": row.unfinished}


_LEASE = (
    update(table_of(OutboxRow))
    .where(col(OutboxRow.position) == bindparam("place"))
    .values(
        lease_owner=bindparam("owner"),
        lease_until=bindparam("until", type_=UtcDateTime()),
        tried_since=func.coalesce(
            col(OutboxRow.tried_since), bindparam("since", type_=UtcDateTime())
        ),
        attempts=col(OutboxRow.attempts) + 1,
        unfinished=bindparam("unfinished_now"),
    )
)
_SENT = (
    update(table_of(OutboxRow))
    .where(col(OutboxRow.id) == bindparam("message"), col(OutboxRow.sent_at).is_(None))
    .values(
        sent_at=_NOW, receipt=bindparam("answer"), lease_owner=bindparam("owner"), lease_until=None
    )
)


@cache
def _due(destinations: tuple[str, ...], spares: bool) -> Select[Any]:
    """What may be sent at the moment `now`, the oldest first; made once, since that takes longer
    than asking."""
    # PostgreSQL passes over rows that somebody is about to change. SQLite has no such clause, and
    # SQLAlchemy leaves it out: this transaction is the only writer there.
    rows = _waiting(select(table_of(OutboxRow)), destinations, spares)
    return rows.limit(bindparam("most")).with_for_update(skip_locked=True)


@cache
def _first(destinations: tuple[str, ...], spares: bool) -> Select[Any]:
    """Since when the first of them is due."""
    return _waiting(select(col(OutboxRow.not_before)), destinations, spares).limit(1)


@cache
def _any(destinations: tuple[str, ...]) -> Select[Any]:
    """One of them, in no order: an index of what waits has them by their destination."""
    query = _waiting(select(col(OutboxRow.position)), destinations, spares=False)
    return query.order_by(None).limit(1)


def _waiting(query: Select[Any], destinations: tuple[str, ...], spares: bool) -> Select[Any]:
    spared = col(OutboxRow.workspace_id).not_in(bindparam("sparing", expanding=True))
    return query.where(
        *_claimable(destinations),
        *((spared,) if spares else ()),
        _is_of_no_held_workspace(),
        _is_of_no_busy_lane(),
        ~_earlier_unsent(),
        ~_lane_is_held(),
    ).order_by(col(OutboxRow.position))


def _claimable(destinations: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    unleased = or_(col(OutboxRow.lease_until).is_(None), col(OutboxRow.lease_until) <= _NOW)
    return (
        col(OutboxRow.sent_at).is_(None),
        col(OutboxRow.dead_at).is_(None),
        col(OutboxRow.not_before) <= _NOW,
        unleased,
        *((col(OutboxRow.destination).in_(destinations),) if destinations else ()),
    )


def _is_of_no_busy_lane() -> ColumnElement[bool]:
    """One sending at a time to a channel or an endpoint: one that hangs takes one drain, not
    all. Asked once a claim and not of each message, of which thousands may wait for their lane."""
    busy = select(col(OutboxRow.workspace_id), col(OutboxRow.lane)).where(
        col(OutboxRow.sent_at).is_(None),
        col(OutboxRow.lease_until) > _NOW,
        col(OutboxRow.lane).is_not(None),
    )
    row = tuple_(col(OutboxRow.workspace_id), col(OutboxRow.lane))
    return or_(col(OutboxRow.lane).is_(None), row.not_in(busy.correlate(None)))


def _is_of_no_held_workspace() -> ColumnElement[bool]:
    """Asked once a claim and not of each message, of which thousands may be held."""
    whole = select(col(OutboxHoldRow.workspace_id), col(OutboxHoldRow.destination)).where(
        col(OutboxHoldRow.lane) == "", col(OutboxHoldRow.until) > _NOW
    )
    return tuple_(col(OutboxRow.workspace_id), col(OutboxRow.destination)).not_in(whole)


def _lane_is_held() -> ColumnElement[bool]:
    return exists().where(
        col(OutboxHoldRow.workspace_id) == col(OutboxRow.workspace_id),
        col(OutboxHoldRow.destination) == col(OutboxRow.destination),
        col(OutboxHoldRow.lane) == col(OutboxRow.lane),
        col(OutboxHoldRow.until) > _NOW,
    )


def _earlier_unsent() -> ColumnElement[bool]:
    """Something before it in its stream is not sent yet, or has been given up and not skipped."""
    earlier = aliased(OutboxRow)
    return exists().where(
        col(earlier.workspace_id) == col(OutboxRow.workspace_id),
        col(earlier.stream) == col(OutboxRow.stream),
        col(earlier.position) < col(OutboxRow.position),
        col(earlier.sent_at).is_(None),
        or_(col(earlier.dead_at).is_(None), col(earlier.skippable).is_(False)),
    )
