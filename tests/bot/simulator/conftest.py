"""A local workspace on a free port, a clock that tests move, and an app that answers as told."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl

import httpx
import pytest
from slack_sdk import WebClient

from bot.simulator.server import Simulator, running
from tests.harness.local_http import local_http

MANIFEST: dict[str, Any] = {
    "display_information": {"name": "Jupiter"},
    "features": {
        "bot_user": {"display_name": "jupiter"},
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "slash_commands": [
            {"command": "/invoice", "description": "Invoices", "usage_hint": "list"},
            {"command": "/marked", "description": "Marks mentions", "should_escape": True},
        ],
        "shortcuts": [
            {"name": "New", "type": "global", "callback_id": "new", "description": "New invoice"},
            {"name": "Take", "type": "message", "callback_id": "take", "description": "Take it"},
        ],
        "unfurl_domains": ["pay.example"],
    },
    "oauth_config": {
        "scopes": {
            "bot": [
                "commands",
                "chat:write",
                "files:write",
                "files:read",
                "users:read",
                "im:write",
                "links:read",
                "links:write",
            ]
        }
    },
    "settings": {
        "interactivity": {"is_enabled": True, "message_menu_options_url": "https://app.example/o"},
        "event_subscriptions": {
            "bot_events": ["app_home_opened", "link_shared", "tokens_revoked", "app_uninstalled"]
        },
    },
}


class MovableClock:
    """Real time, and as far ahead as a test moves it."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self.ahead

    def forward(self, seconds: float) -> None:
        self.ahead += seconds


@dataclass
class Received:
    headers: dict[str, str]
    body: bytes

    @property
    def payload(self) -> dict[str, Any]:
        if self.body.startswith(b"{"):
            return json.loads(self.body)
        form = dict(parse_qsl(self.body.decode(), keep_blank_values=True))
        return json.loads(form["payload"]) if "payload" in form else form


Reply = tuple[int, Any]


@dataclass
class App:
    """An app's request URL: `reply` makes the status and body of the next answers."""

    url: str = ""
    received: list[Received] = field(default_factory=list)
    reply: Callable[[dict[str, Any]], Reply] = lambda _payload: (200, "")

    @property
    def last(self) -> dict[str, Any]:
        return self.received[-1].payload

    def forget(self) -> None:
        self.received.clear()
        self.reply = lambda _payload: (200, "")


@pytest.fixture(scope="session")
def app() -> Iterator[App]:
    app = App()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            app.received.append(Received(headers, body))
            status, answer = app.reply(app.last)
            written = (answer if isinstance(answer, str) else json.dumps(answer)).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(written)))
            self.end_headers()
            self.wfile.write(written)

        def log_message(self, *_args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:
            """Slack hung up on a late answer."""

    server = Server(("127.0.0.1", 0), Handler)
    app.url = f"http://127.0.0.1:{server.server_port}/slack/events"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield app
    server.shutdown()
    thread.join()
    server.server_close()


@dataclass
class Local:
    """The workspace as tests use it."""

    simulator: Simulator
    base_url: str
    clock: MovableClock
    app: App
    http: httpx.Client

    @property
    def client(self) -> WebClient:
        return WebClient("xoxb-local", base_url=f"{self.base_url}/api/", retry_handlers=[])

    def call(self, method: str, token: str | None = "xoxb-local", **args: Any) -> dict[str, Any]:
        """The bare answer of a Web API method, refusals too."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return self.http.post(f"/api/{method}", json=args, headers=headers).json()

    def act(self, path: str, **body: Any) -> dict[str, Any]:
        return self.http.post(f"/control/{path}", json=body).json()

    def look(self, path: str) -> Any:
        return self.http.get(f"/control/{path}").json()

    def messages(self, channel: str = "C0ACME", user: str = "U0SAM") -> list[dict[str, Any]]:
        return self.look(f"channels/{channel}/messages?as={user}")["messages"]

    def stack(self, user: str = "U0SAM") -> list[dict[str, Any]]:
        return self.look(f"views?as={user}")["stack"]

    def trigger(self, user: str = "U0SAM") -> str:
        """A fresh trigger id, from a command."""
        self.act("command", user=user, channel="C0ACME", text="/invoice")
        return self.app.last["trigger_id"]

    def open(self, view: dict[str, Any], user: str = "U0SAM") -> dict[str, Any]:
        return self.client.views_open(trigger_id=self.trigger(user), view=view)["view"]


@pytest.fixture(scope="session")
def manifest() -> dict[str, Any]:
    return MANIFEST


@pytest.fixture
def wait() -> Iterator[Callable[[dict[str, Any]], Reply]]:
    """An answer that comes when the test is over."""
    over = threading.Event()

    def late(_payload: dict[str, Any]) -> Reply:
        over.wait(60)
        return 200, ""

    yield late
    over.set()


@pytest.fixture(scope="session")
def started(app: App) -> Iterator[Local]:
    clock = MovableClock()
    simulator = Simulator(MANIFEST, signing_secret="shh", clock=clock)
    with running(simulator) as base_url, local_http(base_url) as http:
        yield Local(simulator, base_url, clock, app, http)


@pytest.fixture
def slack(started: Local) -> Local:
    """The workspace as it is at its start."""
    started.app.forget()
    started.simulator.request_url = started.app.url
    started.act("reset")
    return started


def text(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


@pytest.fixture(scope="session")
def modal() -> dict[str, Any]:
    """A modal with a required name, an optional number and a button."""
    name = {"type": "plain_text_input", "action_id": "name"}
    count = {"type": "number_input", "action_id": "count", "is_decimal_allowed": True}
    return {
        "type": "modal",
        "callback_id": "form",
        "title": text("Form"),
        "submit": text("Send"),
        "notify_on_close": True,
        "blocks": [
            {"type": "input", "block_id": "name", "label": text("Name"), "element": name},
            {
                "type": "input",
                "block_id": "count",
                "label": text("Count"),
                "element": count,
                "optional": True,
            },
            {
                "type": "actions",
                "block_id": "more",
                "elements": [{"type": "button", "action_id": "add", "text": text("Add")}],
            },
        ],
    }
