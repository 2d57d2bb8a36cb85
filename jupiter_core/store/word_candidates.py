"""What may have some words: few are named at once, many are met by whoever reads on."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, NamedTuple, Protocol

from sqlalchemy import (
    ClauseElement,
    ColumnElement,
    Executable,
    Select,
    and_,
    any_,
    bindparam,
    cast,
    column,
    func,
    join,
    literal,
    literal_column,
    or_,
    select,
    table,
)
from sqlalchemy.dialects.postgresql import ARRAY, TEXT
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlmodel import col

from jupiter_core.domain.grams import grams_of, of_workspace
from jupiter_core.store.having import HasText
from jupiter_core.store.prepared import table_of, unindexed
from jupiter_core.store.rare_grams import FEW, Term, looks, rare
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.word_index import SearchWordsRow as Row

_GRAM = 3
VERY_FEW = 200
"""Less than what of a list is read at first."""
_GRAMS = table("search_grams", column("rowid"))
_WORDS: ColumnElement[str] = literal_column("search_words.words")
_LOOK = f"""WITH some AS MATERIALIZED (
    SELECT rowid AS position FROM search_grams WHERE search_grams MATCH ? LIMIT {FEW + 1}),
found AS (
    SELECT subject_id FROM some CROSS JOIN search_words USING (position)
    WHERE (SELECT count(*) FROM some) <= {FEW} AND workspace_id = ? AND %s)
SELECT (SELECT count(*) FROM some), count(*), json_group_array(subject_id) FROM found"""  # noqa: S608

Texts = Sequence[str]
"""Of a term: one of them has to be there."""


class Candidates(Protocol):
    """What may have one of the texts of each term, and little else."""

    @property
    def are_few(self) -> bool:
        """Whether they are no more than `FEW`."""

    @property
    def are_none(self) -> bool:
        """Then nobody has to be asked."""

    @property
    def exactly(self) -> int | None:
        """How many have the words, where they are few and each was looked into."""

    @property
    def may_be_many(self) -> bool:
        """Whether to look at each of them may take longer than to read a list in its order."""

    @property
    def having(self) -> Any:
        """A query for workspace and id of all that have the words, of many too; None where to ask
        for them would take longer than to read all."""

    def among(self, workspace_id: Any, subject_id: Any) -> ColumnElement[bool]:
        """Whether these columns name one of them, who are few."""


def found_by(scope: TransactionScope, kind: str, terms: Iterable[Texts]) -> Candidates | None:
    """None where none of the terms is long enough to choose by."""
    wanted = [_apart(term) for term in terms if term and all(len(each) >= _GRAM for each in term)]
    if not wanted:
        return None
    mark = of_workspace(kind, scope.workspace_id)
    said = [(mark,), *wanted]
    asked: list[Term] = [[[mark]], *([grams_of(each) for each in term] for term in wanted)]
    if scope.connection.dialect.name == "postgresql":
        return _OfPostgresql(scope, said, rare(scope.connection, asked) or asked)
    return _OfSqlite(scope, said, looks(scope.connection, asked))


def _apart(term: Texts) -> Texts:
    """Without what has another one of them in it, and is found by that one too."""
    return [
        each
        for n, each in enumerate(term)
        if not any(a in each and (a != each or m < n) for m, a in enumerate(term) if m != n)
    ]


class Looked(NamedTuple):
    """How many SQLite met, up to one more than `FEW`; and of so few, how many are wanted, and their
    ids as JSON."""

    met: int
    wanted: int
    names: str

    @property
    def are_few(self) -> bool:
        return self.met <= FEW

    @property
    def are_none(self) -> bool:
        return self.are_few and not self.wanted

    @property
    def may_be_many(self) -> bool:
        return not self.are_few or self.wanted > VERY_FEW

    def among(
        self, scope: TransactionScope, workspace_id: Any, subject_id: Any
    ) -> ColumnElement[bool]:
        """Of their names as one value: SQLAlchemy would spell as many as there are."""
        names = func.json_each(bindparam(None, self.names)).table_valued("value")
        ours: ColumnElement[bool] = workspace_id == scope.workspace_id
        return and_(ours, subject_id.in_(select(names.c.value)))


class LookedInto(ABC):
    """Candidates that SQLite looks into, once."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    @property
    def are_few(self) -> bool:
        return self._looked.are_few

    @property
    def are_none(self) -> bool:
        return self._looked.are_none

    @property
    def may_be_many(self) -> bool:
        return self._looked.may_be_many

    def among(self, workspace_id: Any, subject_id: Any) -> ColumnElement[bool]:
        return self._looked.among(self._scope, workspace_id, subject_id)

    @cached_property
    def _looked(self) -> Looked:
        return self._look()

    @abstractmethod
    def _look(self) -> Looked: ...


class _OfSqlite(LookedInto):
    """Whether the words are there is asked beside the index: what is named has them."""

    def __init__(
        self, scope: TransactionScope, said: Sequence[Texts], asked: Sequence[str]
    ) -> None:
        """`said` has one text of each that their words have; `asked` are the `looks` for it."""
        super().__init__(scope)
        self._said, self._asked = said, asked

    @property
    def exactly(self) -> int | None:
        return self._looked.wanted if self.are_few else None

    @cached_property
    def having(self) -> Any:
        match = literal_column("search_grams").op("MATCH")(bindparam(None, self._asked[-1]))
        followed = join(_GRAMS, table_of(Row), _GRAMS.c.rowid == col(Row.position))
        here = unindexed(Row.workspace_id) == self._scope.workspace_id
        found = select(col(Row.workspace_id), col(Row.subject_id)).select_from(followed)
        has = (or_(*(HasText(_WORDS, literal(each)) for each in texts)) for texts in self._said)
        return found.where(match, here, *has)

    def _look(self) -> Looked:
        for each in self._asked:
            found = self._met(each)
            if found.are_few:
                break
        return found

    def _met(self, match: str) -> Looked:
        has = (" OR ".join(["instr(words, ?)"] * len(texts)) for texts in self._said)
        query = _LOOK % " AND ".join(f"({each})" for each in has)
        given = (match, self._scope.workspace_id, *(each for texts in self._said for each in texts))
        return Looked(*self._scope.connection.exec_driver_sql(query, given).one())


class _OfPostgresql:
    """What it says before it looks decides: to count, it would read its whole index."""

    having = None

    def __init__(
        self, scope: TransactionScope, said: Sequence[Texts], asked: Sequence[Term]
    ) -> None:
        """See `_OfSqlite`."""
        here = col(Row.workspace_id) == scope.workspace_id
        query = select(col(Row.workspace_id), col(Row.subject_id))
        self._scope, self._query = scope, query.where(here, *map(_has_any, asked))
        self._has = [or_(*(HasText(col(Row.words), each) for each in texts)) for texts in said]

    @property
    def are_few(self) -> bool:
        return self._expected <= FEW and len(self._ids) <= FEW

    @property
    def are_none(self) -> bool:
        return self.are_few and not self._ids

    @property
    def exactly(self) -> int | None:
        return len(self._ids) if self.are_few else None

    @property
    def may_be_many(self) -> bool:
        return self._expected > VERY_FEW

    def among(self, workspace_id: Any, subject_id: Any) -> ColumnElement[bool]:
        """Of a query within, it would make the grams of each row anew; and SQLAlchemy would spell
        as many names as there are."""
        ours: ColumnElement[bool] = workspace_id == self._scope.workspace_id
        return and_(ours, subject_id == any_(cast(self._ids, ARRAY(TEXT))))

    @cached_property
    def _ids(self) -> list[str]:
        """Up to one more than `FEW` that have the words."""
        found = self._scope.connection.execute(self._query.where(*self._has).limit(FEW + 1))
        return [str(row[1]) for row in found]

    @cached_property
    def _expected(self) -> int:
        plan = self._scope.connection.execute(_Explained(self._query)).scalar_one()
        return int(plan[0]["Plan"]["Plan Rows"])


def _has_any(term: Term) -> ColumnElement[bool]:
    has = func.jupiter_grams(col(Row.words))
    return or_(*(has.op("@>")(cast([*grams], ARRAY(TEXT))) for grams in term))


class _Explained(Executable, ClauseElement):
    """The plan of a query, as JSON."""

    inherit_cache = False

    def __init__(self, query: Select[str, str]) -> None:
        self.query = query


@compiles(_Explained, "postgresql")
def _explained(element: _Explained, compiler: SQLCompiler, **given: Any) -> str:
    return f"EXPLAIN (FORMAT JSON) {compiler.process(element.query, **given)}"
