"""How a database would find what is asked of it, in its own words."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import event

from jupiter_core.store import Database

_EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}


def plans_of(database: Database, ask: Callable[[], object]) -> str:
    """Each statement with its plan."""
    engine, seen = database.engine, list[tuple[str, Any]]()

    def note(_connection: Any, _cursor: Any, said: str, given: Any, *_rest: Any) -> None:
        if said.startswith(("SELECT", "WITH", "UPDATE")):
            seen.append((said, given))

    event.listen(engine, "before_cursor_execute", note)
    ask()
    event.remove(engine, "before_cursor_execute", note)
    told = []
    with engine.connect() as connection:
        for said, given in seen:
            rows = connection.exec_driver_sql(_EXPLAIN[engine.dialect.name] + said, given).all()
            told += [" ".join(said.split()), *(f"    {row[-1]}" for row in rows)]
    return "\n".join(told)
