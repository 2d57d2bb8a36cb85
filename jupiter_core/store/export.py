"""All rows of a workspace, to be taken elsewhere: of one moment, and streamed."""

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, select
from sqlmodel import SQLModel

from jupiter_core.store.engine import reading
from jupiter_core.store.retention import ids_of
from jupiter_core.store.sent_to_forget import ToForget, to_forget_of

_LEFT_OUT = frozenset({"answers", "sent_to_forget"})
"""Sealed answers to repeated requests, kept for a day: nobody can read them. And which messages
are to be forgotten, which are told as if they were."""
_SECRET = frozenset({"secret_hash", "sealed", "code_hash"})
"""Of a key or an endpoint, what lets in or signs: an export goes from hand to hand."""
_SEALED_TEXT = frozenset({"versions", "audit_entries"})
"""To the letter, because their seals are over it."""
_JSON = frozenset({"document", "body", "receipt", "by"})
_AT_ONCE = 500


def rows_of(engine: Engine, workspace_id: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each with the name of its table, table by table, in the order of their keys."""
    with reading(engine).connect() as connection:
        gone = to_forget_of(connection, workspace_id)
        for table in sorted(SQLModel.metadata.tables.values(), key=lambda each: each.name):
            if "workspace_id" not in table.c or table.name in _LEFT_OUT:
                continue
            query = (
                select(table)
                .where(table.c.workspace_id == workspace_id)
                .order_by(*table.primary_key)
            )
            found = connection.execute(query, execution_options={"yield_per": _AT_ONCE})
            for row in found.mappings():
                if told := _without_erased(table.name, row, gone):
                    yield table.name, _plain(table.name, told)


def _without_erased(table: str, row: Mapping[Any, Any], gone: ToForget) -> Mapping[Any, Any] | None:
    if table == "outbox" and gone.has(row["position"]):
        return {**row, "body": ids_of(row["body"]), "error": None}
    is_gone = table == "delivery_attempts" and row["position"] <= gone.attempts_to
    return None if is_gone else row


def _plain(table: str, row: Mapping[Any, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for name, value in row.items():
        if isinstance(value, datetime):
            plain[name] = value.isoformat()
        elif name in _JSON and value and table not in _SEALED_TEXT:
            plain[name] = _read(value)
        elif name not in _SECRET:
            plain[name] = value
    return plain


def _read(text: str) -> Any:
    try:
        return _without_secrets(json.loads(text))
    except ValueError:
        return text


def _without_secrets(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {name: each for name, each in value.items() if name not in _SECRET}
        return {name: _without_secrets(each) for name, each in kept.items()}
    return [_without_secrets(each) for each in value] if isinstance(value, list) else value
