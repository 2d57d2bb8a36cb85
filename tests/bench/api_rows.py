"""The rows that something has written, so that another program can write the same."""

import json
import re
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import SQLModel

from jupiter_core.store import Database
from tests.factories import WORKSPACE

Rows = dict[tuple[str, tuple[Any, ...]], dict[str, Any]]
"""By table and primary key."""

_ULID = re.compile(r"01[0-9A-HJKMNP-TV-Z]{24}")


def rows_of(store: Database) -> Rows:
    """All that there are of the workspace, but those of its keys, which note their use."""
    found: Rows = {}
    with store.engine.connect() as connection:
        for table in SQLModel.metadata.sorted_tables:
            if "workspace_id" not in table.c or table.name == "api_keys":
                continue
            query = select(table).where(table.c.workspace_id == WORKSPACE)
            for row in connection.execute(query).mappings():
                key = tuple(row[column.name] for column in table.primary_key)
                found[table.name, key] = dict(row)
    return found


def changed(before: Rows, after: Rows) -> list[str]:
    """Each row that is new or another, as JSON of its table, whether it is new, and its values."""
    return [
        json.dumps([key[0], key not in before, values], default=datetime.isoformat)
        for key, values in after.items()
        if before.get(key) != values
    ]


def of_deal(row: str, n: int) -> tuple[str, bool, dict[str, Any]]:
    """The same row of the nth deal, in a workspace of its own."""
    ours = _ULID.sub(lambda found: f"{n:08}{found[0][8:]}", row).replace(WORKSPACE, f"T{n:08}")
    table, is_new, values = json.loads(ours)
    return table, is_new, values
