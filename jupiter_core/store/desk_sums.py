"""Sums of the desk's entries by day, kept with each entry in its transaction.

Each is there twice: of everybody, where `whose` is empty, and of whoever drafted it.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, ColumnElement, bindparam, case, delete, func, select
from sqlmodel import Field, col

from jupiter_core.domain.desk import DeskEntry
from jupiter_core.domain.desk_sums import SumKind, sum_parts
from jupiter_core.store.columns import Sortable
from jupiter_core.store.prepared import insert_of, table_of
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow

PART = 10**6
"""Sums are made of two parts: a sum of the largest amounts is more than a column holds."""


class DeskSumRow(TableRow, table=True):
    """The sum is `high` millions and `low` of the minor unit; there is no row where `count` is 0.
    `day` is that of `SumKind`."""

    is_derived = True

    __tablename__ = "desk_sums"

    whose: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    day: str = Field(primary_key=True, sa_type=Sortable)
    currency: str = Field(primary_key=True)
    seller_id: str = Field(primary_key=True)
    count: int = Field(sa_type=BigInteger)
    high: int = Field(sa_type=BigInteger)
    low: int = Field(sa_type=BigInteger)


Row = DeskSumRow
_KEYS = ("workspace_id", "whose", "kind", "day", "currency", "seller_id")
_VALUES = ("count", "high", "low")


class Summed(NamedTuple):
    """What so many come to in minor units."""

    number: int
    minor: int


def keep_sums(scope: TransactionScope, old: DeskEntry | None, new: DeskEntry | None) -> None:
    """Takes away what the old entry added, and adds what the new one does."""
    changes: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0, 0, 0])
    for entry, sign in _both(old, new):
        for (kind, day, minor), whose in product(sum_parts(entry), {"", entry.drafted_by}):
            key = (scope.workspace_id, whose, kind.value, day, entry.currency, entry.seller_id)
            for n, each in enumerate((1, minor // PART, minor % PART)):
                changes[key][n] += sign * each
    rows = [
        dict(zip((*_KEYS, *_VALUES), (*key, *by), strict=True))
        for key, by in sorted(changes.items())
        if any(by)
    ]
    if rows:
        _add(scope, rows)


def _both(old: DeskEntry | None, new: DeskEntry | None) -> Iterator[tuple[DeskEntry, int]]:
    if old:
        yield old, -1
    if new:
        yield new, 1


def _add(scope: TransactionScope, rows: Sequence[dict[str, Any]]) -> None:
    scope.write_each(_more(scope.dialect), rows)
    fewer = [{f"{name}_": row[name] for name in _KEYS} for row in rows if row["count"] < 0]
    scope.write_each(_NOTHING_LEFT, fewer)


@cache
def _more(dialect: str) -> Any:
    table, statement = table_of(Row), insert_of(Row, dialect)
    more = {name: table.c[name] + statement.excluded[name] for name in _VALUES}
    return statement.on_conflict_do_update(index_elements=_KEYS, set_=more)


_NOTHING_LEFT = delete(table_of(Row)).where(
    *(table_of(Row).c[name] == bindparam(f"{name}_") for name in _KEYS),
    table_of(Row).c.count == 0,
)


def summed(
    scope: TransactionScope,
    kind: SumKind,
    parts: Sequence[ColumnElement[bool]],
    *,
    whose: str = "",
    seller_id: str = "",
    where: Sequence[ColumnElement[bool]] = (),
) -> dict[str, list[Summed]]:
    """By currency, of each of the parts that days are divided into."""
    sums = [
        func.sum(case((part, col(getattr(Row, name))), else_=0))
        for part in parts
        for name in _VALUES
    ]
    of_seller = [col(Row.seller_id) == seller_id] if seller_id else []
    query = select(col(Row.currency), *sums).where(
        col(Row.workspace_id) == scope.workspace_id,
        col(Row.whose) == whose,
        col(Row.kind) == kind.value,
        *of_seller,
        *where,
    )
    found = scope.connection.execute(query.group_by(col(Row.currency))).all()
    return {str(row[0]): _read([int(each or 0) for each in row[1:]]) for row in found}


def _read(sums: Sequence[int]) -> list[Summed]:
    return [Summed(sums[n], sums[n + 1] * PART + sums[n + 2]) for n in range(0, len(sums), 3)]
