"""Whether this process lives, and whether it can work."""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from jupiter_core.ports import StoreTrouble


@dataclass(frozen=True)
class Vitals:
    """How a process does. `expect_usable` raises StoreTrouble where the database cannot be used;
    `outbox_seconds` is for how long the oldest message to be sent is due."""

    expect_usable: Callable[[], None]
    outbox_seconds: Callable[[], float] = lambda: 0


def register(app: FastAPI, vitals: Vitals) -> None:
    """At `/healthz` and `/readyz`."""

    @app.get("/healthz", include_in_schema=False)
    async def alive() -> JSONResponse:
        """The process answers, however many threads are busy."""
        return JSONResponse({"status": "ok"})

    @app.get("/readyz", include_in_schema=False)
    def ready() -> JSONResponse:
        """The database can be read and written, and its tables are this program's. A late outbox
        is told only: customers' pages are no worse for it."""
        try:
            vitals.expect_usable()
            late = round(vitals.outbox_seconds())
        except StoreTrouble as trouble:
            headers = {"Retry-After": str(trouble.seconds)}
            return JSONResponse({"status": str(trouble)}, 503, headers)
        return JSONResponse({"status": "ready", "outbox_oldest_seconds": late})
