"""Whether this process lives, and whether it can work."""

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from jupiter_core.ports import Store, StoreTrouble


def register(app: FastAPI, store: Store) -> None:
    """At `/healthz` and `/readyz`."""

    @app.get("/healthz", include_in_schema=False)
    async def alive() -> JSONResponse:
        """The process answers, however many threads are busy."""
        return JSONResponse({"status": "ok"})

    @app.get("/readyz", include_in_schema=False)
    def ready() -> JSONResponse:
        """The store answers too."""
        try:
            store.expect_answer()
        except StoreTrouble as trouble:
            headers = {"Retry-After": str(trouble.seconds)}
            return JSONResponse({"status": str(trouble)}, 503, headers)
        return JSONResponse({"status": "ready"})
