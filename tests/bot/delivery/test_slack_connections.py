"""Calls to Slack go over connections that stay open, and none is made twice by itself."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from struct import pack
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.delivery.slack.client import KeptClient, hand_over, slack_client
from bot.metrics import Meters
from bot.metrics.slack import CountingCalls
from bot.slack.views.ready import ReadyView
from tests.harness.webhook_receiver import a_receiver, answers

OK = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{"ok":true}'
LAST = OK.replace(b"\r\n", b"\r\nConnection: close\r\n", 1)
FAILED = (
    b'HTTP/1.1 500 No\r\nContent-Type: application/json\r\nContent-Length: 14\r\n\r\n{"error":"no"}'
)
NO_JSON = OK.replace(b'{"ok":true}', b"<html>sorry")
MOVED = b"HTTP/1.1 302 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"
LIMITED = (
    b"HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Type: application/json\r\n"
    b'Content-Length: 37\r\n\r\n{"ok":false,"error":"ratelimited"}   '
)
RESET = b"reset"
"""No answer: the connection is gone at once, with what was on its way."""


class Server:
    """Answers each connection's requests with what stands for it, and then closes it."""

    def __init__(self, *connections: list[bytes]) -> None:
        self.asked: list[int] = []
        self._connections = connections
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self.closed = threading.Event()
        self.thread = threading.Thread(target=self._serve, daemon=True)

    def _serve(self) -> None:
        for number, each in enumerate(self._connections):
            with self._socket.accept()[0] as taken:
                for answer in each:
                    _read_request(taken)
                    self.asked.append(number)
                    if answer == RESET:
                        taken.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, pack("ii", 1, 0))
                    else:
                        taken.sendall(answer)
            self.closed.set()


def _read_request(taken: socket.socket) -> None:
    read = b""
    while b"\r\n\r\n" not in read:
        read += taken.recv(4096)
    head, _, body = read.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    while len(body) < length:
        body += taken.recv(4096)


def _answer(body: bytes) -> bytes:
    head = f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {len(body)}"
    return head.encode() + b"\r\n\r\n" + body


@contextmanager
def slack(*connections: list[bytes]) -> Iterator[tuple[Server, KeptClient]]:
    server = Server(*connections)
    server.thread.start()
    yield server, slack_client("xoxb-1", f"http://127.0.0.1:{server.port}/api/")
    server.thread.join(timeout=10)


def test_one_connection_takes_many_calls() -> None:
    with slack([OK, OK, OK]) as (server, client):
        assert [client.api_call("api.test")["ok"] for _ in range(3)] == [True, True, True]
    assert server.asked == [0, 0, 0]


def test_a_copy_of_the_client_uses_the_same_connections() -> None:
    with slack([OK, OK]) as (server, client):
        client.api_call("api.test")
        deepcopy(client).api_call("api.test")
    assert server.asked == [0, 0]


def test_one_that_slack_closed_meanwhile_is_not_used() -> None:
    with slack([OK], [OK]) as (server, client):
        client.api_call("api.test")
        assert server.closed.wait(60)
        assert client.api_call("api.test")["ok"]
    assert server.asked == [0, 1]


def test_one_of_which_slack_says_that_it_ends_is_not_kept() -> None:
    with slack([LAST], [OK]) as (server, client):
        client.api_call("api.test")
        assert client.api_call("api.test")["ok"]
    assert server.asked == [0, 1]


@pytest.mark.parametrize("cut", [b"", RESET])
@pytest.mark.parametrize("method", ["users.info", "conversations.replies", "blocks.validate"])
def test_what_only_reads_is_asked_once_more_where_slack_closes_a_resting_one_as_it_is_used(
    cut: bytes, method: str
) -> None:
    with slack([OK, cut], [OK, OK]) as (server, client):
        client.api_call("api.test")
        assert client.api_call(method, params={"user": "U1"})["ok"]
        client.api_call("chat.postMessage")
    assert server.asked == [0, 0, 1, 1]


def test_what_only_reads_is_not_asked_a_third_time() -> None:
    with slack([OK, b""], [b""], [OK]) as (server, client):
        client.api_call("api.test")
        with pytest.raises(ConnectionError):
            client.api_call("users.info", json={"user": "U1"})
        assert server.asked == [0, 0, 1]
        client.api_call("users.info")


@pytest.mark.parametrize("cut", [b"", RESET])
@pytest.mark.parametrize("method", ["views.open", "views.push"])
def test_a_window_is_opened_once_more_since_its_trigger_opens_one(cut: bytes, method: str) -> None:
    with slack([OK, cut], [OK]) as (server, client):
        client.api_call("api.test")
        assert client.api_call(method, json={"trigger_id": "1.2.3"})["ok"]
    assert server.asked == [0, 0, 1]


def test_where_the_first_window_had_opened_the_second_is_no_other_trouble() -> None:
    """Nobody knows its id: the call has failed as it had before."""
    used_up = _answer(b'{"ok":false,"error":"exchanged_trigger_id"}')
    with slack([OK, b""], [used_up]) as (server, client):
        client.api_call("api.test")
        with pytest.raises(ConnectionError):
            client.api_call("views.open", json={"trigger_id": "1.2.3"})
    assert server.asked == [0, 0, 1]


def test_a_trigger_that_is_too_old_by_then_is_told_as_slack_tells_it() -> None:
    late = _answer(b'{"ok":false,"error":"expired_trigger_id"}')
    with slack([OK, b""], [late]) as (_, client):
        client.api_call("api.test")
        with pytest.raises(SlackApiError, match="expired_trigger_id"):
            client.api_call("views.open", json={"trigger_id": "1.2.3"})


def test_on_a_new_connection_nothing_is_asked_once_more() -> None:
    with slack([b""], [OK]) as (server, client):
        with pytest.raises(ConnectionError):
            client.api_call("users.info")
        assert server.asked == [0]
        client.api_call("users.info")


@pytest.mark.parametrize("cut", [b"", RESET])
@pytest.mark.parametrize("method", ["chat.postMessage", "views.update", "conversations.open"])
def test_a_call_that_is_cut_off_is_not_made_again(method: str, cut: bytes) -> None:
    with slack([OK, cut], [OK]) as (server, client):
        client.api_call("api.test")
        with pytest.raises(ConnectionError):
            client.api_call(method)
        assert server.asked == [0, 0]
        client.api_call("api.test")


@pytest.mark.parametrize("said", [None, {"a": 1}])
@pytest.mark.parametrize(
    ("answer", "status"), [(FAILED, 500), (LIMITED, 429), (MOVED, 302), (NO_JSON, 200)]
)
def test_an_error_is_told_as_slacks_sdk_tells_it_and_nobody_is_led_elsewhere(
    answer: bytes, status: int, said: dict[str, int] | None
) -> None:
    with slack([answer, OK]) as (server, client):
        with pytest.raises(SlackApiError) as failed:
            client.api_call("api.test", json=said)
        assert failed.value.response.status_code == status
        assert failed.value.response.headers.get("Retry-After") == ("7" if status == 429 else None)
        client.api_call("api.test")
    assert server.asked == [0, 0]


@pytest.mark.parametrize(
    "view",
    [
        {"title": "Größe", "blocks": []},
        ReadyView('{"title": "Gr\\u00f6\\u00dfe", "blocks": []}'),
    ],
)
def test_what_is_said_as_json_arrives_as_it_is_with_the_token_and_the_workspace(
    view: dict[str, Any],
) -> None:
    with a_receiver(answers(200, b'{"ok":true}')) as receiver:
        client = slack_client("xoxb-1", receiver.url.replace("/hook", "/api/"), team_id="T1")
        client.views_open(trigger_id="1.2", view=view)
    [got] = receiver.received
    assert got.path == "/api/views.open"
    assert json.loads(got.body) == {
        "team_id": "T1",
        "trigger_id": "1.2",
        "view": {"title": "Größe", "blocks": []},
    }
    assert got.headers["authorization"] == "Bearer xoxb-1"
    assert got.headers["content-type"] == "application/json;charset=utf-8"


def test_whoever_watches_sees_each_answer_and_each_call_that_has_none() -> None:
    meters = Meters()
    with slack([OK, LIMITED, b""]) as (server, client):
        client.retry_handlers = [CountingCalls(meters)]
        client.api_call("api.test", json={"a": 1})
        for trouble in (SlackApiError, ConnectionError):
            with pytest.raises(trouble):
                client.api_call("api.test", json={"a": 1})
    assert server.asked == [0, 0, 0]
    counted = {
        each.labels["status"]: each.value
        for metric in meters.registry.collect()
        for each in metric.samples
        if each.labels.get("method") == "api.test" and each.name.endswith("_total")
    }
    assert counted == {"200": 1, "429": 1, "none": 1}


def test_a_token_of_several_lines_is_sent_nowhere() -> None:
    client = slack_client("xoxb-1\r\nX-More: 1", "http://127.0.0.1:1/api/")
    with pytest.raises(ValueError, match="several lines"):
        client.api_call("api.test", json={"a": 1})


def test_through_a_proxy_a_view_that_is_ready_is_the_same() -> None:
    with a_receiver(answers(200, b'{"ok":true}')) as proxy:
        client = slack_client("xoxb-1", "http://slack.example/api/")
        client.proxy = f"http://127.0.0.1:{proxy.port}"
        client.views_open(trigger_id="1.2", view=ReadyView('{"blocks": []}'))  # type: ignore[arg-type]
    [got] = proxy.received
    assert json.loads(got.body) == {"trigger_id": "1.2", "view": {"blocks": []}}


def _where(server: Server) -> str:
    return f"http://127.0.0.1:{server.port}/upload/v1/abc"


def test_the_bytes_of_files_take_a_connection_that_is_there() -> None:
    with slack([OK, OK]) as (server, client):
        for content in (b"%PDF-1", b"%PDF-2"):
            hand_over(client, _where(server), content)
    assert server.asked == [0, 0]


@pytest.mark.parametrize("answer", [FAILED, MOVED, LIMITED])
def test_bytes_that_slack_did_not_take_are_not_taken_for_sent_and_go_nowhere_else(
    answer: bytes,
) -> None:
    refused = pytest.raises(OSError, match=answer[9:12].decode())
    with slack([answer]) as (server, client), refused:
        hand_over(client, _where(server), b"%PDF-1")
    assert server.asked == [0]


def test_the_bytes_of_a_file_arrive_as_they_are_and_without_the_token() -> None:
    with a_receiver(answers(200)) as receiver:
        client = slack_client("xoxb-1", "http://127.0.0.1:1/api/")
        hand_over(client, receiver.url, b"\x00%PDF\r\n")
    [got] = receiver.received
    assert got.body == b"\x00%PDF\r\n"
    assert got.headers["content-type"] == "application/octet-stream"
    assert "authorization" not in got.headers


def test_through_a_proxy_the_bytes_of_a_file_take_a_connection_of_their_own() -> None:
    with slack([LAST], [LAST]) as (server, client):
        client.proxy = "http://127.0.0.1:1"
        for _ in range(2):
            hand_over(client, _where(server), b"%PDF-1")
    assert server.asked == [0, 1]
