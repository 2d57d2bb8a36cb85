"""`jupiter outbox`, as an operator types it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from jupiter_core.store import Database
from tests.factories import A_SIGNER, NOW, SECRET_KEY, WORKSPACE
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.set_up_database import set_up_at
from tests.jupiter_core.store.histories import a_message

PLACE = ("--workspace", WORKSPACE)
ME = (*PLACE, "--as", "U0OPS")


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    """A workspace that is set up, of which nothing waits."""
    url = f"sqlite:///{tmp_path}/cli.sqlite3"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    set_up_at(tmp_path / "cli.sqlite3")
    clock = FixedClock(NOW)
    database = Database(url, clock, CountingIds(), A_SIGNER)
    sent_all(database)
    return database


def jupiter(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def claimed(database: Database) -> list[str]:
    until = NOW.replace(year=NOW.year + 9)
    found = database.outbox.claim(owner="w", now=until, lease_until=until, limit=50)
    return [each.id for each in found]


def sent_all(database: Database) -> None:
    while found := claimed(database):
        for each in found:
            database.outbox.sent(each, owner="w", now=NOW, receipt={})


def given_up(database: Database, *names: str) -> None:
    with database.write(WORKSPACE) as uow:
        for name in names:
            uow.outbox.put(a_message(name, stream=name))
    claimed(database)
    with database.write(WORKSPACE) as uow:
        for name in names:
            assert uow.outbox.bury(name, owner="w", error="channel_not_found")


def test_what_was_given_up_is_listed_and_counted(database: Database) -> None:
    given_up(database, "one", "two")
    ran = jupiter("outbox", "list", *PLACE)
    first, second = ran.stdout.splitlines()
    assert first.split() == [
        "one",
        *f"{NOW:%Y-%m-%d %H:%M}".split(),
        "slack",
        "card",
        first.split()[-1],
    ]
    assert first.endswith("channel_not_found")
    assert second.startswith("two ")
    assert ran.stderr == "2 messages given up.\n"
    assert jupiter("outbox", "status").stdout == (
        "slack card: 2 given up\n0 waiting, 2 given up.\n"
    )


def test_what_waits_is_counted_with_the_moment_since_when(database: Database) -> None:
    with database.write(WORKSPACE) as uow:
        uow.outbox.put(a_message("one"))
    assert jupiter("outbox", "status").stdout.splitlines()[0] == (
        f"slack card: 1 waiting, the oldest due since {NOW:%Y-%m-%d %H:%M} UTC; 0 given up"
    )


def test_one_message_is_sent_again_and_the_other_waits(database: Database) -> None:
    given_up(database, "one", "two")
    ran = jupiter("outbox", "resend", "one", *ME)
    assert (ran.exit_code, ran.stdout) == (0, "A notice: will be sent again.\n")
    assert "one" in claimed(database)
    again = jupiter("outbox", "resend", "one", *ME)
    assert (again.exit_code, len(again.stderr.splitlines())) == (2, 1)


def test_all_are_sent_again_the_oldest_first(database: Database) -> None:
    given_up(database, "b", "a")
    assert jupiter("outbox", "resend", "--all", *ME).stdout == "2 messages will be sent again.\n"
    assert [each for each in claimed(database) if each in "ab"] == ["b", "a"]
    assert jupiter("outbox", "resend", "--all", *ME).stdout == "0 messages will be sent again.\n"


@pytest.mark.parametrize("words", [(), ("one", "--all")])
def test_neither_one_nor_all_or_both_is_asked_again(
    database: Database, words: tuple[str, ...]
) -> None:
    given_up(database, "one")
    ran = jupiter("outbox", "resend", *words, *ME)
    assert (ran.exit_code, ran.stderr) == (2, "Name one message, or use --all.\n")
    assert claimed(database) == []
