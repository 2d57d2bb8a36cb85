"""`verify` names the row that somebody changed behind the store's back."""

import pytest
from sqlalchemy import text

from jupiter_core.domain.version import BrokenChain
from jupiter_core.ports import Store
from jupiter_core.queries.verify import verify
from jupiter_core.store import Database
from tests.factories import A_SIGNER, WORKSPACE, a_draft
from tests.jupiter_core.store.histories import ID, a_draft_of, add, edit

MISMATCH = "its content does not match its hash"


def write_history(store: Store) -> None:
    """Four versions of one invoice, one of another."""
    with store.write(WORKSPACE) as uow:
        add(uow, a_draft())
        for memo in ("second", "third", "fourth"):
            edit(uow, memo)
        a_draft_of(uow, "untouched")


def tamper(database: Database, *statements: str) -> None:
    """As an intruder with all rights does: first the guards, then the rows."""
    on_table = " ON versions" if database.engine.dialect.name == "postgresql" else ""
    with database.engine.begin() as connection:
        for trigger in ("versions_refuse_update", "versions_refuse_delete"):
            connection.execute(text(f"DROP TRIGGER {trigger}{on_table}"))
        for statement in statements:
            connection.execute(text(statement), {"id": ID})


def only_break(store: Store) -> BrokenChain:
    (broken,) = verify(store, WORKSPACE)
    assert broken.subject_id == ID
    return broken


def test_an_untouched_history_verifies(store: Store) -> None:
    write_history(store)
    assert verify(store, WORKSPACE) == []
    assert verify(store, "T0OTHER") == []


@pytest.mark.parametrize(
    "change",
    [
        "note = 'who, me?'",
        "document = replace(document, 'third', 'THIRD')",
        "why = 'invoice.voided'",
        "revision = 7",
        """"by" = replace("by", 'Sam', 'Pam')""",
    ],
)
def test_an_edited_version_is_named(database: Database, change: str) -> None:
    write_history(database)
    tamper(database, f"UPDATE versions SET {change} WHERE subject_id = :id AND sequence = 3")
    assert (only_break(database).sequence, only_break(database).problem) == (3, MISMATCH)


def test_a_version_whose_hash_was_made_to_fit_breaks_the_next_one(database: Database) -> None:
    write_history(database)
    with database.read(WORKSPACE) as uow:
        forged = uow.versions.at(ID, 2).model_copy(update={"note": "forged"})
    seal = A_SIGNER.seal(forged.text())
    update = f"UPDATE versions SET note = 'forged', hash = '{seal}'"
    tamper(database, f"{update} WHERE subject_id = :id AND sequence = 2")
    broken = only_break(database)
    assert broken.sequence == 3
    assert broken.problem == "it is not chained to the version before it"


def test_a_version_that_cannot_be_read_is_named(database: Database) -> None:
    write_history(database)
    tamper(
        database,
        """UPDATE versions SET "by" = '{}' WHERE subject_id = :id AND sequence = 2""",
    )
    assert (only_break(database).sequence, only_break(database).problem) == (2, "it cannot be read")


def test_a_removed_version_is_named(database: Database) -> None:
    write_history(database)
    tamper(database, "DELETE FROM versions WHERE subject_id = :id AND sequence = 2")
    assert only_break(database).problem == "version 2 is missing"


def test_a_removed_last_version_is_noticed(database: Database) -> None:
    write_history(database)
    tamper(database, "DELETE FROM versions WHERE subject_id = :id AND sequence = 4")
    broken = only_break(database)
    assert broken.sequence == 4
    assert broken.problem == "its own row does not end where its history ends"


def test_a_history_removed_whole_is_noticed(database: Database) -> None:
    write_history(database)
    tamper(database, "DELETE FROM versions WHERE subject_id = :id")
    assert only_break(database).sequence == 4


def test_two_swapped_versions_are_noticed(database: Database) -> None:
    write_history(database)
    move = "UPDATE versions SET sequence = {} WHERE subject_id = :id AND sequence = {}"
    tamper(database, move.format(99, 2), move.format(2, 3), move.format(3, 99))
    assert only_break(database).sequence == 2


def test_an_edited_invoice_is_named(database: Database) -> None:
    write_history(database)
    tamper(
        database,
        "UPDATE invoices SET document = replace(document, 'fourth', 'FOURTH') WHERE id = :id",
    )
    broken = only_break(database)
    assert broken.sequence == 4
    assert broken.problem == "its own row does not say what its last version says"


def test_every_broken_invoice_is_named(database: Database) -> None:
    write_history(database)
    tamper(database, "UPDATE versions SET note = 'x' WHERE sequence = 1")
    assert [each.subject_id for each in verify(database, WORKSPACE)] == [ID, "untouched"]
