"""`jupiter import customers`, as an operator types it."""

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from tests.factories import SECRET_KEY, WORKSPACE
from tests.harness.set_up_database import set_up_at

HEADER = "Customer Id,Company,Billing Address Line1,Billing Address City,Billing Address Country\n"
ROWS = "c-1,Globex GmbH,Lindenweg 3,Berlin,DE\nc-2,Initech Ltd,1 High Street,London,UK\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/cli.sqlite3")
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    set_up_at(tmp_path / "cli.sqlite3")
    return tmp_path


def jupiter(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def imported(file: Path, *more: str) -> Result:
    where = ("--workspace", WORKSPACE, "--as", "U0WANDA")
    return jupiter("import", "customers", str(file), *where, *more)


def test_a_dry_run_then_an_import_then_the_same_file_again(folder: Path) -> None:
    file = folder / "customers.csv"
    file.write_text(HEADER + ROWS)

    dry, done, again = imported(file, "--dry-run"), imported(file), imported(file)

    assert (dry.exit_code, done.exit_code, again.exit_code) == (0, 0, 2), done.output
    assert "2 new." in dry.stdout
    assert "Nothing was stored" in dry.stdout
    assert "Imported: 2 customers added." in done.stdout
    assert "2 unchanged." in again.stdout
    assert "all that this file has is here already" in again.stderr


def test_rows_with_mistakes_are_named_and_stop_all_but_with_a_word(folder: Path) -> None:
    file, problems = folder / "customers.csv", folder / "bad.csv"
    file.write_text(HEADER + ROWS + "c-3,Hooli,1 Main St,Reno,Nowhere\n")

    stopped = imported(file, "--problems", str(problems))
    done = imported(file, "--skip-bad-rows")

    assert stopped.exit_code == 2
    assert "2 new, 1 row can't be read." in stopped.stdout
    assert "Row 4, Billing Address Country “Nowhere”: This is not a country" in stopped.stdout
    assert "1 row has a mistake, so nothing was imported" in stopped.stderr
    assert re.search(r"c-3,Hooli,.*Row 4, Billing", problems.read_text("utf-8-sig"))
    assert "Imported: 2 customers added, 1 row left out." in done.stdout


def test_what_is_known_is_changed_only_when_asked(folder: Path) -> None:
    file = folder / "customers.csv"
    file.write_text(HEADER + ROWS)
    imported(file)
    file.write_text(HEADER + ROWS.replace("Lindenweg 3", "Neue Allee 1"))

    left, done = imported(file), imported(file, "--update")

    assert left.exit_code == 2
    assert "Row 2, Globex GmbH: Address: Lindenweg 3, Berlin, Germany → Neue Allee 1" in left.stdout
    assert "Imported: 1 customer changed." in done.stdout


def test_open_invoices_come_over_by_an_approver(folder: Path) -> None:
    file = folder / "open.csv"
    file.write_text(
        "Num;Customer;Date;Due date;Amount;Open balance;Currency\n"
        "A-1;Acme Corporation;05.08.2026;20.09.2026;1.000,00;250,50;USD\n"
    )

    def run(by: str, *more: str) -> Result:
        where = ("--workspace", WORKSPACE, "--as", by, "--system", "Sage")
        return jupiter("import", "open-invoices", str(file), *where, *more)

    stranger = run("U0WANDA", "--entity", "Jupiter US Inc.")
    unsaid = run("U0FIONA", "--dry-run")
    done = run("U0FIONA", "--entity", "Jupiter US Inc.")

    assert "You may not import open invoices" in stranger.stderr
    assert "Row 2, (entity): Say which legal entity this is from" in unsaid.stdout
    assert "Imported: 1 open invoice added." in done.stdout


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7", "it is a PDF"),
        (b"Company\nAcme\n", "fewer than two columns"),
        (b"Company,City\n", "no rows below its header"),
        (b"a,b\n1,2\n", "no column of it is known as the customer's name"),
        (b"Company,Street\nAcme,1 Way\n", "choose one country for all its customers"),
        (b"Company,Country,company\nAcme,US,Acme\n", "two of its columns are called “Company”"),
        (b"Company,Country\nA\x00cme,US\n", "it is no text"),
        (b"Company,Country\n" + b"A" * 200_000 + b",US\n", "row 2 has a cell that is too long"),
    ],
)
def test_a_file_that_is_none_is_told(folder: Path, content: bytes, said: str) -> None:
    file = folder / "customers.csv"
    file.write_bytes(content)
    assert said in imported(file).stderr
