"""`jupiter access`, as an admin types it."""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.commands import cli
from jupiter_core.domain.settings_look import CountedLooks, SettingsLook
from jupiter_core.store import Database
from tests.factories import A_SIGNER, SECRET_KEY, WORKSPACE
from tests.harness.databases import tables_at
from tests.harness.fakes import CountingIds, FixedClock

NINE = datetime.fromisoformat("2026-03-02T09:00:00+00:00")


@pytest.fixture(autouse=True)
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """An admin looked at bank details twice, a key of Wanda's at a legal entity, and Sam was
    refused a day later."""
    url = f"sqlite:///{tmp_path}/cli.sqlite3"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", url)
    monkeypatch.setenv("SECRET_KEY", SECRET_KEY)
    tables_at(tmp_path / "cli.sqlite3")
    with closing(Database(url, FixedClock(), CountingIds(), A_SIGNER)) as database:
        database.settings_looks.keep(
            WORKSPACE,
            [
                looks("U0ADMIN", "setup_bank", minutes=5, until=41, times=2),
                looks("U0WANDA", "GET /sender-profiles", minutes=70, key="key-1"),
                looks("U0SAM", "/invoice", minutes=24 * 60, refusal="NotPermitted"),
            ],
        )
        yield database


def looks(
    person: str,
    what: str,
    *,
    minutes: int,
    until: int | None = None,
    times: int = 1,
    **more: str,
) -> CountedLooks:
    first = NINE + timedelta(minutes=minutes)
    last = NINE + timedelta(minutes=minutes if until is None else until)
    look = SettingsLook(person=person, what=what, **more)
    return CountedLooks(look=look, first_at=first, last_at=last, times=times)


def access(*words: str) -> Result:
    return CliRunner().invoke(cli, ["access", "--workspace", WORKSPACE, *words])


def test_who_looked_is_printed_a_line_each_the_newest_first() -> None:
    ran = access()
    assert ran.exit_code == 0, ran.output
    assert ran.stdout.splitlines() == [
        "2026-03-03 09:00 UTC  U0SAM  /invoice  refused: NotPermitted",
        "2026-03-02 10:10 UTC  U0WANDA  GET /sender-profiles  key key-1",
        "2026-03-02 09:05–09:41 UTC  U0ADMIN  setup_bank  2 times",
    ]
    assert ran.stderr == "3 found.\n"


@pytest.mark.parametrize(
    ("words", "person"),
    [
        (("--person", "U0ADMIN"), "U0ADMIN"),
        (("--thing", "GET /sender-profiles"), "U0WANDA"),
        (("--since", "2026-03-03"), "U0SAM"),
        (("--since", "2026-03-02T11:00+01:00", "--person", "U0WANDA"), "U0WANDA"),
    ],
)
def test_one_asks_for_a_person_a_thing_or_from_a_day_on(
    words: tuple[str, ...], person: str
) -> None:
    (line,) = access(*words).stdout.splitlines()
    assert person in line


def test_programs_read_it_as_json_lines() -> None:
    ran = access("--json")
    assert ran.stderr == ""
    said = [json.loads(each) for each in ran.stdout.splitlines()]
    assert said[-1] == {
        "person": "U0ADMIN",
        "what": "setup_bank",
        "key": None,
        "refusal": None,
        "first_at": "2026-03-02T09:05:00+00:00",
        "last_at": "2026-03-02T09:41:00+00:00",
        "times": 2,
    }
    assert (said[0]["refusal"], said[1]["key"]) == ("NotPermitted", "key-1")


def test_nobody_and_a_day_that_is_none_are_said() -> None:
    ran = access("--person", "U0NOBODY")
    assert (ran.exit_code, ran.stdout, ran.stderr) == (0, "", "Nobody looked.\n")
    ran = access("--since", "yesterday")
    assert ran.exit_code == 2
    assert "Use 2026-03-01" in ran.stderr
