"""`jupiter backup` and `restore`: a copy in use, and nothing sent or issued a second time."""

import gc
import shutil
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from stat import S_IMODE

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.demo.play import HERE
from bot.security.signing_keys import signer_of
from jupiter_core.domain.events import EventName
from jupiter_core.store import Database
from tests.factories import NOW, SECRET_KEY, WORKSPACE
from tests.harness.edits_under_way import edits_under_way
from tests.harness.fakes import CountingIds, FixedClock
from tests.jupiter_core.store.histories import ID, a_draft_of, a_message

ME = ("--as", "U0OPS")


@pytest.fixture(scope="module")
def set_up(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database into which the example is loaded, closed; others are copied from it."""
    file = tmp_path_factory.mktemp("backup") / "set_up.sqlite3"
    example = str(HERE / "workspace.yaml")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
        use(monkeypatch, file)
        assert jupiter("setup", example, "--workspace", WORKSPACE, *ME).exit_code == 0
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    return file


@pytest.fixture
def live(set_up: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that is set up; `DATABASE_URL` is its address."""
    file = tmp_path / "live.sqlite3"
    shutil.copy(set_up, file)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    use(monkeypatch, file)
    return file


def use(monkeypatch: pytest.MonkeyPatch, file: Path) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")


def jupiter(*words: str) -> Result:
    ran = CliRunner().invoke(cli, list(words))
    gc.collect()  # as if its process had ended: nothing of it has the database open
    return ran


def opened(file: Path) -> Database:
    return Database(
        f"sqlite:///{file}", FixedClock(NOW), CountingIds(), signer_of((), [SECRET_KEY])
    )


def claimed(file: Path) -> list[str]:
    until = NOW.replace(year=NOW.year + 9)
    with closing(opened(file)) as database:
        found = database.outbox.claim(owner="w", now=until, lease_until=until, limit=50)
    return [each.id for each in found]


def put(file: Path, *names: str) -> None:
    with closing(opened(file)) as database, database.write(WORKSPACE) as uow:
        for name in names:
            uow.outbox.put(a_message(name, stream=name))


def versions(file: Path) -> int:
    with closing(opened(file)) as database, database.read(WORKSPACE) as uow:
        return uow.invoices.get(ID).sequence


def test_a_backup_under_load_is_whole_and_what_is_restored_of_it_verifies(
    live: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy.sqlite3"
    with closing(opened(live)) as database, database.write(WORKSPACE) as uow:
        a_draft_of(uow, ID)
    with edits_under_way(partial(opened, live)) as begun:
        assert begun.wait(20)
        before = versions(live)
        ran = jupiter("backup", str(copy))
        after = versions(live)
    assert ran.exit_code == 0, ran.stderr
    assert [each.name for each in tmp_path.glob("copy*")] == ["copy.sqlite3"]
    assert S_IMODE(copy.stat().st_mode) == 0o600
    new = tmp_path / "new.sqlite3"
    use(monkeypatch, new)
    assert jupiter("restore", str(copy)).exit_code == 0
    assert before <= versions(new) <= after
    proof = jupiter("verify")
    assert (proof.exit_code, "BROKEN" in proof.stdout) == (0, False), proof.stdout


def test_what_was_unsent_is_held_until_it_is_released_and_then_sent(
    live: Path, tmp_path: Path
) -> None:
    claimed(live)
    put(live, "one")
    assert jupiter("backup", "copy.sqlite3").exit_code == 0
    ran = jupiter("restore", "copy.sqlite3", "--replace")
    assert ran.exit_code == 0, ran.stderr
    assert "unsent messages. No timer runs." in ran.stdout
    assert claimed(live) == []
    put(live, "new")
    assert claimed(live) == ["new"]
    assert "held" in jupiter("outbox", "status").stdout
    assert "released." in jupiter("outbox", "release", *ME).stdout
    assert "one" in claimed(live)
    assert jupiter("outbox", "release", *ME).stdout == "Nothing is held.\n"


def test_what_was_sent_since_the_backup_is_discarded_and_nobody_can_send_it_again(
    live: Path,
) -> None:
    put(live, "one")
    jupiter("backup", "copy.sqlite3")
    jupiter("restore", "copy.sqlite3", "--replace")
    put(live, "one more")
    assert "discarded." in jupiter("outbox", "release", "--discard", *ME).stdout
    assert "one more" in claimed(live)
    assert jupiter("outbox", "list", "--workspace", WORKSPACE).stdout == ""
    with closing(opened(live)) as database, database.read(WORKSPACE) as uow:
        (told,) = uow.events.latest((EventName.MESSAGES_RELEASED,), limit=1)
    assert told.by.person == "U0OPS"
    assert "discarded" in told.note
    assert jupiter("verify").exit_code == 0


def test_the_timers_of_a_restored_workspace_rest_until_it_is_released(live: Path) -> None:
    with closing(opened(live)) as database:
        assert database.unreleased() == frozenset()
    for _ in range(2):
        assert "No timer runs." in jupiter("outbox", "hold").stdout
    with closing(opened(live)) as database:
        assert database.unreleased() == {WORKSPACE}
    jupiter("outbox", "release", *ME)
    with closing(opened(live)) as database:
        assert database.unreleased() == frozenset()


def test_the_database_of_before_is_kept_and_the_backup_too(live: Path, tmp_path: Path) -> None:
    jupiter("backup", "copy.sqlite3")
    put(live, "since")
    jupiter("restore", "copy.sqlite3", "--replace")
    (kept,) = tmp_path.glob("live.sqlite3.before-*")
    assert "since" in claimed(kept)
    assert "since" not in claimed(live)
    assert (tmp_path / "copy.sqlite3").exists()


def test_a_backup_takes_no_other_file_s_place(live: Path, tmp_path: Path) -> None:
    (tmp_path / "copy.sqlite3").write_text("mine")
    ran = jupiter("backup", "copy.sqlite3")
    assert (ran.exit_code, ran.stderr) == (
        2,
        "copy.sqlite3 is there already. Name a new file.\n",
    )
    assert (tmp_path / "copy.sqlite3").read_text() == "mine"
    assert not list(tmp_path.glob("*.part"))


def test_nothing_is_restored_while_a_process_has_the_database_open(live: Path) -> None:
    jupiter("backup", "copy.sqlite3")
    put(live, "since")
    with closing(sqlite3.connect(live)) as other:
        other.execute("SELECT count(*) FROM outbox").fetchone()
        ran = jupiter("restore", "copy.sqlite3", "--replace")
    assert ran.exit_code == 2
    assert "is in use. Stop every web and worker process first." in ran.stderr
    assert "since" in claimed(live)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "has no tables of JupiterInvoice."),
        (b"not a database at all, of whatever length it may be", "is no whole SQLite database"),
        (None, "There is no file copy.sqlite3."),
    ],
)
def test_what_is_no_backup_is_refused_and_nothing_changes(
    live: Path, tmp_path: Path, content: bytes | None, said: str
) -> None:
    put(live, "since")
    if content is not None:
        (tmp_path / "copy.sqlite3").write_bytes(content)
    ran = jupiter("restore", "copy.sqlite3", "--replace")
    assert (ran.exit_code, len(ran.stderr.splitlines())) == (2, 1)
    assert said in ran.stderr
    assert "since" in claimed(live)
    assert not list(tmp_path.glob("*.part*"))


def test_without_replace_a_database_that_is_there_stays(live: Path) -> None:
    jupiter("backup", "copy.sqlite3")
    ran = jupiter("restore", "copy.sqlite3")
    assert (ran.exit_code, "is there already" in ran.stderr) == (2, True)


def test_postgresql_is_told_its_own_commands(live: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://jupiter:secret@localhost/jupiter")
    for words in (("backup", "copy.dump"), ("restore", "copy.dump")):
        ran = jupiter(*words)
        assert ran.exit_code == 2
        assert "pg_dump and pg_restore" in ran.stderr
        assert "secret" not in ran.stderr
