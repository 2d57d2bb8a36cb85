"""The API on a SQLite file, in a process that kills itself at a chosen moment of a request."""

import os
import signal

import uvicorn
from fastapi import FastAPI

from bot.api.app import make_api, register
from bot.security.secret_box import SecretBox
from bot.system import SystemClock, Ulids, new_secret
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.store import Database
from tests.factories import A_SIGNER
from tests.harness.api_client import LINKS, SECRET


def die() -> None:
    """As the machine does when its memory is short: no chance to say goodbye."""
    os.kill(os.getpid(), signal.SIGKILL)


class MortalPaper(PdfRenderer):
    """Is asked within the transaction."""

    def unprintable(self, text: str) -> str:
        die()
        return super().unprintable(text)


def main(url: str, port: int, moment: str) -> None:
    """`moment` is `never`, `before` or `after` the commit."""
    clock = SystemClock()
    ids = Ulids(clock)
    api = make_api(
        store=Database(url, clock, ids, A_SIGNER),
        renderer=MortalPaper() if moment == "before" else PdfRenderer(),
        links=LINKS,
        secret_box=SecretBox([SECRET]),
        clock=clock,
        new_secret=new_secret,
        wake=die if moment == "after" else lambda: None,
    )
    web = FastAPI(openapi_url=None)
    register(web, api, ids)

    @web.get("/readyz")
    def ready() -> str:
        return "ready"

    uvicorn.run(web, host="127.0.0.1", port=port, log_level="warning")
