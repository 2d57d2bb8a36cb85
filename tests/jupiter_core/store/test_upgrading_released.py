"""A database that a released version worked with is brought to the present one unharmed.

`released/` has the rows that the demo of each release left behind, by table: a deal with its PO, a
contract of three years, and from 0.2.0 on a system that drafts and hears by webhook.
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.security.signing_keys import signer_of
from jupiter_core.domain.invoice import State
from jupiter_core.queries.verify import prove
from jupiter_core.store import Database, migrations
from tests.factories import SECRET_KEY, a_draft
from tests.harness.fakes import CountingIds, FixedClock
from tests.jupiter_core.store.histories import add
from tests.jupiter_core.store.test_migrating_old_rows import KINDS, fill, upgrade, writer

TEAM = "T0JUPITER"
ROWS = Path(__file__).parent / "released"
VERSIONS = Path(migrations.__file__).parent / "versions"


@dataclass(frozen=True)
class Release:
    """What its demo wrote, the revision that its tables had, and the digest of the migrations that
    made them."""

    version: str
    revision: str
    digest: str
    invoices: dict[str, State]
    versions: int
    messages: int


RELEASES = [
    Release(
        "0.1.0",
        "0001",
        "6a285ebc37e44bcb7c8309377c283ae2230648a7afdedeab2d3d90cc29de6f63",
        {"JUS-000001": State.ISSUED, "JUS-000002": State.ISSUED},
        13,
        29,
    ),
    Release(
        "0.2.0",
        "0008",
        "628e7c972b2f6d5056c97b01f6d69c88ecfe4b3d92564fe3e6545fd5535693e2",
        dict.fromkeys(("JUS-000001", "JUS-000002", "JEU-000001"), State.ISSUED),
        17,
        99,
    ),
]


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path}/released.db"
    else:
        url = request.getfixturevalue("postgres_server").new_database()
    signer = signer_of([], [SECRET_KEY])
    with closing(Database(url, FixedClock(), CountingIds(), signer)) as database:
        yield database


@pytest.mark.parametrize("release", RELEASES, ids=lambda each: each.version)
def test_the_migrations_of_a_release_are_those_that_it_ran(release: Release) -> None:
    """What is wrong with one is mended by another: tables that it made are out there."""
    ran = sorted(each for each in VERSIONS.glob("v*.py") if each.name[1:5] <= release.revision)
    assert len(ran) == int(release.revision)
    assert hashlib.sha256(b"".join(each.read_bytes() for each in ran)).hexdigest() == release.digest


def rows_of(release: Release) -> dict[str, list[dict[str, Any]]]:
    packed = (ROWS / f"{release.version}.json.gz").read_bytes()
    rows: dict[str, list[dict[str, Any]]] = json.loads(gzip.decompress(packed))
    return rows


@pytest.mark.parametrize("release", RELEASES, ids=lambda each: each.version)
def test_what_a_release_wrote_is_there_proved_and_gone_on_with(
    empty: Database, release: Release
) -> None:
    upgrade(empty, release.revision)
    fill(empty, rows_of(release))
    empty.migrate()
    with empty.read(TEAM) as uow:
        found = {each.number: each.state for each in uow.invoices.summaries()}
        assert found == release.invoices
        (contract,) = uow.contracts.summaries()
        assert len(uow.contracts.get(contract.id).shown.schedule.invoices) == 3
    proof = prove(empty, TEAM)
    assert (proof.broken, proof.versions) == ((), release.versions)
    assert proof.numbers == len(release.invoices)
    with writer(empty) as connection:
        count = connection.execute(text("SELECT count(*) FROM outbox")).scalar_one()
    assert count == release.messages, "none is lost, and none is sent anew"
    with empty.write(TEAM) as uow:
        add(uow, a_draft().model_copy(update={"workspace_id": TEAM}))
    assert prove(empty, TEAM).versions == release.versions + 1


@pytest.mark.parametrize("empty", KINDS[:1], indirect=True)
def test_what_somebody_has_rewritten_before_the_upgrade_is_found_after_it(empty: Database) -> None:
    release = RELEASES[1]
    upgrade(empty, release.revision)
    fill(empty, rows_of(release))
    with writer(empty) as connection:
        connection.execute(
            text(
                "UPDATE customers SET document = replace(document, 'Acme', 'Evil') "
                "WHERE id = 'customer-acme'"
            )
        )
    empty.migrate()
    assert [each.subject_id for each in prove(empty, TEAM).broken] == ["customer customer-acme"]
