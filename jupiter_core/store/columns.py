"""Kinds of columns that are the same on both databases, and keys for comparing names."""

import unicodedata
from datetime import UTC, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, String, Text
from sqlalchemy.types import TypeDecorator, TypeEngine


class UtcDateTime(TypeDecorator[datetime]):
    """A moment, aware and in UTC on both sides, whatever the database keeps."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Raises ValueError for a time that does not know its zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """SQLite keeps no zone: what it gives was put there in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Position(TypeDecorator[int]):
    """Counts up by itself; SQLite does that for a plain INTEGER only."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[int]:
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())


class Sortable(TypeDecorator[str]):
    """Text that both databases sort by code point."""

    impl = String
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[str]:
        collation = "C" if dialect.name == "postgresql" else None
        return dialect.type_descriptor(String(collation=collation))


Document = Text
"""Canonical JSON, kept to the byte: the database must not know that it is JSON."""


def key_of(name: str) -> str:
    """What two spellings of one name have in common: `Acme` and `ACME` are taken together."""
    # Twice, since folding the case may take a text out of NFC.
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
