"""One way to PostgreSQL and back, of statements as text with their values, and the answers.

The driver's cursors decide anew at each statement how it is asked, and go a way of its own for
BEGIN and for COMMIT, which takes several times as long as to ask. Here a connection keeps what it
knows: which texts are prepared on it. Values are turned there and back by the driver's own rules.
"""

from collections import Counter, OrderedDict
from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import psycopg
from psycopg import errors, generators, pq
from psycopg.adapt import AdaptersMap, PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq.abc import PGresult
from psycopg.types.numeric import Int8Dumper

_PREPARED_FROM = 5
"""So often a text is asked on one connection until it is prepared there: some are asked once."""
_MOST_PREPARED, _MOST_COUNTED = 200, 1000
_FINE = (pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK)
_COMMIT = b"COMMIT"
_PREPARED_NO_MORE = (errors.FeatureNotSupported, errors.InvalidSqlStatementName)
"""A table of it was changed meanwhile, or somebody between had all forgotten."""

_Types = tuple[int, ...]
_Kind = tuple[str, _Types]
"""A text, and of which types its values are."""


class Said(NamedTuple):
    """A statement with `$1` for its first value, how many rows it changes, where that is certain,
    and who hears the answer beside whoever says it."""

    text: str
    values: Sequence[Any] = ()
    changes: int | None = None
    hear: "Callable[[Answer], object] | None" = None


class Answer(NamedTuple):
    """How many rows it changed, or found, and those that it found."""

    changed: int
    rows: Sequence[Sequence[Any]]


class _Ready(NamedTuple):
    """With its values as they travel."""

    kind: _Kind
    values: Sequence[Any]
    formats: Sequence[int]


class Line:
    """What is said on one of the driver's connections, by one thread at a time."""

    def __init__(self, driver: "psycopg.Connection[Any]") -> None:
        driver.prepare_threshold = None  # it would forget what is prepared with each rollback
        self.driver = driver
        self._pgconn = driver.pgconn
        self._given = Transformer(_WholeNumbersAlike(driver))
        self._found = Transformer(driver)
        self._prepared: OrderedDict[_Kind, bytes] = OrderedDict()
        self._forgotten: list[bytes] = []
        self._asked: Counter[_Kind] = Counter()
        self._named = 0

    def say(self, said: Sequence[Said], *, commit: bool = False) -> list[Answer]:
        """All of it in one journey, with which a transaction begins where none is open, and ends
        with `commit`. Raises the driver's errors: then nothing stands that came after it."""
        ready, failed = self._ready(said)
        try:
            results = self._results(ready, commit=commit and failed is None)
        except _PREPARED_NO_MORE:
            self._forget_all()
            raise
        if failed:
            raise failed
        return [self._read(each) for each in results]

    def _ready(self, said: Sequence[Said]) -> tuple[list[_Ready], Exception | None]:
        """And why the next one has a value that cannot travel: what stands before it is said."""
        ready: list[_Ready] = []
        for text, values, *_ in said:
            try:
                turned = self._given.dump_sequence(values, [PyFormat.AUTO] * len(values))
            except Exception as error:
                return ready, error
            types, formats = self._given.types or (), self._given.formats or ()
            ready.append(_Ready((text, tuple(types)), turned, formats))
        return ready, None

    def _results(self, said: Sequence[_Ready], *, commit: bool) -> Sequence[PGresult]:
        """What came back of each."""
        begin = self._begin()
        if not said and (begin or not commit):
            return []
        if begin or commit or len(said) > 1 or said[0].kind not in self._prepared:
            return self._in_one_journey(said, begin, commit=commit)
        self._ask(said[0], self._prepared[said[0].kind])
        results: list[PGresult] = self.driver.wait(generators.execute(self._pgconn))
        _expect_fine(results)
        return results

    def _in_one_journey(
        self, said: Sequence[_Ready], begin: bytes | None, *, commit: bool
    ) -> Sequence[PGresult]:
        results: list[PGresult] = []
        new: dict[_Kind, tuple[int, bytes]] = {}
        asked = []
        try:
            self._pgconn.enter_pipeline_mode()
            count = self._say_before(begin)
            for each in said:
                name = self._prepared.get(each.kind) or new.get(each.kind, (0, None))[1]
                # Each just before it is asked: a transaction that has failed, and is to go back
                # to a savepoint, prepares nothing but that.
                if name is None and self._is_often(each.kind):
                    name = self._prepare(each.kind)
                    new[each.kind] = count, name
                    count += 1
                self._ask(each, name)
                asked.append(count)
                count += 1
            if commit:
                self._pgconn.send_query_params(_COMMIT, None)
                count += 1
            self._pgconn.pipeline_sync()
            self.driver.wait(_answers(self._pgconn, count, results))
            self._pgconn.exit_pipeline_mode()
        except BaseException:
            self._pgconn.finish()  # nobody knows what is still to be answered
            _expect_fine(results)
            raise
        self._note_prepared(new, results)
        _expect_fine(results)
        return [results[each] for each in asked]

    def _begin(self) -> bytes | None:
        """None where a transaction is open, or nobody wants one."""
        driver = self.driver
        if driver.autocommit or self._pgconn.transaction_status != pq.TransactionStatus.IDLE:
            return None
        level, read_only = driver.isolation_level, driver.read_only
        words = ["BEGIN"]
        if level is not None:
            words.append(f"ISOLATION LEVEL {level.name.replace('_', ' ')}")
        if read_only is not None:
            words.append("READ ONLY" if read_only else "READ WRITE")
        return " ".join(words).encode()

    def _say_before(self, begin: bytes | None) -> int:
        """How many words: with the begin, what is to be forgotten, for one that has failed forgets
        nothing."""
        if begin is None:
            return 0
        self._pgconn.send_query_params(begin, None)
        gone, self._forgotten = self._forgotten, []
        for name in gone:
            self._pgconn.send_close_prepared(name)
        return 1 + len(gone)

    def _is_often(self, kind: _Kind) -> bool:
        """Whether it is asked often enough to be prepared."""
        if len(self._asked) > _MOST_COUNTED:
            self._asked.clear()
        self._asked[kind] += 1
        return self._asked[kind] >= _PREPARED_FROM

    def _prepare(self, kind: _Kind) -> bytes:
        """What it is to be called."""
        self._named += 1
        name = f"jupiter_{self._named}".encode()
        text, types = kind
        self._pgconn.send_prepare(name, text.encode(), types)
        return name

    def _note_prepared(
        self, new: dict[_Kind, tuple[int, bytes]], results: Sequence[PGresult]
    ) -> None:
        """What stood behind a failure is not prepared."""
        for kind, (place, name) in new.items():
            if results[place].status in _FINE:
                self._prepared[kind] = name
                del self._asked[kind]
        while len(self._prepared) > _MOST_PREPARED:
            self._forgotten.append(self._prepared.popitem(last=False)[1])

    def _forget_all(self) -> None:
        """The next transaction is to prepare anew, and has the old names closed."""
        self._forgotten += self._prepared.values()
        self._prepared.clear()

    def _ask(self, said: _Ready, name: bytes | None) -> None:
        (text, types), values, formats = said
        if name:
            if said.kind in self._prepared:
                self._prepared.move_to_end(said.kind)
            self._pgconn.send_query_prepared(name, values, formats)
        else:
            self._pgconn.send_query_params(text.encode(), values, types, formats)

    def _read(self, result: PGresult) -> Answer:
        count, found = result.command_tuples or 0, result.ntuples
        if not found:
            return Answer(count, [])
        self._found.set_pgresult(result)
        rows = self._found.load_rows(0, found, tuple)
        self._found.set_pgresult(None)
        return Answer(count, rows)


@dataclass
class _WholeNumbersAlike:
    """As the driver turns values, but whole numbers of every size into the same type: a statement
    is prepared once and not once a size."""

    connection: "psycopg.Connection[Any]"

    @cached_property
    def adapters(self) -> AdaptersMap:
        """See `AdaptContext`."""
        adapters = AdaptersMap(self.connection.adapters)
        adapters.register_dumper(int, Int8Dumper)
        return adapters


def _answers(
    pgconn: pq.abc.PGconn, count: int, results: list[PGresult]
) -> Generator[Any, Any, None]:
    """So many, and the word that these were all, which is none of them."""
    yield from generators.send(pgconn)
    for _ in range(count):
        results += yield from generators.fetch_many(pgconn)
    yield from generators.fetch_many(pgconn)


def _expect_fine(results: Sequence[PGresult]) -> None:
    """Raises the error of the first that failed: those after it were passed over."""
    for each in results:
        if each.status not in _FINE:
            raise error_from_result(each)
