"""People and channels, as rows."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Index, bindparam, literal_column, select, text
from sqlmodel import Field, col

from jupiter_core.domain.directory import KnownChannel, KnownPerson, ends_of
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.text import key_of
from jupiter_core.store.columns import Document, UtcDateTime
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import TableRow


class KnownPersonRow(TableRow, table=True):
    """`email_key` is the address as addresses are compared; empty where none is told."""

    __tablename__ = "known_people"

    id: str = Field(primary_key=True)
    email_key: str = ""
    refreshed_at: datetime = Field(sa_type=UtcDateTime)
    document: str = Field(sa_type=Document)


class KnownChannelRow(TableRow, table=True):
    """`moved_to` is empty while it has the id that it always had."""

    __tablename__ = "known_channels"
    __table_args__: Any = (
        Index(
            "known_channels_moved",
            "workspace_id",
            sqlite_where=text("moved_to <> ''"),
            postgresql_where=text("moved_to <> ''"),
        ),
    )

    id: str = Field(primary_key=True)
    moved_to: str = ""
    refreshed_at: datetime = Field(sa_type=UtcDateTime)
    document: str = Field(sa_type=Document)


_MOVED = select(col(KnownChannelRow.id), col(KnownChannelRow.moved_to)).where(
    col(KnownChannelRow.workspace_id) == bindparam("ours"),
    # As it stands in the index, which a parameter would not find.
    col(KnownChannelRow.moved_to) != literal_column("''"),
)


class DirectoryRepository:
    """See `Directory`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def person(self, person_id: str) -> KnownPerson | None:
        row = self._scope.by(KnownPersonRow, id=person_id)
        return KnownPerson.model_validate_json(row.document) if row else None

    def keep_person(self, person: KnownPerson) -> None:
        self._scope.put(
            KnownPersonRow(
                workspace_id=self._scope.workspace_id,
                id=person.id,
                email_key=key_of(person.email),
                refreshed_at=person.refreshed_at,
                document=canonical_json(person),
            )
        )

    def people_before(self, moment: datetime) -> list[str]:
        query = self._scope.select(KnownPersonRow).where(col(KnownPersonRow.refreshed_at) < moment)
        return [row.id for row in self._scope.all(query.order_by(col(KnownPersonRow.id)))]

    def channel(self, channel_id: str) -> KnownChannel | None:
        row = self._scope.by(KnownChannelRow, id=channel_id)
        return KnownChannel.model_validate_json(row.document) if row else None

    def keep_channel(self, channel: KnownChannel) -> None:
        self._scope.put(
            KnownChannelRow(
                workspace_id=self._scope.workspace_id,
                id=channel.id,
                moved_to=channel.moved_to,
                refreshed_at=channel.refreshed_at,
                document=canonical_json(channel),
            )
        )

    def moved(self) -> Mapping[str, str]:
        return ends_of({was: now for was, now in self._scope.read(KnownChannelRow, _MOVED)})  # noqa: C416

    def forget(self, who: str) -> int:
        gone = self._scope.delete(KnownPersonRow, col(KnownPersonRow.id) == who)
        key = key_of(who)
        if key:
            gone += self._scope.delete(KnownPersonRow, col(KnownPersonRow.email_key) == key)
        return gone
