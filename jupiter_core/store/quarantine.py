"""A restored database sends nothing that may have been sent since: its outbox waits for a person.

So do its timers, which would issue once more what was issued since.
"""

from typing import NamedTuple

from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from jupiter_core.ports import UNTIL_RELEASED
from jupiter_core.store.engine import reading, writing
from jupiter_core.store.outbox_tables import OutboxHoldRow, OutboxRow
from jupiter_core.store.retention import ids_of
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import NumberSeriesRow

_NOWHERE = ""
"""The destination of the hold that marks a workspace: no message goes there."""


class LastNumber(NamedTuple):
    """How far a counter of a legal entity had come."""

    workspace_id: str
    profile_id: str
    series: str
    taken: int


def hold_outbox(engine: Engine, workspaces: list[str]) -> int:
    """Holds all that is unsent, and the timers of these workspaces; how many messages it is. Twice
    is as once."""
    unsent = (col(OutboxRow.sent_at).is_(None), col(OutboxRow.dead_at).is_(None))
    free = {"lease_owner": None, "lease_until": None}
    with Session(writing(engine)) as session, session.begin():
        for workspace_id in workspaces:
            session.merge(_mark(workspace_id))
        held = session.connection().execute(
            update(OutboxRow).where(*unsent).values(not_before=UNTIL_RELEASED, **free)
        )
        return held.rowcount


def unreleased(engine: Engine) -> frozenset[str]:
    """The workspaces whose timers rest."""
    query = select(OutboxHoldRow.workspace_id).where(col(OutboxHoldRow.destination) == _NOWHERE)
    with Session(reading(engine)) as session:
        return frozenset(session.exec(query))


def last_numbers(engine: Engine) -> list[LastNumber]:
    """Of every counter that has begun."""
    query = select(NumberSeriesRow).order_by(
        *(col(NumberSeriesRow.workspace_id), col(NumberSeriesRow.series))
    )
    with Session(reading(engine)) as session:
        return [
            LastNumber(each.workspace_id, each.profile_id, each.series, each.taken + each.left_out)
            for each in session.exec(query)
        ]


def release(scope: TransactionScope, *, discard: bool) -> int:
    """See `TransactionOutbox`."""
    held = (
        col(OutboxRow.sent_at).is_(None),
        col(OutboxRow.dead_at).is_(None),
        col(OutboxRow.not_before) >= UNTIL_RELEASED,
    )
    scope.delete(OutboxHoldRow, col(OutboxHoldRow.destination) == _NOWHERE)
    if not discard:
        return scope.update(OutboxRow, *held, not_before=scope.now)
    rows = scope.all(scope.select(OutboxRow).where(*held))
    for each in rows:
        _forget(scope, each)
    return len(rows)


def _forget(scope: TransactionScope, row: OutboxRow) -> None:
    """It holds its stream up no longer, and nobody can send it again."""
    over = {"not_before": scope.now, "dead_at": scope.now, "purged_at": scope.now}
    kept = {"body": ids_of(row.body), "skippable": True}
    scope.replace(OutboxRow(**{**row.model_dump(), **kept, **over}))


def _mark(workspace_id: str) -> OutboxHoldRow:
    return OutboxHoldRow(
        workspace_id=workspace_id, destination=_NOWHERE, lane="", until=UNTIL_RELEASED
    )
