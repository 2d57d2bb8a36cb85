"""What alembic runs: the migrations, on the connection that `migrate` has opened."""

from typing import Any

from alembic import context
from sqlmodel import SQLModel

from jupiter_core.store import system_tables, tables

assert tables.TableRow.metadata is system_tables.ApiKeyRow.metadata is SQLModel.metadata


def note(*_: Any, **told: Any) -> None:
    """Tells whoever upgrades which revision was passed."""
    context.config.attributes.get("passed", str)(told["step"].up_revision_id)


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    transactional_ddl=True,
    on_version_apply=note,
)
context.run_migrations()
