"""The tables of installations and of those that were begun; they are of no single workspace."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from jupiter_core.store.columns import Document, UtcDateTime

_EXPIRING = text("ended_at IS NULL AND expires_at IS NOT NULL")


class InstallationRow(SQLModel, table=True):
    """The last one of its place; `refreshing_until` keeps a second process from refreshing too."""

    __tablename__ = "installations"
    __table_args__: Any = (
        Index(
            "installations_expiring",
            "expires_at",
            sqlite_where=_EXPIRING,
            postgresql_where=_EXPIRING,
        ),
    )

    place: str = Field(primary_key=True)
    is_organisation: bool
    organisation: str
    name: str
    app_id: str
    bot_id: str
    bot_user_id: str
    scopes: str = Field(sa_type=Document)
    installed_by: str
    installed_at: datetime = Field(sa_type=UtcDateTime)
    sealed_token: str = Field(sa_type=Document)
    sealed_refresh: str = Field(sa_type=Document)
    expires_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    refreshing_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    why_ended: str = ""


class MemberWorkspaceRow(SQLModel, table=True):
    """A workspace where an organisation's installation is used; `left` where it is no more."""

    __tablename__ = "member_workspaces"
    __table_args__: Any = (Index("member_workspaces_by_organisation", "organisation"),)

    workspace_id: str = Field(primary_key=True)
    organisation: str
    left: bool = False


class InstallStateRow(SQLModel, table=True):
    """The state itself is known to the browser alone."""

    __tablename__ = "install_states"
    __table_args__: Any = (Index("install_states_by_age", "expires_at"),)

    state_hash: str = Field(primary_key=True)
    expires_at: datetime = Field(sa_type=UtcDateTime)
