"""The store: tables, transactions, the outbox, migrations; on SQLite and on PostgreSQL."""

from jupiter_core.store.backup import BackupRefused, back_up, restore, sqlite_file
from jupiter_core.store.database import Database, OtherSchema
from jupiter_core.store.engine import file_of
from jupiter_core.store.shared_time import SharedTime

__all__ = [
    "BackupRefused",
    "Database",
    "OtherSchema",
    "SharedTime",
    "back_up",
    "file_of",
    "restore",
    "sqlite_file",
]
