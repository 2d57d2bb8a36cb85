"""The outbox as the drain sees it: leases, in order within each stream, over all workspaces."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, exists, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from jupiter_core.domain.frozen import canonical_json
from jupiter_core.ports import Message
from jupiter_core.store.engine import writing
from jupiter_core.store.outbox_tables import OutboxRow
from jupiter_core.store.transaction_outbox import message_of


class SqlOutbox:
    """An attempt counts when it begins, so that one which ended the process counts too."""

    def __init__(self, engine: Engine) -> None:
        self._engine = writing(engine)

    def claim(
        self,
        *,
        owner: str,
        now: datetime,
        lease_until: datetime,
        limit: int,
        destinations: Sequence[str] = (),
    ) -> list[Message]:
        """See `Outbox`. The lease is committed before anything is sent."""
        with Session(self._engine) as session, session.begin():
            rows = session.exec(
                select(OutboxRow)
                .where(*_claimable(now, destinations), ~_earlier_unsent(), _endpoint_is_free(now))
                .order_by(col(OutboxRow.position))
                .limit(limit)
                # PostgreSQL passes over rows that another drain is about to take. SQLite has no
                # such clause, and SQLAlchemy leaves it out: this transaction is the only writer
                # there.
                .with_for_update(skip_locked=True)
            ).all()
            claimed = [message_of(row) for row in rows]
            for row in rows:
                row.lease_owner, row.lease_until = owner, lease_until
                row.attempts += 1
            return claimed

    def sent(self, message_id: str, *, owner: str, now: datetime, receipt: dict[str, Any]) -> None:
        """Also when the lease was lost meanwhile: it was sent all the same."""
        self._record(
            (), message_id, sent_at=now, receipt=canonical_json(receipt), lease_owner=owner
        )

    def failed(
        self, message_id: str, *, owner: str, now: datetime, error: str, retry_at: datetime | None
    ) -> None:
        """Means nothing when somebody else has the lease by now."""
        owned = (col(OutboxRow.lease_owner) == owner, col(OutboxRow.dead_at).is_(None))
        # A dead letter has no next time: nothing takes it up again but a person.
        outcome = {"not_before": retry_at} if retry_at else {"dead_at": now}
        self._record(owned, message_id, error=error, lease_owner=None, **outcome)

    def _record(self, where: Sequence[ColumnElement[bool]], message_id: str, **values: Any) -> None:
        statement = (
            update(OutboxRow)
            .where(col(OutboxRow.id) == message_id, col(OutboxRow.sent_at).is_(None), *where)
            .values(**values, lease_until=None)
        )
        with self._engine.begin() as connection:
            connection.execute(statement)


def _claimable(now: datetime, destinations: Sequence[str]) -> tuple[ColumnElement[bool], ...]:
    unleased = or_(col(OutboxRow.lease_until).is_(None), col(OutboxRow.lease_until) <= now)
    return (
        col(OutboxRow.sent_at).is_(None),
        col(OutboxRow.dead_at).is_(None),
        col(OutboxRow.not_before) <= now,
        unleased,
        *((col(OutboxRow.destination).in_(destinations),) if destinations else ()),
    )


def _endpoint_is_free(now: datetime) -> ColumnElement[bool]:
    """One sending at a time to a webhook endpoint: one that hangs takes one drain, not all."""
    other = aliased(OutboxRow)
    under_way = exists().where(
        col(other.workspace_id) == col(OutboxRow.workspace_id),
        col(other.endpoint_id) == col(OutboxRow.endpoint_id),
        col(other.id) != col(OutboxRow.id),
        col(other.sent_at).is_(None),
        col(other.lease_until) > now,
    )
    return or_(col(OutboxRow.endpoint_id).is_(None), ~under_way)


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
