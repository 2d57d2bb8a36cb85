"""The list of commands: what it says is what each command says, and it loads none of them."""

import subprocess
import sys

import pytest
from typer.testing import CliRunner

from bot.cli.app import COMMANDS, cli

HEAVY = (
    *("email_validator", "fastapi", "starlette", "uvicorn", "httpx", "apscheduler"),
    *("sqlalchemy", "sqlmodel", "alembic", "slack_bolt", "slack_sdk", "fpdf", "jinja2"),
)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_what_the_command_says(name: str) -> None:
    loaded = COMMANDS[name].loaded(name)
    assert (loaded.help or "").split("\n\n")[0].replace("\n", " ").strip() == COMMANDS[name].help


def test_every_command_is_listed_once_with_its_sentence() -> None:
    said = " ".join(CliRunner().invoke(cli, ["--help"], env={"COLUMNS": "200"}).output.split())
    for name, lazy in COMMANDS.items():
        assert f"{name} " in said
        assert lazy.help in said


def test_what_is_no_command_is_refused() -> None:
    refused = CliRunner().invoke(cli, ["nonsense"])
    assert refused.exit_code == 2
    assert "nonsense" in refused.output


@pytest.mark.parametrize("words", [("--help",), ("schedule", "--help")])
def test_what_works_on_files_alone_loads_nothing_that_serves_or_stores(
    words: tuple[str, ...],
) -> None:
    code = (
        "import sys\n"
        "from bot.cli.app import cli\n"
        f"cli(list({words!r}), standalone_mode=False)\n"
        f"print([each for each in {HEAVY!r} if each in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == "[]"
