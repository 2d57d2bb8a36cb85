"""What somebody sees who does not see all: theirs, and that of their channels."""

import json

from sqlalchemy import ColumnElement
from sqlmodel import col

from jupiter_core.domain.search import Sight
from jupiter_core.store.rare_grams import FEW
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.search_tables import SearchEntryRow as Row
from jupiter_core.store.word_candidates import Candidates, Looked, LookedInto

# Each part is in an index; what is in both is counted once.
_LOOK = f"""WITH seen AS (
    SELECT subject_id FROM (SELECT subject_id FROM search_entries
        WHERE workspace_id = ? AND kind = ? AND drafted_by = ? LIMIT {FEW + 1})
    UNION SELECT subject_id FROM (SELECT subject_id FROM search_entries
        WHERE workspace_id = ? AND kind = ?
        AND deal_channel IN (SELECT value FROM json_each(?)) LIMIT {FEW + 1}))
SELECT count(*), count(*), json_group_array(subject_id) FROM seen"""  # noqa: S608


def seen_by(scope: TransactionScope, kind: str, sight: Sight) -> Candidates | None:
    """None where all is seen, and for PostgreSQL, which joins its indexes by itself."""
    if sight.everything or scope.connection.dialect.name != "sqlite":
        return None
    return _Seen(scope, kind, sight)


def parts_of(sight: Sight) -> list[ColumnElement[bool]]:
    """What is seen, apart: nothing is in two of them; none where all is seen."""
    if sight.everything:
        return []
    own: ColumnElement[bool] = col(Row.drafted_by) == sight.person
    theirs = col(Row.deal_channel).in_(sorted(sight.channels))
    return [own, theirs & ~own] if sight.channels else [own]


class _Seen(LookedInto):
    having = exactly = None

    def __init__(self, scope: TransactionScope, kind: str, sight: Sight) -> None:
        super().__init__(scope)
        self._kind, self._sight = kind, sight

    def _look(self) -> Looked:
        here = (self._scope.workspace_id, self._kind)
        channels = json.dumps(sorted(self._sight.channels))
        given = (*here, self._sight.person, *here, channels)
        return Looked(*self._scope.connection.exec_driver_sql(_LOOK, given).one())
