"""What is found by words: each entry's text beside it, indexed by three characters at a time.

SQLite keeps the index as a virtual table that follows this one by triggers, PostgreSQL as one of
its own over a function. Neither needs an extension that somebody would have to install.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Index, UniqueConstraint, text
from sqlmodel import Field, col

from jupiter_core.domain.grams import of_workspace
from jupiter_core.store.columns import Document, Position, Sortable
from jupiter_core.store.direct import do_each
from jupiter_core.store.prepared import insert_of
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow

CUSTOMER = "customer"


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
