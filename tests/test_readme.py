"""What the README shows is true: its commands run, its tables say what the code does."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
JUPITER = Path(sys.executable).with_name("jupiter")


def shown_commands() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", README, flags=re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def rows(title: str) -> list[str]:
    """The first cells of the table whose head begins with `title`."""
    table = README.split(f"| {title} |", 1)[1].split("\n\n", 1)[0]
    return re.findall(r"^\| (.+?) \|", table, flags=re.MULTILINE)


def test_every_command_shown_is_a_make_target_or_of_jupiter() -> None:
    assert all(line.startswith(("make ", ".venv/bin/jupiter ")) for line in shown_commands())


@pytest.mark.parametrize("line", [each for each in shown_commands() if each.startswith("make ")])
def test_the_make_targets_shown_exist(line: str) -> None:
    target = line.split()[1]
    shown = subprocess.run(
        ["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert shown.returncode == 0, shown.stderr


def test_the_setup_shown_loads_the_example_and_a_second_time_changes_nothing(
    tmp_path: Path,
) -> None:
    line = next(each for each in shown_commands() if " setup " in each)
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path}/readme.sqlite3"}
    command = [str(JUPITER), *line.split()[1:]]
    first, second = (
        subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
        ).stdout
        for _ in range(2)
    )
    assert "Jupiter US Inc." in first
    assert second == "Nothing to change.\n"


def test_run_says_in_one_line_what_is_missing(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": f"sqlite:///{tmp_path}/run.sqlite3",
    }
    ran = subprocess.run(
        [str(JUPITER), "run"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 2
    assert len(ran.stderr.strip().splitlines()) == 1
    assert "SLACK_APP_TOKEN" in ran.stderr


def test_the_settings_table_names_every_setting_of_an_operator() -> None:
    shown = {name for cell in rows("name | what") for name in re.findall(r"`([A-Z_]+)`", cell)}
    known = {name.upper() for name in Settings.model_fields} - {"SIMULATOR_PORT"}
    assert shown == known


def test_every_module_named_in_the_tables_exists() -> None:
    cells = " ".join(rows("where | what"))
    for name in re.findall(r"`((?:bot|jupiter_core|tests)[\w/.]*)`", cells):
        assert (ROOT / name).exists(), name
