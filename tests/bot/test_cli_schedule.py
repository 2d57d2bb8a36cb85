"""`jupiter schedule` of a contract that changed."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from bot.cli.commands import cli

RUNNER = CliRunner()
VECTORS = json.loads(
    (Path(__file__).parents[1] / "vectors" / "contract_changes.json").read_text("utf-8")
)


def written(folder: Path, vector: dict[str, Any]) -> tuple[str, str]:
    before, after = folder / "before.json", folder / "after.json"
    before.write_text(json.dumps(vector["before"]), "utf-8")
    after.write_text(json.dumps(vector["after"]), "utf-8")
    return str(before), str(after)


def test_a_change_is_printed_with_what_is_billed_at_once_and_what_is_credited(
    tmp_path: Path,
) -> None:
    vector = next(each for each in VECTORS if each["name"].startswith("ten seats fewer, by credit"))
    before, after = written(tmp_path, vector)
    options = ["--before", before, "--issued", "1", "--on", vector["on"]]

    run = RUNNER.invoke(cli, ["schedule", after, *options, "--credit-method", "credit_note"])

    assert run.exit_code == 0, run.output
    assert json.loads(run.stdout) == vector["expected"]


def test_more_issued_invoices_than_there_are_is_refused(tmp_path: Path) -> None:
    before, after = written(tmp_path, VECTORS[0])

    run = RUNNER.invoke(cli, ["schedule", after, "--before", before, "--issued", "3"])

    assert run.exit_code == 2
    assert "the contract before its change has 2 invoices" in run.output
