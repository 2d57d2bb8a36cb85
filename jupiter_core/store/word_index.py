"""What is found by words: each entry's text beside it, indexed by three characters at a time.

SQLite keeps the index as a virtual table that follows this one by triggers, PostgreSQL as one of
its own over a function. Neither needs an extension that somebody would have to install.
"""

from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from typing import Any

from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    Connection,
    Executable,
    Index,
    Select,
    UniqueConstraint,
    and_,
    any_,
    bindparam,
    cast,
    column,
    func,
    join,
    literal_column,
    or_,
    select,
    table,
    text,
    tuple_,
)
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import Field, col

from jupiter_core.domain.grams import grams_of, of_workspace
from jupiter_core.store.columns import Document, Position, Sortable
from jupiter_core.store.direct import do_each
from jupiter_core.store.prepared import insert_of, table_of, unindexed
from jupiter_core.store.rare_grams import FEW, Term, matching, rare
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow

CUSTOMER = "customer"
_GRAM = 3
VERY_FEW = 200
"""Less than what of a list is read at first."""
_NAMED = 500
"""Up to so many are looked up by their names in SQLite."""
_AT_FIRST = 3
"""Grams of each text of the rarest term, by which SQLite looks whether they are so few."""


class SearchWordsRow(TableRow, table=True):
    """`words` begins with what `of_workspace` says. It is written only when it changed."""

    is_derived = True

    __tablename__ = "search_words"
    __table_args__: Any = (
        UniqueConstraint("workspace_id", "subject_id", name="search_words_subject_key"),
        Index("search_words_by_gram", text("jupiter_grams(words)"), postgresql_using="gin").ddl_if(
            dialect="postgresql"
        ),
        {"sqlite_autoincrement": True},
    )

    position: int | None = Field(default=None, primary_key=True, sa_type=Position)
    workspace_id: str = Field()
    subject_id: str = Field(sa_type=Sortable)
    words: str = Field(sa_type=Document)


Row = SearchWordsRow
_GRAMS = table("search_grams", column("rowid"))


def keep_words(scope: TransactionScope, kind: str, subject_id: str, words: str) -> None:
    """In the transaction in which its subject is saved."""
    scope.memory.forget(Row)
    row = words_row(scope.workspace_id, kind, subject_id, words)
    scope.write_each(_other_words(scope.dialect), [row])


def words_row(workspace_id: str, kind: str, subject_id: str, words: str) -> dict[str, str]:
    said = f"{of_workspace(kind, workspace_id)}{words}"
    return {"workspace_id": workspace_id, "subject_id": subject_id, "words": said}


def put_words(connection: Connection, rows: Sequence[dict[str, str]]) -> None:
    """Adds them; of those that are there, what has other words is written anew."""
    do_each(connection, _other_words(connection.dialect.name), rows)


@cache
def _other_words(dialect: str) -> Any:
    statement = insert_of(Row, dialect)
    return statement.on_conflict_do_update(
        index_elements=["workspace_id", "subject_id"],
        set_={"words": statement.excluded.words},
        where=col(Row.words) != statement.excluded.words,
    )


def forget_removed_words(connection: Connection) -> None:
    """SQLite's index notes what was removed and keeps it until it merges by itself, which may be
    never: so all of it is merged. PostgreSQL's keeps nothing that a vacuum finds."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("INSERT INTO search_grams (search_grams) VALUES ('optimize')")


class Candidates:
    """Workspace and id of what may have one of the texts of each term, and of little else."""

    def __init__(
        self, scope: TransactionScope, query: Select[str, str], look: Select[str, str] | None = None
    ) -> None:
        """`look` finds all of them, and may find more: it asks for less."""
        self._scope, self.query, self._look = scope, query, look

    @cached_property
    def are_few(self) -> bool:
        """Whether they are no more than `FEW`."""
        if self._in_plans:
            return self._expected <= FEW and len(self._ids) <= FEW
        if len(self._ids) <= _NAMED:
            return True
        some = select(func.count()).select_from(self.query.limit(FEW + 1).subquery())
        return int(self._scope.connection.execute(some).scalar_one()) <= FEW

    @property
    def are_none(self) -> bool:
        """Then nobody has to be asked: of no names, SQLite would look through all."""
        return self.are_few and not self._ids

    @property
    def may_be_many(self) -> bool:
        """Whether to look at each of them may take longer than to read a list in its order."""
        return (self._expected if self._in_plans else len(self._ids)) > VERY_FEW

    def among(self, workspace_id: Any, subject_id: Any) -> ColumnElement[bool]:
        """Whether these columns name one of them; of few, it is told which."""
        if self.are_named:
            ours: ColumnElement[bool] = workspace_id == self._scope.workspace_id
            if self._in_plans:
                # One value, where SQLAlchemy would spell as many as there are names.
                return and_(ours, subject_id == any_(cast(self._ids, ARRAY(TEXT))))
            return and_(ours, subject_id.in_(self._ids))
        return tuple_(workspace_id, subject_id).in_(self.query)

    @property
    def are_named(self) -> bool:
        """Whether a query is told which they are: PostgreSQL would make the grams of each row anew
        rather than ask its index once, and SQLite asks its index each time."""
        return self.are_few and (self._in_plans or len(self._ids) <= _NAMED)

    @property
    def are_joined(self) -> bool:
        """Whether their query may be joined with others, of many too."""
        return not self._in_plans

    @property
    def _in_plans(self) -> bool:
        """Whether the database says how many it expects."""
        return self._scope.connection.dialect.name == "postgresql"

    @cached_property
    def _ids(self) -> list[str]:
        """Up to one more than are named."""
        if self._in_plans:
            return self._found(self.query, FEW + 1)
        some = self._found(self._look, _NAMED + 1) if self._look is not None else None
        if some is not None and len(some) <= _NAMED:
            return some
        return self._found(self.query, _NAMED + 1)

    def _found(self, query: Select[str, str], most: int) -> list[str]:
        return [str(row[1]) for row in self._scope.connection.execute(query.limit(most))]

    @cached_property
    def _expected(self) -> int:
        """What PostgreSQL expects them to be, which would read the whole index to count."""
        plan = self._scope.connection.execute(_Explained(self.query)).scalar_one()
        return int(plan[0]["Plan"]["Plan Rows"])


class _Explained(Executable, ClauseElement):
    """The plan of a query, as JSON."""

    inherit_cache = False

    def __init__(self, query: Select[str, str]) -> None:
        self.query = query


@compiles(_Explained, "postgresql")
def _explained(element: _Explained, compiler: SQLCompiler, **given: Any) -> str:
    return f"EXPLAIN (FORMAT JSON) {compiler.process(element.query, **given)}"


def found_by(
    scope: TransactionScope, kind: str, terms: Iterable[Sequence[str]]
) -> Candidates | None:
    """None where none of the terms is long enough to choose by."""
    wanted = [
        [grams_of(each) for each in _apart(term)]
        for term in terms
        if term and all(len(each) >= _GRAM for each in term)
    ]
    if not wanted:
        return None
    ours = [[of_workspace(kind, scope.workspace_id)]]
    chosen = rare(scope.connection, [ours, *wanted])
    asked = chosen or [ours, *wanted]
    if scope.connection.dialect.name == "postgresql":
        here = col(Row.workspace_id) == scope.workspace_id
        query = select(col(Row.workspace_id), col(Row.subject_id))
        return Candidates(scope, query.where(here, *map(_has_any, asked)))
    query = _matching(scope, matching(asked))
    if not chosen:
        return Candidates(scope, query)
    rarest = [[text[:_AT_FIRST] for text in chosen[0]]]
    return Candidates(scope, query, _matching(scope, matching(rarest)))


def _apart(term: Sequence[str]) -> list[str]:
    """Without what has another one of them in it, and is found by that one too."""
    return [
        each
        for n, each in enumerate(term)
        if not any(a in each and (a != each or m < n) for m, a in enumerate(term) if m != n)
    ]


def _matching(scope: TransactionScope, asked: str) -> Select[str, str]:
    match = literal_column("search_grams").op("MATCH")(bindparam(None, asked))
    followed = join(_GRAMS, table_of(Row), _GRAMS.c.rowid == col(Row.position))
    here = unindexed(Row.workspace_id) == scope.workspace_id
    found = select(col(Row.workspace_id), col(Row.subject_id)).select_from(followed)
    return found.where(match, here)


def _has_any(term: Term) -> ColumnElement[bool]:
    has = func.jupiter_grams(col(Row.words))
    return or_(*(has.op("@>")(cast([*grams], ARRAY(TEXT))) for grams in term))
