"""`jupiter verify`: it changes nothing, whatever it is given to read."""

import shutil
import stat
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.demo.play import HERE
from jupiter_core.domain.frozen import sha256_hex
from tests.factories import SECRET_KEY, WORKSPACE
from tests.harness.databases import tables_at
from tests.harness.set_up_database import set_up_at

KEY = SECRET_KEY


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A database that is set up, closed, and in a folder of its own."""
    folder = tmp_path / "kept"
    folder.mkdir()
    file = folder / "jupiter.sqlite3"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    monkeypatch.setenv("SECRET_KEY", KEY)
    set_up_at(file)
    with create_engine(f"sqlite:///{file}").connect() as connection:
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
    return file


def jupiter(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words))


def contents(folder: Path) -> dict[str, str]:
    return {each.name: sha256_hex(each.read_bytes().hex()) for each in folder.iterdir()}


def test_a_write_protected_copy_in_a_write_protected_folder_is_verified(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy(file, copy / "backup.sqlite3")
    (copy / "backup.sqlite3").chmod(stat.S_IRUSR)
    copy.chmod(stat.S_IRUSR | stat.S_IXUSR)
    before = contents(copy)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{copy / 'backup.sqlite3'}")
    ran = jupiter("verify")
    assert (ran.exit_code, "BROKEN" in ran.stdout) == (0, False)
    copy.chmod(stat.S_IRWXU)
    assert contents(copy) == before


def test_verifying_changes_no_byte_of_the_file(file: Path) -> None:
    before = file.read_bytes()
    assert jupiter("verify").exit_code == 0
    assert file.read_bytes() == before


def test_an_older_database_is_told_so_and_not_migrated(file: Path) -> None:
    with create_engine(f"sqlite:///{file}").begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0002'"))
    ran = jupiter("verify")
    assert ran.exit_code == 2
    assert "DATABASE_URL cannot be used: The tables of this database have the form 0002" in (
        ran.stderr
    )
    assert len(ran.stderr.splitlines()) == 1
    with create_engine(f"sqlite:///{file}").connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == (
            "0002"
        )


def test_a_newer_database_is_told_so(file: Path) -> None:
    with create_engine(f"sqlite:///{file}").begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    ran = jupiter("verify")
    assert ran.exit_code == 2
    assert "have the form 9999" in ran.stderr


def test_a_file_that_is_not_there_is_not_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/none.sqlite3")
    ran = jupiter("verify")
    assert ran.exit_code == 2
    assert ran.stderr == (
        f"DATABASE_URL cannot be used: there is no database at {tmp_path}/none.sqlite3\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_database_without_anything_in_it_proves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables_at(tmp_path / "empty.sqlite3")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/empty.sqlite3")
    ran = jupiter("verify")
    assert ran.stdout == "There is nothing to prove: the database is empty.\n"


@pytest.mark.parametrize("command", ["setup", "migrate"])
def test_nothing_is_written_without_a_key(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SECRET_KEY", "")
    words = (str(HERE / "workspace.yaml"), "--workspace", WORKSPACE, "--as", "U0WANDA")
    ran = jupiter(command, *(words if command == "setup" else ()))
    assert ran.exit_code == 2
    assert ran.stderr.startswith("SECRET_KEY is not set.")
    assert list(tmp_path.iterdir()) == []


def test_a_key_of_its_own_seals_and_the_other_may_be_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/jupiter.sqlite3")
    monkeypatch.setenv("SECRET_KEY", KEY)
    monkeypatch.setenv("AUDIT_KEY", "b7QdX2mV9sKe4RzT8wLc3HyN6uJp1GfA5oZr0Ei")
    words = (str(HERE / "workspace.yaml"), "--workspace", WORKSPACE, "--as", "U0WANDA")
    assert jupiter("setup", *words).exit_code == 0
    monkeypatch.setenv("SECRET_KEY", "m2WkT9xQe5Vb8ZrH3sLc7NyJ4uPd0GfA6iRo1Ex")
    assert jupiter("verify").exit_code == 0
    monkeypatch.setenv("AUDIT_KEY", "")
    assert jupiter("verify").exit_code == 1
