"""A workspace that the app is no longer in: what it would send waits there, and its timers rest."""

from sqlalchemy import Connection, Engine, delete, update
from sqlmodel import Session, col, select

from jupiter_core.outbox.messages import ANCHOR, EMAIL, SLACK, WEBHOOK
from jupiter_core.ports import UNTIL_RELEASED
from jupiter_core.store.engine import reading
from jupiter_core.store.outbox import put_hold
from jupiter_core.store.outbox_tables import OutboxHoldRow, OutboxRow

_ALL = (SLACK, EMAIL, WEBHOOK, ANCHOR)
_PARKED = (
    col(OutboxHoldRow.destination).in_(_ALL),
    col(OutboxHoldRow.lane) == "",
    col(OutboxHoldRow.until) >= UNTIL_RELEASED,
)


def park(connection: Connection, workspace_id: str) -> None:
    """Twice is as once."""
    for destination in _ALL:
        put_hold(connection, workspace_id, destination, UNTIL_RELEASED)


def unpark(connection: Connection, workspace_id: str) -> None:
    """What waited is due at once, as if it had never been tried."""
    held = delete(OutboxHoldRow).where(col(OutboxHoldRow.workspace_id) == workspace_id, *_PARKED)
    if not connection.execute(held).rowcount:
        return
    waiting = (
        col(OutboxRow.workspace_id) == workspace_id,
        col(OutboxRow.sent_at).is_(None),
        col(OutboxRow.dead_at).is_(None),
        col(OutboxRow.lease_until).is_(None),
        # What a restored database holds back waits for a person all the same.
        col(OutboxRow.not_before) < UNTIL_RELEASED,
    )
    anew = {"attempts": 0, "unfinished": 0, "tried_since": None}
    connection.execute(update(OutboxRow).where(*waiting).values(**anew))


def parked(engine: Engine) -> frozenset[str]:
    """The workspaces that wait for a new installation."""
    query = select(OutboxHoldRow.workspace_id).where(*_PARKED)
    with Session(reading(engine)) as session:
        return frozenset(session.exec(query))
