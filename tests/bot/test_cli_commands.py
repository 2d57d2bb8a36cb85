"""The list of commands: what it says is what each command says, and it loads none of them."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.commands import COMMANDS, cli

HEAVY = (
    *("email_validator", "fastapi", "starlette", "uvicorn", "httpx", "apscheduler"),
    *("sqlalchemy", "sqlmodel", "alembic", "slack_bolt", "slack_sdk", "fpdf", "jinja2"),
)
OF_OTHERS = (
    *("babel", "iso4217", "stdnum", "schwifty", "yaml"),
    *("jupiter_core.domain.party", "jupiter_core.domain.bank", "jupiter_core.domain.content"),
    *("jupiter_core.domain.contract.contract", "bot.intake.drafts", "bot.wording.choices"),
)
VECTORS = Path(__file__).parents[1] / "vectors" / "contract_changes.json"


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
    assert _loaded_of(HEAVY, words) == "[]"


def test_a_schedule_is_reckoned_of_a_contract_alone_without_parties_banks_and_languages(
    tmp_path: Path,
) -> None:
    contract = tmp_path / "contract.json"
    contract.write_text(json.dumps(json.loads(VECTORS.read_text("utf-8"))[0]["before"]))
    assert _loaded_of((*HEAVY, *OF_OTHERS), ("schedule", str(contract))) == "[]"


def _loaded_of(modules: Sequence[str], words: Sequence[str]) -> str:
    """Which of them `jupiter` loads for these words, in a process of its own."""
    code = (
        "import sys\n"
        "from bot.cli.commands import cli\n"
        f"cli({list(words)!r}, standalone_mode=False)\n"
        f"print([each for each in {tuple(modules)!r} if each in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return run.stdout.splitlines()[-1]
