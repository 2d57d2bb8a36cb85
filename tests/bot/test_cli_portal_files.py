"""`jupiter portal-files`: what a customer's portal takes, from the command line."""

import csv
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from bot.main import compose
from bot.settings import Settings
from jupiter_core.domain.portal import PortalFile, PortalKind, PortalPack
from tests.factories import (
    SECRET_KEY,
    WORKSPACE,
    a_customer,
)
from tests.harness.databases import tables_at
from tests.harness.issued_deal import an_issued_deal

COUPA = PortalPack(kind=PortalKind.COUPA, supplier_number="V-4711")


class Desk:
    """A database that the command finds, with the deal issued today."""

    def __init__(self) -> None:
        self.composed = compose(Settings())
        with self.composed.database.write(WORKSPACE) as uow:
            draft = an_issued_deal(uow, self.composed.renderer)
            self.version = uow.versions.of(draft.id)[-1]

    def give(self, pack: PortalPack) -> None:
        with self.composed.database.write(WORKSPACE) as uow:
            uow.customers.save(a_customer(portal=pack))


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/portal.db")
    tables_at(tmp_path / "portal.db")
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    return Desk()


def jupiter(*words: str) -> Result:
    return CliRunner().invoke(cli, ["portal-files", *words, "--workspace", WORKSPACE])


def test_the_files_of_the_customers_portal_are_written_and_what_is_missing_is_said(
    desk: Desk, tmp_path: Path
) -> None:
    desk.give(COUPA)
    ran = jupiter("jus-000001")
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.splitlines() == ["out/JUS-000001-v1.coupa.csv"]
    assert "No cXML InvoiceDetailRequest: A cXML file needs your id and" in ran.stderr
    _, _, head, *lines = csv.reader((tmp_path / "out/JUS-000001-v1.coupa.csv").open())
    assert (head[1], head[3], len(lines)) == ("JUS-000001", "V-4711", 4)
    made = desk.composed.renderer.portal_file(desk.version, PortalFile.COUPA_CSV, COUPA)
    assert (tmp_path / "out/JUS-000001-v1.coupa.csv").read_bytes() == made


def test_a_file_may_be_named_for_a_customer_without_a_portal(desk: Desk, tmp_path: Path) -> None:
    without = jupiter("JUS-000001")
    assert without.exit_code == 2
    assert "Name one with --file: cxml, coupa-csv, ariba-csv." in without.stderr
    named = jupiter("JUS-000001", "--file", "ariba-csv", "--out", "up", "--version", "1")
    assert named.stdout.splitlines() == ["up/JUS-000001-v1.ariba.csv"]
    assert (tmp_path / "up/JUS-000001-v1.ariba.csv").is_file()


def test_what_is_not_there_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.give(COUPA)
    for words, said in (
        (("JUS-000009",), "There is no invoice JUS-000009 in the workspace"),
        (("JUS-000001", "--version", "7"), "JUS-000001 has no version 7."),
        (("JUS-000001", "--file", "cxml"), "No cXML InvoiceDetailRequest"),
    ):
        ran = jupiter(*words)
        assert (ran.exit_code, said in ran.stderr) == (2, True), ran.output
    assert not (tmp_path / "out").exists()
