"""Brief transactions of one workspace that wait for each other are kept together, or each by
itself: nobody can tell but by the clock."""

import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial

import pytest
from sqlalchemy import Connection, Engine, event

from jupiter_core.domain.refusals import AlreadyDone
from jupiter_core.ports import (
    StoreAway,
    StoreBusy,
    StoreFault,
    StoreUnsure,
    StoreUnusable,
    UnitOfWork,
)
from jupiter_core.store import Database
from jupiter_core.store.together import MOST
from jupiter_core.store.turns import turn_of
from tests.factories import A_SIGNER, WORKSPACE, a_customer, a_sender_profile
from tests.harness.commits import before_commits
from tests.harness.databases import fresh_url
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.postgres import PostgresServer
from tests.jupiter_core.store.opening import DatabaseAt
from tests.jupiter_core.store.test_trouble import cut_all

NAME = turn_of(WORKSPACE)


@dataclass
class Crowd:
    """People who write at once. `ended` says in which order they heard that they had, and of what
    was kept meanwhile; `raised` what each of them got."""

    database: Database
    ended: list[str] = field(default_factory=list)
    raised: dict[str, BaseException] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._threads: list[threading.Thread] = []

    @contextmanager
    def behind_somebody(self) -> Iterator[None]:
        """All who come in the block wait for one who writes."""
        with before_commits(self.database.engine, lambda _connection: self.ended.append("kept")):
            with self.database.write(WORKSPACE, brief=True) as uow:
                uow.once("somebody")
                yield
            self.ended.append("somebody")
            self.join()

    def join(self) -> None:
        """Until all who came have ended."""
        for each in self._threads:
            each.join(60)
            assert not each.is_alive()

    def comes(
        self,
        key: str,
        then: Callable[[UnitOfWork], object] = lambda _uow: None,
        *,
        brief: bool = True,
    ) -> None:
        """One more, who writes a key and does `then`; back when they wait."""

        def write() -> None:
            try:
                with self.database.write(WORKSPACE, brief=brief) as uow:
                    uow.once(key)
                    then(uow)
            except BaseException as error:
                self.raised[key] = error
            self.ended.append(key)

        before = self.database.together.waiting(NAME)
        self._threads.append(threading.Thread(target=write))
        self._threads[-1].start()
        while brief and self.database.together.waiting(NAME) == before:
            pass

    @property
    def told(self) -> dict[str, type[BaseException]]:
        """What kind of error each of those got who got one."""
        return {key: type(each) for key, each in self.raised.items()}

    def kept(self, *keys: str) -> list[str]:
        """Which of these were written."""
        return [each for each in keys if not self._is_free(each)]

    def _is_free(self, key: str) -> bool:
        try:
            with self.database.write(WORKSPACE) as uow:
                uow.once(key)
                raise _Undone
        except AlreadyDone:
            return False
        except _Undone:
            return True


class _Undone(Exception):
    """Nothing of a look is kept."""


@pytest.fixture
def crowd(opened: DatabaseAt) -> Crowd:
    return Crowd(opened())


@pytest.fixture
def postgres(request: pytest.FixtureRequest) -> Iterator[Crowd]:
    with crowd_at(fresh_url("postgresql", request)) as crowd:
        yield crowd


@contextmanager
def crowd_at(url: str) -> Iterator[Crowd]:
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:
        yield Crowd(database)


def fails(_uow: UnitOfWork) -> None:
    raise ZeroDivisionError


def saves_workspace(uow: UnitOfWork) -> None:
    uow.save_workspace(uow.workspace().model_copy(update={"name": "again"}))


@contextmanager
def no_larger(engine: Engine) -> Iterator[None]:
    """While the block lasts, the file grows no more."""

    def bound(connection: Connection) -> None:
        size = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {size}")

    event.listen(engine, "begin", bound)
    try:
        yield
    finally:
        event.remove(engine, "begin", bound)


def test_those_who_wait_are_kept_at_once_and_nobody_ends_before(crowd: Crowd) -> None:
    with crowd.behind_somebody():
        for key in ("a", "b", "c"):
            crowd.comes(key)
    assert crowd.ended[0] == "kept"
    assert sorted(crowd.ended[1:]) == ["a", "b", "c", "somebody"]
    assert crowd.kept("somebody", "a", "b", "c") == ["somebody", "a", "b", "c"]


def test_each_sees_what_those_before_have_done(crowd: Crowd) -> None:
    with crowd.behind_somebody():
        crowd.comes("a")
        crowd.comes("somebody ")  # another key than theirs
        crowd.comes("b", lambda uow: uow.once("a"))
    assert isinstance(crowd.raised.pop("b"), AlreadyDone)
    assert not crowd.raised
    assert crowd.kept("a", "b") == ["a"]


def test_who_fails_is_undone_alone(crowd: Crowd) -> None:
    with crowd.behind_somebody():
        crowd.comes("a")
        crowd.comes("b", fails)
        crowd.comes("c")
    assert [*crowd.raised] == ["b"]
    assert isinstance(crowd.raised["b"], ZeroDivisionError)
    assert crowd.ended[0] == "kept"
    assert crowd.kept("somebody", "a", "b", "c") == ["somebody", "a", "c"]


def test_where_who_begins_fails_the_others_begin_anew(crowd: Crowd) -> None:
    with pytest.raises(ZeroDivisionError), crowd.behind_somebody():
        for key in ("a", "b"):
            crowd.comes(key)
        raise ZeroDivisionError
    crowd.join()
    assert not crowd.raised
    assert crowd.kept("somebody", "a", "b") == ["a", "b"]


def test_no_more_than_some_are_kept_together(crowd: Crowd) -> None:
    keys = [f"key {n}" for n in range(2 * MOST)]
    with crowd.behind_somebody():
        for each in keys:
            crowd.comes(each)
    assert crowd.ended.count("kept") == 3
    assert crowd.kept(*keys) == keys


def test_the_log_of_all_that_was_kept_together_is_one_chain(crowd: Crowd) -> None:
    with crowd.behind_somebody():
        for n in range(MOST + 2):
            crowd.comes(f"{n}", saves_workspace if n % 3 else fails)
    with crowd.database.read(WORKSPACE) as uow:
        numbers = [each.sequence for each in uow.audit.entries()]
        assert uow.workspace().name == "again"
    assert numbers == [*range(1, len(numbers) + 1)]


@pytest.mark.parametrize("failing", [set[int](), {0}, {3, 4}, {1, 6, 8}, {*range(MOST + 3)}])
def test_what_each_finds_is_what_those_before_it_have_left_and_kept(
    crowd: Crowd, failing: set[int]
) -> None:
    """As if each had begun a transaction of its own."""
    found: list[tuple[str, str, str, int]] = []

    def goes_on(n: int, uow: UnitOfWork) -> None:
        uow.foresee_decision("nothing")
        customer = uow.customers.get("customer-acme").name
        profile = uow.sender_profiles.get("sender-us").legal_name
        number = uow.numbers.take("sender-us", "JUS-")
        found.append((uow.workspace().name, customer, profile, number))
        uow.save_workspace(uow.workspace().model_copy(update={"name": f"{n}"}))
        uow.customers.save(a_customer(name=f"{n}"))
        uow.sender_profiles.save(a_sender_profile(legal_name=f"{n}"))
        if n in failing:
            raise ZeroDivisionError

    with crowd.database.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"name": "first"}))
        uow.customers.save(a_customer(name="first"))
        uow.sender_profiles.save(a_sender_profile(legal_name="first"))
    with crowd.behind_somebody():
        for n in range(MOST + 3):
            crowd.comes(f"{n}", partial(goes_on, n))

    kept = ["first", *(f"{n}" for n in range(MOST + 3) if n not in failing)]
    last = "first"
    for n, (workspace, customer, profile, number) in enumerate(found):
        assert (workspace, customer, profile) == (last, last, last)
        assert number == kept.index(last) + 1
        last = last if n in failing else f"{n}"
    with crowd.database.read(WORKSPACE) as uow:
        assert (uow.workspace().name, uow.numbers.taken("sender-us", "JUS-")) == (
            kept[-1],
            len(kept) - 1,
        )
        entries = [*uow.audit.entries()]
    assert [each.sequence for each in entries] == [*range(1, len(entries) + 1)]
    assert [each.previous for each in entries[1:]] == [each.seal for each in entries[:-1]]


def test_what_somebody_else_wrote_between_two_that_were_kept_together_is_found(
    opened: DatabaseAt,
) -> None:
    """Who begins a transaction knows nothing of the one before it."""
    database, other = opened(), opened()
    for name in ("one", "two"):
        with other.write(WORKSPACE) as uow:
            uow.save_workspace(uow.workspace().model_copy(update={"name": name}))
        with database.write(WORKSPACE, brief=True) as uow:
            assert uow.workspace().name == name


def test_who_takes_longer_waits_for_them_and_they_for_nobody_in_vain(crowd: Crowd) -> None:
    with crowd.behind_somebody():
        crowd.comes("long", brief=False)
        crowd.comes("a")
        crowd.comes("b")
    assert not crowd.raised
    assert crowd.kept("long", "a", "b") == ["long", "a", "b"]


def test_who_waits_for_too_long_is_told_that_it_is_busy_and_the_others_go_on(crowd: Crowd) -> None:
    with crowd.behind_somebody():
        crowd.comes("a")
        with (
            pytest.raises(StoreBusy),
            crowd.database.within(0.01).write(WORKSPACE, brief=True),
        ):
            pass
        crowd.comes("b")
    assert not crowd.raised
    assert crowd.kept("a", "b") == ["a", "b"]


def test_who_is_busy_with_a_longer_one_before_is_told_so_and_the_next_one_begins(
    opened: DatabaseAt,
) -> None:
    database, other = opened(), opened()
    with database.write(WORKSPACE) as uow:
        uow.once("long")
        for _ in range(2):
            with pytest.raises(StoreBusy), other.within(0.01).write(WORKSPACE, brief=True):
                pass
    with other.write(WORKSPACE, brief=True) as uow:
        uow.once("after")
    assert other.together.waiting(NAME) == 0


@pytest.mark.postgres
def test_where_the_database_breaks_off_nothing_of_any_is_kept(
    postgres: Crowd, postgres_server: PostgresServer
) -> None:
    def cut(uow: UnitOfWork) -> None:
        cut_all(str(postgres.database.engine.url), postgres_server)
        uow.once("after")

    with pytest.raises(StoreAway), postgres.behind_somebody():
        postgres.comes("a")
        postgres.comes("b", cut)
        postgres.comes("c")
    postgres.join()
    assert postgres.told == {"a": StoreAway, "b": StoreAway}
    assert postgres.kept("somebody", "a", "b", "c") == ["c"]


@pytest.mark.postgres
def test_where_it_breaks_off_when_all_is_to_be_kept_nobody_knows_whether_it_was(
    postgres: Crowd, postgres_server: PostgresServer
) -> None:
    def cut(_connection: object) -> None:
        cut_all(str(postgres.database.engine.url), postgres_server)

    with (
        before_commits(postgres.database.engine, cut),
        pytest.raises(StoreUnsure),
        postgres.behind_somebody(),
    ):
        postgres.comes("a")
        postgres.comes("b", fails)
    postgres.join()
    assert postgres.told == {"a": StoreUnsure, "b": StoreUnsure}


def test_where_the_disk_is_full_who_needs_more_is_told_and_nothing_of_theirs_is_kept(
    request: pytest.FixtureRequest,
) -> None:
    with crowd_at(fresh_url("sqlite", request)) as crowd:
        with no_larger(crowd.database.engine), crowd.behind_somebody():
            crowd.comes("a")
            crowd.comes("b", lambda uow: uow.once("anything" * 4_000))
            crowd.comes("c")
        assert [*crowd.raised] == ["b"]
        assert str(crowd.raised["b"]) == str(StoreUnusable(StoreFault.FULL))
        assert crowd.kept("somebody", "a", "b", "c") == ["somebody", "a", "c"]


def test_where_the_database_undoes_all_by_itself_all_are_told(
    request: pytest.FixtureRequest,
) -> None:
    def lose(uow: UnitOfWork) -> None:
        connection = uow.scope.connection  # type: ignore[attr-defined]
        connection.exec_driver_sql("ROLLBACK")  # as SQLite does when it cannot read its file
        connection.exec_driver_sql("SELECT * FROM nowhere")

    with crowd_at(fresh_url("sqlite", request)) as crowd:
        with pytest.raises(StoreUnusable), crowd.behind_somebody():
            crowd.comes("a")
            crowd.comes("b", lose)
            crowd.comes("c")
        crowd.join()
        assert crowd.told == {"a": StoreUnusable, "b": StoreUnusable}
        assert crowd.kept("somebody", "a", "b", "c") == ["c"]
