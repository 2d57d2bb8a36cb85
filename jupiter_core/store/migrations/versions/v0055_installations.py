"""Where the app is installed, for many workspaces: tokens are sealed, and none is of one alone."""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0057"

_MOMENT = sa.DateTime(timezone=True)
_EXPIRING = sa.text("ended_at IS NULL AND expires_at IS NOT NULL")
_TEXTS = ("organisation", "name", "app_id", "bot_id", "bot_user_id")


def upgrade() -> None:
    op.create_table(
        "installations",
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("is_organisation", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in _TEXTS),
        sa.Column("scopes", sa.Text(), nullable=False),
        sa.Column("installed_by", sa.String(), nullable=False),
        sa.Column("installed_at", _MOMENT, nullable=False),
        sa.Column("sealed_token", sa.Text(), nullable=False),
        sa.Column("sealed_refresh", sa.Text(), nullable=False),
        sa.Column("expires_at", _MOMENT),
        sa.Column("refreshing_until", _MOMENT),
        sa.Column("ended_at", _MOMENT),
        sa.Column("why_ended", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("place"),
    )
    op.create_index(
        "installations_expiring",
        "installations",
        ["expires_at"],
        sqlite_where=_EXPIRING,
        postgresql_where=_EXPIRING,
    )
    op.create_table(
        "member_workspaces",
        sa.Column("workspace_id", sa.String(), nullable=False),
        sa.Column("organisation", sa.String(), nullable=False),
        sa.Column("left", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id"),
    )
    op.create_index("member_workspaces_by_organisation", "member_workspaces", ["organisation"])
    op.create_table(
        "install_states",
        sa.Column("state_hash", sa.String(), nullable=False),
        sa.Column("expires_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("state_hash"),
    )
    op.create_index("install_states_by_age", "install_states", ["expires_at"])
