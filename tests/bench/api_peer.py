"""The peer of the API: an app of one route that writes rows by SQLModel and answers with one.

`python -m tests.bench.api_peer PORT DATABASE STEPS` serves it. Of each step it writes what is in
the file STEPS, under other ids; nothing is decided, sealed or counted.
"""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.responses import Response
from pydantic import BaseModel
from sqlalchemy import event
from sqlmodel import Session, SQLModel, create_engine, select

import jupiter_core.store  # noqa: F401  # its tables
from bot.web.server import server_of
from jupiter_core.store.columns import UtcDateTime
from jupiter_core.store.tables import TableRow
from tests.bench.api_rows import of_deal


class Line(BaseModel):
    description: str
    quantity: str
    unit_price: str


class Deal(BaseModel):
    customer: dict[str, str] = {}
    currency: str = "USD"
    lines: list[Line] = []


def main(port: int, database: str, steps: Path) -> None:
    web, written = FastAPI(openapi_url=None), json.loads(steps.read_text(encoding="utf-8"))
    waits = {"timeout": 30} if database.startswith("sqlite") else {}
    engine = create_engine(database, connect_args=waits)
    if waits:
        event.listen(engine, "connect", lambda raw, _: raw.execute("PRAGMA synchronous = NORMAL"))
    tables = {
        each.__tablename__: each
        for each in _all(TableRow)
        if each.__dict__.get("__table__") is not None
    }

    @web.post("/deals/{n}/{step}", status_code=201)
    def made(n: int, step: int, body: Deal) -> Response:
        document = ""
        with Session(engine) as session:
            for each in written[step]:
                name, is_new, values = of_deal(each, n)
                table, said = tables[name], _read(tables[name], values)
                if is_new:
                    session.add(table(**said))
                elif "position" in values:  # counted by the database: known by what it is about
                    its = select(table).where(
                        table.workspace_id == said["workspace_id"],
                        table.subject_id == said["subject_id"],
                    )
                    session.exec(its).one().words = said["words"]
                else:
                    session.merge(table(**said))
                document = values["document"] if name == "invoices" else document
            session.commit()
        return Response(document, 201, media_type="application/json")

    server_of(web, host="127.0.0.1", port=port, connections=1000, proxies=()).run()


def _all(kind: type[SQLModel]) -> list[Any]:
    return [each for sub in kind.__subclasses__() for each in (sub, *_all(sub))]


def _read(table: Any, values: dict[str, Any]) -> dict[str, Any]:
    """Moments are text in JSON; the database counts positions itself."""
    return {
        name: datetime.fromisoformat(value)
        if value and isinstance(table.__table__.c[name].type, UtcDateTime)
        else value
        for name, value in values.items()
        if name != "position"
    }


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
