"""Posting to receivers that are broken or hostile, over real sockets."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.delivery.webhook.connection import (
    ANSWER_BYTES,
    EndpointAnswer,
    NoAnswer,
    WebhookConnection,
)
from tests.harness.ports import a_free_port
from tests.harness.webhook_receiver import (
    Behaviour,
    Receiver,
    a_receiver,
    a_second_a_drop,
    answers,
    drips,
    floods,
    hangs,
    says,
)

SOON = 0.4
"""Seconds that a connection of these tests has."""
PATIENCE = 60.0
"""Seconds in which a test that takes as long as it should not is still on time."""


def post(receiver: Receiver, content: bytes = b"{}", seconds: float = PATIENCE) -> EndpointAnswer:
    connection = WebhookConnection(["localhost"], seconds=seconds, look_up=here)
    return connection.post(receiver.url, {"x-mark": "1"}, content)


def here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


@contextmanager
def a_slow_reader(size: int) -> Iterator[int]:
    """Takes so many bytes every hundredth of a second."""
    over = threading.Event()

    def read() -> None:
        taken, _ = listening.accept()
        with taken:
            while not over.wait(0.01):
                taken.recv(size)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        reading = threading.Thread(target=read, daemon=True)
        reading.start()
        yield listening.getsockname()[1]
        over.set()
        reading.join(60)


def failed(receiver: Receiver, seconds: float = PATIENCE) -> str:
    with pytest.raises(NoAnswer) as reason:
        post(receiver, seconds=seconds)
    return str(reason.value)


@pytest.fixture
def in_time() -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < PATIENCE


def test_what_is_posted_arrives_as_it_is() -> None:
    with a_receiver(answers(200, b"thanks", Retry_After="7")) as receiver:
        answer = post(receiver, b'{"a":"\xc3\xa4"}')
    assert answer == EndpointAnswer(status=200, text="thanks", retry_after="7")
    [got] = receiver.received
    assert (got.path, got.body) == ("/hook", b'{"a":"\xc3\xa4"}')
    assert got.headers["x-mark"] == "1"
    assert got.headers["host"] == f"localhost:{receiver.port}"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_an_answer_and_its_target_is_never_called(status: int) -> None:
    with (
        a_receiver() as subject,
        a_receiver(answers(status, Location=subject.url)) as receiver,
    ):
        assert post(receiver).status == status
    assert subject.received == []


def test_a_receiver_that_hangs_is_left_at_the_deadline(in_time: None) -> None:
    with a_receiver(hangs) as receiver:
        assert failed(receiver, SOON) == "It did not answer within 0.4 seconds."


@pytest.mark.parametrize("beginning", [b"", b"HTTP/1.1 200 OK\r\n", b"HTTP/1.1 200 OK\r\nx-long: "])
def test_a_header_that_drips_is_left_at_the_deadline(in_time: None, beginning: bytes) -> None:
    drop = b"H" if not beginning else b"x"
    with a_receiver(drips(beginning, drop)) as receiver:
        assert failed(receiver, SOON) == "It did not answer within 0.4 seconds."


def test_endless_interim_answers_are_left_at_the_deadline(in_time: None) -> None:
    with a_receiver(drips(b"", b"HTTP/1.1 102 Processing\r\n\r\n")) as receiver:
        assert failed(receiver, SOON) == "It did not answer within 0.4 seconds."


def test_a_body_that_drips_is_left_at_the_deadline_and_its_status_counts(
    in_time: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_receiver(drips(b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n")) as receiver:
        a_second_a_drop(receiver, monkeypatch)
        answer = post(receiver, seconds=30)
    assert answer.status == 200
    assert answer.text.strip("x") == ""


@pytest.mark.parametrize("bytes_taken_at_a_time", [0, 1 << 16])
def test_a_receiver_that_does_not_read_is_left_at_the_deadline(
    in_time: None, bytes_taken_at_a_time: int
) -> None:
    with a_slow_reader(bytes_taken_at_a_time) as port:
        connection = WebhookConnection(["localhost"], look_up=here, seconds=SOON)
        with pytest.raises(NoAnswer, match="within"):
            connection.post(f"http://localhost:{port}/", {}, b"x" * (1 << 26))


def test_no_more_of_a_huge_body_is_read_than_is_kept(in_time: None) -> None:
    with a_receiver(floods) as receiver:
        answer = post(receiver)
    assert answer.text == "z" * ANSWER_BYTES
    assert receiver.flooded < 1 << 26


def test_a_huge_header_is_refused(in_time: None) -> None:
    huge = b"HTTP/1.1 200 OK\r\n" + b"x-huge: " + b"y" * 200_000
    with a_receiver(says(huge)) as receiver:
        assert "not HTTP" in failed(receiver) or "lost" in failed(receiver)


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        (says(), "It closed the connection, or what it said is not HTTP."),
        (says(b"HTTP/1.1 2"), "It closed the connection, or what it said is not HTTP."),
        (says(b"SSH-2.0-OpenSSH\r\n"), "It closed the connection, or what it said is not HTTP."),
    ],
)
def test_what_is_no_http_answer_is_none(behaviour: Behaviour, said: str) -> None:
    with a_receiver(behaviour) as receiver:
        assert failed(receiver) == said


def test_a_body_that_breaks_off_leaves_its_status_and_what_came() -> None:
    cut = says(b"HTTP/1.1 500 No\r\ncontent-length: 100\r\n\r\nhalf")
    with a_receiver(cut) as receiver:
        assert post(receiver) == EndpointAnswer(status=500, text="half", retry_after="")


def test_bytes_that_are_no_text_are_kept_as_text_that_a_database_takes() -> None:
    with a_receiver(answers(200, b"\xff\x00a")) as receiver:
        assert post(receiver).text == "\ufffd\ufffda"


def test_an_upgrade_is_not_taken_up(in_time: None) -> None:
    upgrade = says(b"HTTP/1.1 101 Switching\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n")
    with a_receiver(upgrade) as receiver:
        try:
            assert post(receiver).status == 101
        except NoAnswer as reason:
            assert "not HTTP" in str(reason)


def test_where_nobody_listens_the_connection_is_refused() -> None:
    connection = WebhookConnection(["localhost"])
    with pytest.raises(NoAnswer, match="It refused the connection"):
        connection.post(f"http://localhost:{a_free_port()}/", {}, b"")


def test_the_second_address_is_tried_where_the_first_does_not_answer() -> None:
    with a_receiver() as receiver:
        connection = WebhookConnection(
            ["localhost"], look_up=lambda _host, _port: ["127.0.0.2", "127.0.0.1"]
        )
        assert connection.post(receiver.url, {}, b"").status == 204


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with a_receiver() as proxy, a_receiver() as receiver:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy", "HTTPS_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
        assert post(receiver).status == 204
    assert proxy.received == []


def test_no_cookie_comes_back() -> None:
    connection = WebhookConnection(["localhost"], look_up=here)
    with a_receiver(answers(200, Set_Cookie="a=b")) as receiver:
        for _ in range(2):
            connection.post(receiver.url, {}, b"{}")
    assert "cookie" not in receiver.received[1].headers
