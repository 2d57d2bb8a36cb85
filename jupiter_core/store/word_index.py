"""What is found by words: each entry's text beside it, indexed by three characters at a time.

SQLite keeps the index as a virtual table that follows this one by triggers, PostgreSQL as one of
its own over a function. Neither needs an extension that somebody would have to install.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Index,
    Select,
    UniqueConstraint,
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
)
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlmodel import Field, col

from jupiter_core.domain.grams import grams_of, of_workspace
from jupiter_core.store.columns import Document, Position, Sortable
from jupiter_core.store.direct import do_each
from jupiter_core.store.prepared import insert_of, table_of, unindexed
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow

CUSTOMER = "customer"
_GRAM = 3
FEW = 2000
"""Up to so many are looked at one by one; beyond that, a list in its order meets them soon."""


class SearchWordsRow(TableRow, table=True):
    """`words` begins with what `of_workspace` says. It is written only when it changed."""

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
    put_words(scope.connection, [words_row(scope.workspace_id, kind, subject_id, words)])


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


def found_by(
    scope: TransactionScope, kind: str, terms: Iterable[Sequence[str]]
) -> Select[str, str] | None:
    """Workspace and id of what may have one of the texts of each term, and of little else; None
    where none of them is long enough to choose by."""
    wanted = [
        [grams_of(each) for each in term]
        for term in terms
        if term and all(len(each) >= _GRAM for each in term)
    ]
    if not wanted:
        return None
    query = select(col(Row.workspace_id), col(Row.subject_id))
    terms_of_grams = [[[of_workspace(kind, scope.workspace_id)]], *wanted]
    if scope.connection.dialect.name == "postgresql":
        here = col(Row.workspace_id) == scope.workspace_id
        return query.where(here, *(_has_any(term) for term in terms_of_grams))
    asked = " AND ".join(f"({' OR '.join(map(_all_of, term))})" for term in terms_of_grams)
    match = literal_column("search_grams").op("MATCH")(bindparam(None, asked))
    followed = join(_GRAMS, table_of(Row), _GRAMS.c.rowid == col(Row.position))
    here = unindexed(Row.workspace_id) == scope.workspace_id
    return query.select_from(followed).where(match, here)


def are_few(scope: TransactionScope, found: Select[str, str]) -> bool:
    """Whether they are no more than `FEW`."""
    some = select(func.count()).select_from(found.limit(FEW + 1).subquery())
    return int(scope.connection.execute(some).scalar_one()) <= FEW


def _has_any(term: Sequence[list[str]]) -> ColumnElement[bool]:
    has = func.jupiter_grams(col(Row.words))
    return or_(*(has.op("@>")(cast(grams, ARRAY(TEXT))) for grams in term))


def _all_of(grams: Sequence[str]) -> str:
    """As SQLite's index asks for it."""
    return "(" + " AND ".join('"{}"'.format(each.replace('"', '""')) for each in grams) + ")"
