"""What the database itself watches over: triggers, which one erasure takes off, and constraints."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError


@contextmanager
def without_triggers(connection: Connection, table: str) -> Iterator[None]:
    """Undone with the transaction, should it fail."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f'ALTER TABLE "{table}" DISABLE TRIGGER USER'))
        yield
        connection.execute(text(f'ALTER TABLE "{table}" ENABLE TRIGGER USER'))
        return
    # SQLite cannot switch a trigger off: it is dropped, and made again from its own text.
    named = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
    triggers = connection.execute(named, {"table": table}).all()
    for name, _ in triggers:
        connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in triggers:
        connection.exec_driver_sql(sql)


def violated(error: IntegrityError) -> str:
    """The constraint's name: its table and its last column, which is all that SQLite tells."""
    diagnosis = getattr(error.orig, "diag", None)
    if diagnosis is not None:
        return str(diagnosis.constraint_name)
    return str(error.orig).rpartition(" ")[2].replace(".", "_")
