"""What alembic runs: the migrations, on the connection that `migrate` has opened."""

from alembic import context
from sqlmodel import SQLModel

from jupiter_core.store import system_tables, tables

assert tables.TableRow.metadata is system_tables.ApiKeyRow.metadata is SQLModel.metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    transactional_ddl=True,
)
context.run_migrations()
