"""`jupiter statement import`, as an operator types it."""

from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.security.signing_keys import signer_of
from bot.system import SystemClock, Ulids
from jupiter_core.store import Database
from tests.factories import SECRET_KEY, WORKSPACE
from tests.harness.set_up_database import set_up_at

CSV = "Date,Amount,Description\n2026-11-20,100.00,Acme\n2026-11-21,-2.00,Fee\n"
FINANCE = "U0FIONA"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/cli.sqlite3")
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    set_up_at(tmp_path / "cli.sqlite3")
    _confirm_accounts(f"sqlite:///{tmp_path}/cli.sqlite3")
    made = tmp_path / "statement.csv"
    made.write_text(CSV)
    return made


def _confirm_accounts(url: str) -> None:
    clock = SystemClock()
    with (
        closing(Database(url, clock, Ulids(clock), signer_of((), [SECRET_KEY]))) as database,
        database.write(WORKSPACE) as uow,
    ):
        for profile in uow.sender_profiles.all():
            assert profile.bank_proposal
            accounts = profile.bank_proposal.accounts
            uow.sender_profiles.save(profile.model_copy(update={"bank_accounts": accounts}))


def jupiter(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def taken_in(file: Path, *more: str, by: str = FINANCE) -> Result:
    where = ("--workspace", WORKSPACE, "--as", by, "--account", "000123456789")
    return jupiter("statement", "import", str(file), *where, *more)


def test_a_file_is_shown_by_a_dry_run_then_taken_in_then_known(file: Path) -> None:
    dry = taken_in(file, "--dry-run")
    done = taken_in(file, "--confirm-columns")
    again = taken_in(file)

    assert dry.exit_code == done.exit_code == again.exit_code == 0, dry.output + done.output
    assert "amount: Amount" in dry.stdout
    assert "20 Nov 2026  ·  USD 100.00  ·  Acme" in dry.stdout
    assert "2 new entries: 1 unmatched, 1 ignored." in dry.stdout
    assert "Nothing was stored" in dry.stdout
    assert "2 new entries: 1 unmatched, 1 ignored." in done.stdout
    assert "taken in before; nothing has changed" in again.stdout


def test_a_csv_file_is_not_taken_in_unconfirmed(file: Path) -> None:
    ran = taken_in(file)

    assert ran.exit_code == 2
    assert "Confirm how this CSV file is read. It looks like booked_on: Date" in ran.stderr


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--column", "amount=Nothing"), "“Nothing” is not one of"),
        (("--column", "price=Amount"), "“price” is not one of"),
        (("--confirm-columns", "--decimal", "x"), "--decimal is . or ,"),
        (("--account", "DE00"), "Choose one of: "),
    ],
)
def test_what_is_mistyped_is_said_in_a_sentence(
    file: Path, more: tuple[str, ...], said: str
) -> None:
    ran = taken_in(file, *more)

    assert ran.exit_code == 2
    assert said in ran.stderr


def test_only_finance_may_and_a_file_has_to_be_there(file: Path) -> None:
    assert (
        "Approvers and accounts receivable can"
        in taken_in(file, "--confirm-columns", by="U0SAM").stderr
    )
    assert "No such file" in taken_in(file.with_name("missing.csv")).stderr
