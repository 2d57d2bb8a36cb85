"""The builder at /new over a fake store, with the real paper, codes and time in a test's hand."""

import itertools
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import httpx
import uvicorn
from fastapi import FastAPI

from bot.intake.new.example import example
from bot.intake.new.typed import Typed
from bot.web import register
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.handover import Kind
from jupiter_core.ports import Renderer, Store
from tests.harness.fakes import FixedClock, a_fake_store
from tests.harness.link_client import LINKS
from tests.harness.web_client import web_client

FIRST_CODE = "7KQ2-M9XD-0001"


class BuilderClient:
    """`client` is somebody without an account."""

    def __init__(self, renderer: Renderer | None = None, store: Store | None = None) -> None:
        self.clock = FixedClock()
        self.store = store or a_fake_store(self.clock)
        self.app = FastAPI()
        codes = itertools.count(1)
        register(
            self.app,
            store=self.store,
            renderer=renderer or PdfRenderer(),
            links=LINKS,
            wake=lambda: None,
            clock=self.clock,
            new_code=lambda: f"7KQ2-M9XD-{next(codes):04}",
        )
        self.client = web_client(self.app, raise_server_exceptions=False, follow_redirects=False)

    def post(self, path: str, sent: Mapping[str, str]) -> httpx.Response:
        return self.client.post(path, data=dict(sent))

    def sent(self, kind: Kind = "invoice", **changes: str) -> dict[str, str]:
        """What a browser sends of the example; a dot in a name is two underscores."""
        return {**sent_of(example(kind, self.clock.now().date())), **_dotted(changes)}


@contextmanager
def serving(app: FastAPI) -> Iterator[str]:
    """The application's address, on a free port; what connects early waits in the queue."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="error"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)


def sent_of(typed: Typed) -> dict[str, str]:
    lines = {
        f"lines[{n}].{name}": text
        for n, line in enumerate(typed.lines)
        for name, text in {"kind": line.kind, **line.values}.items()
    }
    return {**typed.values, **lines}


def line(n: int, **values: str) -> dict[str, str]:
    return {f"lines[{n}].{name}": text for name, text in values.items()}


def _dotted(changes: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("__", "."): text for name, text in changes.items()}
