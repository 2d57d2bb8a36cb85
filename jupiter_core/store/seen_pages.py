"""A page of what somebody sees who sees much and not all, and how much that is.

A database would go by the order of all and pass over what others see, or sort all that is seen. So
each part that an index has in its order is asked for its first, and they are merged.
"""

import json
from typing import Any, NamedTuple

from sqlalchemy import text

from jupiter_core.domain.search import Order, Wanted
from jupiter_core.store.rare_grams import FEW
from jupiter_core.store.scope import TransactionScope

_OWN = {"index": "search_by_drafter", "column": "drafted_by", "given": "own"}
_THEIRS = {"index": "search_by_channel", "column": "deal_channel", "given": "channels"}
_MOMENT = len("2026-12-24 09:30:00.000000")
_ALL_OF_THEM = 2**62


class _Spelled(NamedTuple):
    """`page` is of two parts, each a `first`, and the count of two that are each `all_`; `each` is
    a table of values that are given, and `among` says of a column that it has one of them."""

    page: str
    first: str
    all_: str
    each: str
    among: str


# What is in both parts is the same row twice, which a UNION leaves out.
_COUNT = "SELECT count(*) FROM (%s UNION %s) AS seen"
_SPELLED = {
    "sqlite": _Spelled(
        page=f"""SELECT substr(said, {_MOMENT + 1}) FROM (
            %s UNION %s ORDER BY said DESC LIMIT :limit OFFSET :skip)""",  # noqa: S608
        first="""SELECT said.value AS said FROM {over} CROSS JOIN json_each((
            SELECT json_group_array(said) FROM (
                SELECT updated_at || subject_id AS said FROM search_entries INDEXED BY {index}
                WHERE workspace_id = :ours AND kind = :kind AND {column} = whose.value {state}
                ORDER BY updated_at DESC, subject_id DESC LIMIT :limit + :skip))) AS said""",
        all_="""SELECT subject_id FROM (
            SELECT subject_id FROM search_entries INDEXED BY {index}
            WHERE workspace_id = :ours AND kind = :kind AND {column} {whose} {state}
            LIMIT :most)""",
        each="json_each(:{given}) AS {name}",
        among="IN (SELECT value FROM json_each(:{given}))",
    ),
    "postgresql": _Spelled(
        page="""SELECT subject_id FROM (%s UNION %s) AS seen
            ORDER BY updated_at DESC, subject_id DESC LIMIT :limit OFFSET :skip""",
        first="""SELECT said.updated_at, said.subject_id FROM {over} CROSS JOIN LATERAL (
            SELECT updated_at, subject_id FROM search_entries
            WHERE workspace_id = :ours AND kind = :kind AND {column} = whose.value {state}
            ORDER BY updated_at DESC, subject_id DESC LIMIT :limit + :skip) AS said""",
        all_="""(SELECT subject_id FROM search_entries
            WHERE workspace_id = :ours AND kind = :kind AND {column} {whose} {state}
            LIMIT :most)""",
        each="unnest(CAST(:{given} AS text[])) AS {name}(value)",
        among="= ANY (CAST(:{given} AS text[]))",
    ),
}


def seen_page(scope: TransactionScope, wanted: Wanted, skip: int, limit: int) -> list[str] | None:
    """The ids. None where something else is asked than this is for, or much is skipped."""
    if not _is_for(wanted) or wanted.order is not Order.CHANGED or skip > FEW:
        return None
    spelled = _spelled(scope)
    parts = []
    for part in (_OWN, _THEIRS):
        over, state = spelled.each.format(given=part["given"], name="whose"), ""
        if wanted.states:
            over += " CROSS JOIN " + spelled.each.format(given="states", name="one")
            state = "AND state = one.value"
        parts.append(_part(spelled.first, part, wanted, over=over, state=state))
    query = text(spelled.page % tuple(parts))
    found = scope.connection.execute(query, {**_given(scope, wanted), "limit": limit, "skip": skip})
    return [str(id_) for (id_,) in found]


def seen_count(scope: TransactionScope, wanted: Wanted, most: int | None) -> int | None:
    """The same of how many they are, up to `most`."""
    if not _is_for(wanted):
        return None
    spelled = _spelled(scope)
    state = f"AND state {spelled.among.format(given='states')}" if wanted.states else ""
    parts = tuple(
        _part(spelled.all_, part, wanted, whose=spelled.among.format(**part), state=state)
        for part in (_OWN, _THEIRS)
    )
    limit = _ALL_OF_THEM if most is None else most
    given = {**_given(scope, wanted), "most": limit}
    return min(limit, int(scope.connection.execute(text(_COUNT % parts), given).scalar_one()))


def _spelled(scope: TransactionScope) -> _Spelled:
    return _SPELLED[scope.connection.dialect.name]


def _is_for(wanted: Wanted) -> bool:
    return not wanted.sight.everything and wanted.is_for_states_alone


def _part(form: str, part: dict[str, str], wanted: Wanted, **said: str) -> str:
    index = part["index"] + ("_and_state" if wanted.states else "")
    return form.format(**{**part, **said, "index": index})


def _given(scope: TransactionScope, wanted: Wanted) -> dict[str, Any]:
    lists = {"own": [wanted.sight.person], "channels": sorted(wanted.sight.channels)}
    if wanted.states:
        lists["states"] = sorted({*wanted.states})
    kept = json.dumps if scope.connection.dialect.name == "sqlite" else list
    said = {name: kept(values) for name, values in lists.items()}
    return {**said, "ours": scope.workspace_id, "kind": wanted.kind.value}
