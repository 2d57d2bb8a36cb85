"""SQLite files that most tests of the whole begin with, made once a process and copied."""

import atexit
import gc
import shutil
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from typer.testing import CliRunner

from bot.cli.commands import cli
from bot.demo.play import HERE
from jupiter_core.store import Database
from tests.factories import A_SIGNER, SECRET_KEY, WORKSPACE
from tests.harness.fakes import CountingIds, FixedClock


@cache
def with_its_tables() -> Path:
    """An empty database: to make its tables takes most of a start."""
    made = _folder() / "tables.sqlite3"
    with closing(Database(f"sqlite:///{made}", FixedClock(), CountingIds(), A_SIGNER)) as database:
        database.migrate()
    return made


@cache
def _set_up() -> Path:
    made = _folder() / "set-up.sqlite3"
    environment = {"DATABASE_URL": f"sqlite:///{made}", "SECRET_KEY": SECRET_KEY}
    words = ["setup", str(HERE / "workspace.yaml"), "--workspace", WORKSPACE, "--as", "U0WANDA"]
    ran = CliRunner().invoke(cli, words, env=environment)
    assert ran.exit_code == 0, ran.output
    gc.collect()  # as if its process had ended: nothing of it has the database open
    assert [each.name for each in made.parent.iterdir()] == [made.name]
    return made


def tables_at(file: Path) -> None:
    """Such a database."""
    shutil.copy(with_its_tables(), file)


def set_up_at(file: Path) -> None:
    """What `jupiter setup` with the example leaves in an empty database, under SECRET_KEY."""
    shutil.copy(_set_up(), file)


def _folder() -> Path:
    folder = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
    atexit.register(folder.cleanup)
    return Path(folder.name)
