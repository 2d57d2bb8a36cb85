"""Who looked at settings is a row an hour, which the audit log covers and time removes."""

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.logs.kept_looks import KeptLooks
from bot.purging import OldLooks
from jupiter_core.commands.erasing import EraseWorkspace, erase_workspace
from jupiter_core.domain.actor import operator
from jupiter_core.domain.settings_look import CountedLooks, SettingsLook
from jupiter_core.queries.verify import verify
from jupiter_core.store import Database
from jupiter_core.store.engine import writing
from tests.factories import WORKSPACE
from tests.harness.fakes import FixedClock
from tests.jupiter_core.store.opening import DatabaseAt

NINE = datetime.fromisoformat("2026-03-02T09:00:00+00:00")
BANK = SettingsLook(person="U0ADMIN", what="setup_bank")
ROUTE = SettingsLook(person="U0WANDA", what="GET /sender-profiles", key="key-1")
REFUSED = SettingsLook(person="U0SAM", what="/invoice", refusal="NotPermitted")


def at(look: SettingsLook, minutes: int, times: int = 1, last: int | None = None) -> CountedLooks:
    """Minutes after nine."""
    first = NINE + timedelta(minutes=minutes)
    end = first if last is None else NINE + timedelta(minutes=last)
    return CountedLooks(look=look, first_at=first, last_at=end, times=times)


def found(database: Database, person: str = "", what: str = "") -> list[CountedLooks]:
    return [*database.settings_looks.found(WORKSPACE, person=person, what=what)]


def names(database: Database) -> Sequence[Sequence[str]]:
    """What the audit log names, an entry after the other."""
    with database.read(WORKSPACE) as uow:
        return [[each.kind for each in entry.audited()] for entry in uow.audit.entries()]


def test_an_hour_of_a_person_and_a_thing_is_one_row_whoever_kept_it(opened: DatabaseAt) -> None:
    one, other = opened(), opened()
    one.settings_looks.keep(WORKSPACE, [at(BANK, 5), at(REFUSED, 6)])
    other.settings_looks.keep(WORKSPACE, [at(BANK, 2, times=3, last=59)])
    one.settings_looks.keep(WORKSPACE, [at(BANK, 61)])
    assert found(one) == [at(BANK, 61), at(BANK, 2, times=4, last=59), at(REFUSED, 6)]
    assert names(one) == [["look at settings"] * 2, ["look at settings"], ["look at settings"]]


def test_one_looks_for_a_person_a_thing_or_from_a_moment_on(database: Database) -> None:
    looks = database.settings_looks
    looks.keep(WORKSPACE, [at(BANK, 5), at(ROUTE, 70), at(REFUSED, 130)])
    looks.keep("T0OTHER", [at(BANK, 5)])
    assert found(database, person="U0WANDA") == [at(ROUTE, 70)]
    assert found(database, what="setup_bank") == [at(BANK, 5)]
    assert found(database, person="U0WANDA", what="setup_bank") == []
    ten = NINE + timedelta(hours=1)
    assert [*looks.found(WORKSPACE, since=ten)] == [at(REFUSED, 130), at(ROUTE, 70)]


def test_one_that_was_changed_or_removed_past_the_program_shows(database: Database) -> None:
    database.settings_looks.keep(WORKSPACE, [at(BANK, 5), at(REFUSED, 6)])
    assert verify(database, WORKSPACE) == []
    for statement in (
        "UPDATE settings_looks SET person = 'U0SAM' WHERE what = 'setup_bank'",
        "DELETE FROM settings_looks WHERE what = '/invoice'",
    ):
        with writing(database.engine).begin() as connection:
            connection.exec_driver_sql(statement)
        assert verify(database, WORKSPACE) != []
    assert len(verify(database, WORKSPACE)) == 2


def test_a_row_is_named_in_the_audit_log_without_whom_and_what(database: Database) -> None:
    """An entry of the log stays for good."""
    database.settings_looks.keep(WORKSPACE, [at(BANK, 5)])
    with database.read(WORKSPACE) as uow:
        (entry,) = uow.audit.entries()
    assert "U0ADMIN" not in str(entry)
    assert "setup_bank" not in str(entry)


def test_what_is_old_goes_with_a_word_in_the_audit_log_and_nothing_else(
    database: Database, clock: FixedClock
) -> None:
    database.settings_looks.keep(WORKSPACE, [at(BANK, 5), at(ROUTE, 70)])
    database.settings_looks.keep("T0OTHER", [at(BANK, 5)])
    before = NINE + timedelta(hours=1)
    assert database.settings_looks.forget(before, limit=50) == 0
    assert database.settings_looks.forget(before + timedelta(seconds=1), limit=50) == 2
    assert found(database) == [at(ROUTE, 70)]
    assert database.settings_looks.forget(before + timedelta(seconds=1), limit=50) == 0
    assert verify(database, WORKSPACE) == verify(database, "T0OTHER") == []
    assert len(names(database)) == 2


def test_the_timer_removes_what_is_older_than_the_set_time(
    database: Database, clock: FixedClock
) -> None:
    clock.set(NINE + timedelta(minutes=5))
    looks = KeptLooks(database.settings_looks, clock)
    looks.note(WORKSPACE, BANK)
    looks.keep()
    old = OldLooks(database.settings_looks, clock, timedelta(days=365))
    clock.set(NINE + timedelta(days=365, hours=1))
    assert old.run(threading.Event()) == 0
    clock.advance(seconds=1)
    assert old.run(threading.Event()) == 1
    assert found(database) == []


def test_they_are_exported_and_erased_with_their_workspace(database: Database) -> None:
    database.settings_looks.keep(WORKSPACE, [at(BANK, 5, times=2, last=7)])
    (row,) = [row for table, row in database.rows(WORKSPACE) if table == "settings_looks"]
    assert (row["person"], row["what"], row["times"]) == ("U0ADMIN", "setup_bank", 2)
    assert row["last_at"] == "2026-03-02T09:07:00+00:00"
    with database.write(WORKSPACE) as uow:
        erase_workspace(EraseWorkspace(by=operator("U0OLGA")), uow)
    assert found(database) == []
    assert verify(database, WORKSPACE) == []
