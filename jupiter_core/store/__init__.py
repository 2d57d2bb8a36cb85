"""The store: tables, transactions, the outbox, migrations; on SQLite and on PostgreSQL."""

from jupiter_core.store.database import Database, OtherSchema

__all__ = ["Database", "OtherSchema"]
