"""Whether this process lives, and whether it can work."""

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from bot.vitals import Vitals


def register(app: FastAPI, vitals: Vitals) -> None:
    """At `/healthz` and `/readyz`."""

    @app.get("/healthz", include_in_schema=False)
    async def alive() -> JSONResponse:
        """The process answers, however many threads are busy."""
        return JSONResponse({"status": "ok"})

    @app.get("/readyz", include_in_schema=False)
    def ready() -> JSONResponse:
        """The database can be read and written, and its tables are this program's. A late outbox
        and a missing worker are told only: customers' pages are no worse for it."""
        status, said, headers = vitals.readiness()
        return JSONResponse(said, status, headers)
