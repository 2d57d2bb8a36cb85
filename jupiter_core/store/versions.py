"""The sealed versions of invoices and contracts, as rows."""

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlmodel import col

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.parsed import parsed
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.seal import is_keyed
from jupiter_core.domain.version import Version
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import VersionRow

_AUTHORS = (
    select(col(VersionRow.by))
    .where(col(VersionRow.workspace_id) == bindparam("ours"))
    .where(col(VersionRow.subject_id) == bindparam("subject_id"))
    .order_by(col(VersionRow.sequence))
)


class VersionRepository:
    """See `Versions`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def of(self, subject_id: str) -> list[Version]:
        rows = self._scope.all_by(VersionRow, "sequence", subject_id=subject_id)
        return [version_of(row) for row in rows]

    def authors(self, subject_id: str) -> list[Actor]:
        found = self._scope.read(VersionRow, _AUTHORS, subject_id=subject_id)
        return [parsed(Actor, by) for (by,) in found]

    def foresee_authors(self, subject_id: str) -> None:
        self._scope.foresee_read(VersionRow, _AUTHORS, subject_id=subject_id)

    def at(self, subject_id: str, sequence: int) -> Version:
        row = self._scope.by(VersionRow, subject_id=subject_id, sequence=sequence)
        if row is None:
            raise NotFound("version", str(sequence))
        return version_of(row)

    def recorded(self, begins: datetime, ends: datetime, why: str = "") -> Iterator[Version]:
        query = self._scope.select(VersionRow).where(
            col(VersionRow.at) >= begins, col(VersionRow.at) < ends
        )
        if why:
            query = query.where(col(VersionRow.why) == why)
        by_age = (col(VersionRow.at), col(VersionRow.subject_id), col(VersionRow.sequence))
        for row in self._scope.each(query.order_by(*by_age)):
            yield version_of(row)


def version_row(version: Version) -> VersionRow:
    """Of any subject's version. Raises ValueError for one that no key has sealed."""
    if not is_keyed(version.hash):
        raise ValueError("a version has to be sealed with a key")
    return VersionRow(
        **version.model_dump(exclude={"by"}),
        by=canonical_json(version.by),
    )


def version_of(row: VersionRow) -> Version:
    """Raises ValidationError for a row that is none."""
    return Version(**row.model_dump(exclude={"by"}), by=Actor.model_validate_json(row.by))
