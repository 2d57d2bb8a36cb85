"""See `SentForgetting`. What is left to do is seen by the rows themselves, so that there is nothing
to be kept but what an erasure noted.
"""

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate, takewhile

from sqlalchemy import Connection, Engine, delete, select
from sqlmodel import col

from jupiter_core.ports import Clock
from jupiter_core.store.engine import reading, writing
from jupiter_core.store.outbox_tables import OutboxRow
from jupiter_core.store.retention import empty, ids_of
from jupiter_core.store.sent_to_forget import LONG_AGO, SentToForgetRow, in_row, is_of
from jupiter_core.store.system_tables import DeliveryAttemptRow
from jupiter_core.store.trouble import Patience

MESSAGES = 200
"""That a step empties at most, and attempts that it removes."""
CHARACTERS = 400_000
"""Of bodies, in a step of more than one: SQLite overwrites each page that it needs no longer."""
_ANY = select(col(SentToForgetRow.position)).limit(1)
_FIRST = select(SentToForgetRow).order_by(col(SentToForgetRow.position)).limit(1)


class SqlSentForgetting:
    """Which messages there are to empty it asks once, and again when these are done: a list of
    numbers, since the index that has what is not forgotten yet is of all workspaces."""

    def __init__(self, engine: Engine, patience: Patience, clock: Clock) -> None:
        self._engine, self._patience, self._clock = engine, patience, clock
        self._of: int | None = None
        self._left: list[int] = []

    def is_forgetting(self) -> bool:
        with self._patience(writes=False), reading(self._engine).connect() as connection:
            return connection.execute(_ANY).first() is not None

    def step(self) -> bool:
        """What is to be written is read and made before anybody has to wait for it."""
        with self._patience(writes=False), reading(self._engine).connect() as connection:
            found = connection.execute(_FIRST).mappings().first()
            if found is None:
                return False
            noted = SentToForgetRow(**found)
            if self._of != noted.position or not self._left:
                self._of, self._left = noted.position, _messages(connection, noted)
            some = _whole(connection, self._left[:MESSAGES])
            attempts = [] if self._left else _attempts(connection, noted)
        with self._patience(writes=True), writing(self._engine).begin() as connection:
            if some:
                empty(connection, some, self._clock.now())
            elif attempts:
                _remove(connection, DeliveryAttemptRow, attempts)
            elif not self._left:
                _remove(connection, SentToForgetRow, [noted.position or 0])
        self._left = self._left[bisect(self._left, some[-1][0]) if some else MESSAGES :]
        return True


def _messages(connection: Connection, noted: SentToForgetRow) -> list[int]:
    """All that are still whole, in their order. What was noted is all that there will ever be of
    them, so that where none is found nothing is left."""
    where = col(OutboxRow.purged_at).is_(None), is_of(noted.workspace_id)
    positions = list[int]()
    for ended_at in (col(OutboxRow.sent_at), col(OutboxRow.dead_at)):
        query = select(col(OutboxRow.position)).where(ended_at > LONG_AGO, *where)
        positions += (each or 0 for each in connection.execute(query).scalars())
    gone = in_row(noted)
    return sorted(each for each in positions if gone.has(each))


def _whole(connection: Connection, positions: Sequence[int]) -> list[tuple[int, str]]:
    """As many of the first of these as a step empties, with what is to be left of each."""
    columns = (col(OutboxRow.position), col(OutboxRow.body))
    here = columns[0].in_(positions), col(OutboxRow.purged_at).is_(None)
    found = connection.execute(select(*columns).where(*here).order_by(columns[0])).all()
    sizes = accumulate((len(body) for _, body in found), initial=0)
    # The size before each, so that there is one at least.
    some = takewhile(lambda each: each[0] < CHARACTERS, zip(sizes, found, strict=False))
    return [(position or 0, ids_of(body)) for _, (position, body) in some]


def _attempts(connection: Connection, noted: SentToForgetRow) -> list[int]:
    query = select(col(DeliveryAttemptRow.position)).where(
        col(DeliveryAttemptRow.workspace_id) == noted.workspace_id,
        col(DeliveryAttemptRow.position) <= noted.attempts_to,
    )
    return [each or 0 for each in connection.execute(query.limit(MESSAGES)).scalars()]


def _remove(
    connection: Connection,
    table: type[DeliveryAttemptRow] | type[SentToForgetRow],
    positions: Sequence[int],
) -> None:
    connection.execute(delete(table).where(col(table.position).in_(positions)))
