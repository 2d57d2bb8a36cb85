"""The bot of the stage: a real Bolt app with the listeners of setup, served over HTTP."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from slack_bolt import App
from slack_bolt.request import BoltRequest
from slack_sdk import WebClient

from bot.slack.door import Door
from bot.slack.setup import listeners as setup
from jupiter_core.domain.refusals import Refusal

Json = dict[str, Any]


def bolt_app(door: Door, client: WebClient) -> App:
    app = App(
        signing_secret="local",
        client=client,
        token_verification_enabled=False,
        listener_executor=ThreadPoolExecutor(8),
    )
    setup.register(app, door)

    @app.command("/invoice")
    def invoice(ack: Any, body: Json, client: WebClient) -> None:
        try:
            setup.open_setup(door, client, body)
        except Refusal as refusal:
            ack(refusal.sentence)
        else:
            ack()

    return app


@contextmanager
def served(app: App) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        wbufsize = 65536  # one packet an answer: two would wait for each other

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            headers = {name.lower(): [value] for name, value in self.headers.items()}
            answer = app.dispatch(BoltRequest(body=body, headers=headers))
            written = (answer.body or "").encode()
            self.send_response(answer.status)
            for name, value in answer.first_headers_without_set_cookie().items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def log_message(self, *_args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/slack/events"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
