"""A SQLite file that most tests of the whole begin with, made once a process and copied."""

import gc
import shutil
from functools import cache
from pathlib import Path

from typer.testing import CliRunner

from bot.cli.commands import cli
from bot.demo.play import HERE
from tests.factories import SECRET_KEY, WORKSPACE
from tests.harness.databases import a_folder


@cache
def _set_up() -> Path:
    made = a_folder() / "set-up.sqlite3"
    environment = {"DATABASE_URL": f"sqlite:///{made}", "SECRET_KEY": SECRET_KEY}
    words = ["setup", str(HERE / "workspace.yaml"), "--workspace", WORKSPACE, "--as", "U0WANDA"]
    ran = CliRunner().invoke(cli, words, env=environment)
    assert ran.exit_code == 0, ran.output
    gc.collect()  # as if its process had ended: nothing of it has the database open
    assert [each.name for each in made.parent.iterdir()] == [made.name]
    return made


def set_up_at(file: Path) -> None:
    """What `jupiter setup` with the example leaves in an empty database, under SECRET_KEY."""
    shutil.copy(_set_up(), file)
