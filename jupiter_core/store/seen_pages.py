"""A page of what somebody sees in SQLite, who sees much and not all; and how much that is.

SQLite reads one index: by the order of all it would pass over what others see, and by what is seen
it would sort all of that. So each part that has its order is asked for its first, and they are
merged.
"""

import json
from typing import Any

from jupiter_core.domain.search import Order, Wanted
from jupiter_core.store.rare_grams import FEW
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.word_candidates import Looked

_OWN, _THEIRS = ("search_by_drafter", "drafted_by"), ("search_by_channel", "deal_channel")
_OVER = {"drafted_by": "json_each(:own)", "deal_channel": "json_each(:channels)"}
_MOMENT = len("2026-12-24 09:30:00.000000")
# What is in both parts is the same text twice, which a UNION leaves out.
_PAGE = f"""SELECT count(*), count(*), json_group_array(substr(said, {_MOMENT + 1})) FROM (
    %s UNION %s ORDER BY said DESC LIMIT :limit OFFSET :skip)"""  # noqa: S608
_FIRST = """SELECT said.value AS said FROM {over} AS whose {states} CROSS JOIN json_each((
    SELECT json_group_array(said) FROM (
        SELECT updated_at || subject_id AS said FROM search_entries INDEXED BY {index}
        WHERE workspace_id = :ours AND kind = :kind AND {column} = whose.value {state}
        ORDER BY updated_at DESC, subject_id DESC LIMIT :limit + :skip))) AS said"""
_COUNT = """SELECT count(*) FROM (SELECT DISTINCT subject_id FROM (%s UNION ALL %s) LIMIT :most)"""
_ALL = """SELECT subject_id FROM search_entries INDEXED BY {index}
    WHERE workspace_id = :ours AND kind = :kind
    AND {column} IN (SELECT value FROM {over}) {state}"""


def seen_page(scope: TransactionScope, wanted: Wanted, skip: int, limit: int) -> Looked | None:
    """None where something else is asked than this is for, or much is skipped."""
    if not _is_for(scope, wanted) or wanted.order is not Order.CHANGED or skip > FEW:
        return None
    given = _given(scope, wanted) | {"limit": limit, "skip": skip}
    states, state = "", ""
    if wanted.states:
        states, state = "CROSS JOIN json_each(:states) AS one", "AND state = one.value"
    query = _PAGE % _parts(_FIRST, wanted, states=states, state=state)
    return Looked(*scope.connection.exec_driver_sql(query, given).one())


def seen_count(scope: TransactionScope, wanted: Wanted, most: int | None) -> int | None:
    """The same of how many they are, up to `most`."""
    if not _is_for(scope, wanted):
        return None
    state = "AND state IN (SELECT value FROM json_each(:states))" if wanted.states else ""
    query = _COUNT % _parts(_ALL, wanted, state=state)
    given = _given(scope, wanted) | {"most": -1 if most is None else most}
    return int(scope.connection.exec_driver_sql(query, given).scalar_one())


def _is_for(scope: TransactionScope, wanted: Wanted) -> bool:
    asked = not wanted.sight.everything and wanted.is_for_states_alone
    return asked and scope.connection.dialect.name == "sqlite"


def _parts(part: str, wanted: Wanted, **said: str) -> tuple[str, str]:
    kind = "_and_state" if wanted.states else ""
    own, theirs = (
        part.format(index=index + kind, column=column, over=_OVER[column], **said)
        for index, column in (_OWN, _THEIRS)
    )
    return own, theirs


def _given(scope: TransactionScope, wanted: Wanted) -> dict[str, Any]:
    sight = wanted.sight
    return {
        "ours": scope.workspace_id,
        "kind": wanted.kind.value,
        "own": json.dumps([sight.person]),
        "channels": json.dumps(sorted(sight.channels)),
        "states": json.dumps(sorted({*wanted.states})),
    }
