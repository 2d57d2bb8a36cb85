"""See `SettingsLooks`."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine, select
from sqlmodel import col

from jupiter_core.domain.seal import Signer
from jupiter_core.domain.settings_look import CountedLooks, SettingsLook
from jupiter_core.ports import Clock, Ids
from jupiter_core.store.engine import one_writer, reading, writing
from jupiter_core.store.look_tables import SettingsLookRow as Row
from jupiter_core.store.prepared import table_of
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.trouble import Patience
from jupiter_core.store.turns import turn_of

_HOUR = timedelta(hours=1)


class SqlSettingsLooks:
    """Each transaction that keeps or removes some is an entry of the workspace's audit log."""

    def __init__(
        self, engine: Engine, patience: Patience, clock: Clock, ids: Ids, signer: Signer
    ) -> None:
        self._engine, self._patience = engine, patience
        self._clock, self._ids, self._signer = clock, ids, signer

    def keep(self, workspace_id: str, looks: Sequence[CountedLooks]) -> None:
        with self._logged(workspace_id) as scope:
            for each in looks:
                before = scope.by(Row, hour=each.hour, **_columns(each.look))
                known = each.and_also(_looks(before)) if before else each
                scope.put(self._row(scope, known, before), before=before)

    def found(
        self, workspace_id: str, *, person: str = "", what: str = "", since: datetime | None = None
    ) -> Iterator[CountedLooks]:
        query = select(table_of(Row)).where(col(Row.workspace_id) == workspace_id)
        if person:
            query = query.where(col(Row.person) == person)
        if what:
            query = query.where(col(Row.what) == what)
        if since:
            query = query.where(col(Row.hour) > since - _HOUR)
        query = query.order_by(col(Row.hour).desc(), col(Row.last_at).desc(), col(Row.id))
        with self._patience(writes=False), reading(self._engine).connect() as connection:
            for row in connection.execute(query, execution_options={"yield_per": 500}):
                yield _looks(Row(**row._mapping))

    def forget(self, before: datetime, limit: int) -> int:
        old = col(Row.hour) < before - _HOUR
        query = select(col(Row.workspace_id), col(Row.id)).where(old).limit(limit)
        with self._patience(writes=False), reading(self._engine).connect() as connection:
            found = connection.execute(query).all()
        for workspace_id in sorted({row[0] for row in found}):
            these = [row[1] for row in found if row[0] == workspace_id]
            with self._logged(workspace_id) as scope:
                for row in scope.all(scope.select(Row).where(col(Row.id).in_(these), old)):
                    scope.remove(row)
        return len(found)

    @contextmanager
    def _logged(self, workspace_id: str) -> Iterator[TransactionScope]:
        name = turn_of(workspace_id)
        with (
            self._patience(writes=True, to=name),
            writing(self._engine).begin() as connection,
        ):
            one_writer(connection, name)
            now = self._clock.now()
            scope = TransactionScope(connection, workspace_id, now, self._signer, writes=True)
            yield scope
            scope.finish()

    def _row(self, scope: TransactionScope, looks: CountedLooks, before: Row | None) -> Row:
        return Row(
            workspace_id=scope.workspace_id,
            id=before.id if before else self._ids.new(),
            hour=looks.hour,
            first_at=looks.first_at,
            last_at=looks.last_at,
            times=looks.times,
            **_columns(looks.look),
        )


def _columns(look: SettingsLook) -> dict[str, Any]:
    return {
        "person": look.person,
        "what": look.what,
        "key_id": look.key,
        "refusal": look.refusal,
    }


def _looks(row: Row) -> CountedLooks:
    return CountedLooks(
        look=SettingsLook(person=row.person, what=row.what, key=row.key_id, refusal=row.refusal),
        first_at=row.first_at,
        last_at=row.last_at,
        times=row.times,
    )
