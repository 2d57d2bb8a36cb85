"""Socket Mode with the SDK's own client."""

import contextlib
import json
import queue
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from bot.simulator import server
from bot.simulator.server import Simulator, running
from tests.harness.local_http import local_http

MANIFEST = {
    "display_information": {"name": "Jupiter"},
    "features": {
        "app_home": {"home_tab_enabled": True},
        "slash_commands": [{"command": "/invoice", "description": "Invoices"}],
    },
    "oauth_config": {"scopes": {"bot": ["commands", "chat:write"]}},
    "settings": {
        "socket_mode_enabled": True,
        "interactivity": {"is_enabled": True},
        "event_subscriptions": {"bot_events": ["app_home_opened"]},
    },
}


class Sockets:
    """A workspace in Socket Mode, and clients that note what they get and ack as told."""

    def __init__(self, base_url: str, control: Any) -> None:
        self.base_url, self.control = base_url, control
        self.requests: queue.Queue[tuple[int, SocketModeRequest]] = queue.Queue()
        self.hellos: queue.Queue[dict[str, Any]] = queue.Queue()
        self.clients: list[SocketModeClient] = []
        self.ack: Any = None
        self.later = ThreadPoolExecutor(1).submit

    def connect(self) -> SocketModeClient:
        web = WebClient("xapp-local", base_url=f"{self.base_url}/api/")
        client = SocketModeClient("xapp-local", web_client=web)
        number = len(self.clients)

        def on_request(connection: Any, request: SocketModeRequest) -> None:
            self.requests.put((number, request))
            answer = SocketModeResponse(request.envelope_id, self.ack)
            connection.send_socket_mode_response(answer)

        def on_message(raw: str) -> None:
            if raw.startswith("{"):
                message = json.loads(raw)
                if message["type"] == "hello":
                    self.hellos.put(message)

        client.socket_mode_request_listeners.append(on_request)
        client.on_message_listeners.append(on_message)
        client.connect()
        self.clients.append(client)
        return client

    def address(self) -> str:
        return address_from(self.base_url)

    @contextlib.contextmanager
    def line(self) -> Iterator[ClientConnection]:
        """A bare connection, greeted."""
        with connect(self.address()) as line:
            assert json.loads(line.recv(timeout=60))["type"] == "hello"
            yield line

    def command(self) -> dict[str, Any]:
        return self.control("command", user="U0SAM", channel="C0ACME", text="/invoice list")


@pytest.fixture
def sockets(request: pytest.FixtureRequest) -> Iterator[Sockets]:
    ack_seconds = getattr(request, "param", 3.0)
    with (
        running(Simulator(MANIFEST, ack_seconds=ack_seconds)) as base_url,
        local_http(base_url) as http,
    ):
        found = Sockets(
            base_url, lambda path, **body: http.post(f"/control/{path}", json=body).json()
        )
        yield found
        for client in found.clients:
            client.auto_reconnect_enabled = client.default_auto_reconnect_enabled = False
    for client in found.clients:  # after the server: closing first waits for the receive timeout
        client.close()


def test_a_command_travels_in_an_envelope_and_its_ack_carries_the_answer(sockets: Sockets) -> None:
    sockets.connect()
    hello = sockets.hellos.get(timeout=60)
    assert hello["num_connections"] == 1
    assert hello["connection_info"]["app_id"] == "A0JUPITER"
    sockets.ack = {"text": "listed"}
    assert sockets.command() == {"ok": True, "ack": {"text": "listed"}}
    _, request = sockets.requests.get(timeout=60)
    assert (request.type, request.accepts_response_payload) == ("slash_commands", True)
    assert request.payload["text"] == "list"


impatiently = pytest.mark.parametrize("sockets", [0.1], indirect=True)


@impatiently
def test_an_event_carries_no_answer_and_comes_again_when_nobody_acks(sockets: Sockets) -> None:
    with sockets.line() as line:
        sockets.later(sockets.control, "home", user="U0SAM")
        first, second = (json.loads(line.recv(timeout=60)) for _ in range(2))
    assert (first["type"], first["accepts_response_payload"]) == ("events_api", False)
    assert (first["retry_attempt"], second["retry_attempt"]) == (0, 1)
    assert second["retry_reason"] == "timeout"
    assert first["payload"]["event_id"] == second["payload"]["event_id"]


@impatiently
def test_without_an_ack_a_command_times_out_and_without_a_connection_it_fails(
    sockets: Sockets,
) -> None:
    assert sockets.command()["error"] == "app_error"
    with sockets.line():
        assert sockets.command()["error"] == "operation_timeout"


def test_a_client_that_is_asked_to_reconnects(sockets: Sockets) -> None:
    sockets.connect()
    sockets.hellos.get(timeout=60)
    sockets.control("disconnect", reason="refresh_requested")
    sockets.hellos.get(timeout=60)
    assert sockets.command()["ok"]


def test_each_payload_goes_to_one_of_the_connections_in_turn(sockets: Sockets) -> None:
    with sockets.line() as first, sockets.line() as second:
        for line in (first, second, first):
            answer = sockets.later(sockets.command)
            envelope = json.loads(line.recv(timeout=60))
            assert envelope["type"] == "slash_commands"
            line.send(json.dumps({"envelope_id": envelope["envelope_id"]}))
            assert answer.result(60)["ok"]


def test_there_are_at_most_ten_connections(sockets: Sockets) -> None:
    with contextlib.ExitStack() as lines:
        for _ in range(10):
            lines.enter_context(sockets.line())
        with pytest.raises(SlackApiError, match="too_many_websockets"):
            sockets.address()


def test_a_ticket_is_good_for_one_connection(sockets: Sockets) -> None:
    address = sockets.address()
    with connect(address) as line:
        assert json.loads(line.recv(timeout=60))["type"] == "hello"
    with pytest.raises(InvalidStatus), connect(address):
        pass


def test_a_bots_token_opens_no_connection(sockets: Sockets) -> None:
    bot = WebClient("xoxb-local", base_url=f"{sockets.base_url}/api/")
    with pytest.raises(SlackApiError, match="not_allowed_token_type"):
        bot.api_call("apps.connections.open")


def test_the_workspace_stops_at_once_with_connections_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server, "GRACE_SECONDS", 300)
    with contextlib.ExitStack() as lines:
        with running(Simulator(MANIFEST)) as base_url:
            line = lines.enter_context(connect(address_from(base_url)))
            line.recv(timeout=60)
            began = time.monotonic()
        assert time.monotonic() - began < 120
        with pytest.raises(ConnectionClosed):
            line.recv(timeout=60)


def address_from(base_url: str) -> str:
    web = WebClient("xapp-local", base_url=f"{base_url}/api/")
    return web.apps_connections_open(app_token="xapp-local")["url"]
