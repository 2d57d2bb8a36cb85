"""`jupiter report`: a period's records as files, from the command line."""

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.main import compose
from bot.settings import Settings
from tests.factories import (
    SECRET_KEY,
    WORKSPACE,
)
from tests.harness.databases import tables_at
from tests.harness.issued_deal import an_issued_deal
from tests.harness.ledger import a_mapping


@pytest.fixture
def number(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Of the deal, issued today in a database that the command finds."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/report.db")
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    tables_at(tmp_path / "report.db")
    composed = compose(Settings())
    with composed.database.write(WORKSPACE) as uow:
        uow.account_mappings.save(a_mapping())
        return an_issued_deal(uow, composed.renderer).number or ""


def jupiter(*words: str) -> Result:
    period = ("--workspace", WORKSPACE, "--from", "2026-01-01", "--to", "2028-12-31")
    return CliRunner().invoke(cli, ["report", *words, *period])


def test_a_table_goes_to_standard_output(number: str) -> None:
    ran = jupiter("invoices", "--out", "-")
    assert ran.exit_code == 0, ran.output
    (row,) = csv.DictReader(io.StringIO(ran.stdout))
    assert (row["number"], row["total"]) == (number, "1345000.00")


def test_a_journal_goes_into_a_folder_and_says_how_much_it_is(number: str, tmp_path: Path) -> None:
    ran = jupiter("netsuite", "--entity", "Jupiter US Inc.")
    assert ran.exit_code == 0, ran.output
    name = "netsuite-2026-01-01-2028-12-31.csv"
    assert ran.stdout == f"1 entries are in out/{name}.\n"
    rows = list(csv.DictReader((tmp_path / "out" / name).open()))
    assert [(each["Account"], each["Debit"], each["Credit"]) for each in rows] == [
        ("1400", "1345000.00", ""),
        ("8400", "", "1345000.00"),
    ]
    assert number in rows[0]["Memo"]


@pytest.mark.usefixtures("number")
def test_what_is_wrong_is_said_in_one_line() -> None:
    assert "Name the legal entity" in jupiter("xero", "--entity", "Nobody").output
    backwards = CliRunner().invoke(
        cli,
        *(
            [
                "report",
                "lines",
                "--workspace",
                WORKSPACE,
                "--from",
                "2027-01-02",
                "--to",
                "2027-01-01",
            ],
        ),
    )
    assert backwards.exit_code == 2 and "to: The last day must be between" in backwards.output
