"""Moments and texts come back from both databases as they went in."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import text
from sqlalchemy.exc import StatementError

from jupiter_core.domain.seal import Validity
from jupiter_core.domain.text import key_of
from jupiter_core.store import Database
from tests.factories import A_SIGNER, WORKSPACE, a_draft
from tests.harness.fakes import FixedClock
from tests.jupiter_core.store.histories import ID, add

TOKYO = timezone(timedelta(hours=9))


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 11, 22, 9, 30, 0, 123456, tzinfo=UTC),
        datetime(2026, 11, 22, 9, 30, 0, 1, tzinfo=TOKYO),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    ],
)
def test_a_moment_is_kept_to_the_microsecond_and_comes_back_in_utc(
    database: Database, clock: FixedClock, moment: datetime
) -> None:
    clock.set(moment)
    with database.write(WORKSPACE) as uow:
        add(uow, a_draft())
    with database.read(WORKSPACE) as uow:
        (summary,) = uow.invoices.summaries()
        (version,) = uow.versions.of(ID)
    assert summary.updated_at == version.at == moment
    assert summary.updated_at.tzinfo is UTC
    assert A_SIGNER.check(version.text(), version.hash) is Validity.HOLDS


def test_a_moment_without_a_zone_is_not_stored(database: Database, clock: FixedClock) -> None:
    clock.set(datetime(2026, 11, 22, 9, 30))  # noqa: DTZ001
    with database.write(WORKSPACE) as uow, pytest.raises(StatementError, match="without a zone"):
        uow.once("key")


def test_a_document_is_kept_to_the_byte(database: Database) -> None:
    with database.write(WORKSPACE) as uow:
        add(uow, a_draft())
        document = uow.versions.at(ID, 1).document
    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT document FROM versions")).scalar() == document


@pytest.mark.parametrize(
    ("one", "other"),
    [("Acme", "ACME"), ("Straße", "STRASSE"), ("Cafe\u0301", "CAFÉ"), ("İ", "i\u0307")],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key_of(one) == key_of(other)
