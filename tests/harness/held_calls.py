"""A gate before the local workspace: holds one call, or its answer."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal
from urllib.parse import urlsplit

Moment = Literal["before", "after"]


class HeldCalls:
    """`url` is where the bot finds Slack's API. An armed gate holds the next call of a method."""

    def __init__(self, workspace: str) -> None:
        self.url = ""
        self.workspace = urlsplit(workspace)
        self.held = threading.Event()
        self.opened = threading.Event()
        self._armed: tuple[str, Moment] | None = None

    def arm(self, method: str, moment: Moment) -> None:
        self.held.clear()
        self.opened.clear()
        self._armed = (method, moment)

    def open(self) -> None:
        """Lets the held call go on."""
        self.opened.set()

    def passing(self, method: str, moment: Moment) -> bool:
        """Waits here where the gate holds it; whether it still goes on."""
        if self._armed != (method, moment):
            return True
        self._armed = None
        self.held.set()
        return self.opened.wait(20)


@contextmanager
def a_gate(workspace: str) -> Iterator[HeldCalls]:
    gate = HeldCalls(workspace)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            method = self.path.rpartition("/")[2]
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if not gate.passing(method, "before"):
                return
            connection = HTTPConnection(str(gate.workspace.hostname), gate.workspace.port)
            connection.request("POST", self.path, body, dict(self.headers))
            answer = connection.getresponse()
            content = answer.read()
            connection.close()
            if gate.passing(method, "after"):
                self._answer(answer.status, content)

        def _answer(self, status: int, content: bytes) -> None:
            try:
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)
            except OSError:
                return  # the bot was killed meanwhile

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    gate.url = f"http://127.0.0.1:{server.server_port}/api"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield gate
    finally:
        gate.open()
        server.shutdown()
        thread.join()
        server.server_close()
