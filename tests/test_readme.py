"""What the README shows is true: its commands run, its tables say what the code does."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot.settings import Settings
from tests.factories import SECRET_KEY
from tests.harness.forked import Forked
from tests.harness.readme import README, ROOT, blocks, rows, shown_commands

JUPITER = Path(sys.executable).with_name("jupiter")
RECEIVER = ROOT / "tests" / "examples" / "receiver.py"


def test_every_command_shown_is_a_make_target_or_of_jupiter_or_a_request_to_it() -> None:
    known = (
        "make ",
        ".venv/bin/jupiter ",
        "KEY=$(.venv/bin/jupiter ",
        "curl http://127.0.0.1:8400/",
    )
    assert [each for each in shown_commands() if not each.startswith(known)] == []


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
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{tmp_path}/readme.sqlite3",
        "SECRET_KEY": SECRET_KEY,
    }
    first, second = tmp_path / "first", tmp_path / "second"
    for said in (first, second):
        ran = Forked(line.split()[1:], environment, said, tmp_path / "complained", ROOT)
        assert ran.wait(60) == 0
    assert "Jupiter US Inc." in first.read_text()
    assert second.read_text() == "Nothing to change.\n"


def test_run_says_in_a_line_each_what_is_missing(tmp_path: Path) -> None:
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": f"sqlite:///{tmp_path}/run.sqlite3",
        "SECRET_KEY": SECRET_KEY,
    }
    complained = tmp_path / "complained"
    ran = Forked(["run"], environment, tmp_path / "said", complained, tmp_path)
    assert ran.wait(60) == 2
    token, way_in = complained.read_text().strip().splitlines()
    assert token.startswith("SLACK_BOT_TOKEN is not set.")
    assert "SLACK_APP_TOKEN" in way_in


def test_the_settings_table_names_every_setting_of_an_operator() -> None:
    shown = {name for row in rows("name | what") for name in re.findall(r"`([A-Z_]+)`", row[0])}
    known = {name.upper() for name in Settings.model_fields} - {"SIMULATOR_PORT"}
    assert shown == known


def test_every_module_named_in_the_tables_exists() -> None:
    cells = " ".join(row[0] for row in rows("where | what"))
    for name in re.findall(r"`((?:bot|jupiter_core|tests)[\w/.]*)`", cells):
        assert (ROOT / name).exists(), name


def test_the_receiver_shown_is_the_one_that_is_tested_and_has_30_lines_at_most() -> None:
    (shown,) = blocks("python")
    ast.parse(shown)
    assert shown == RECEIVER.read_text("utf-8")
    assert len(shown.splitlines()) <= 30


def test_every_file_that_the_readme_links_to_is_there() -> None:
    for path in re.findall(r"\]\((?!https?:)([^)#]+)\)", README):
        assert (ROOT / path).exists(), path


def test_every_file_named_in_the_security_notes_is_there() -> None:
    notes = (ROOT / "SECURITY.md").read_text("utf-8")
    for path in re.findall(r"`((?:bot|jupiter_core)/[\w/.]*)`", notes):
        assert (ROOT / path).exists(), path


def test_the_example_environment_names_every_setting_but_the_demo_s() -> None:
    example = (ROOT / ".env.example").read_text("utf-8")
    known = {name.upper() for name in Settings.model_fields} - {"SIMULATOR_PORT", "SLACK_API_URL"}
    assert known <= set(re.findall(r"^#? ?([A-Z_]+)=", example, flags=re.MULTILINE))
