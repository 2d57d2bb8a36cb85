"""Where names lead, and whose certificate answers there: checked once, never taken on trust."""

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.delivery.webhook.connection import NoAnswer, WebhookConnection
from tests.harness.certificates import a_certificate, server_side, trusting
from tests.harness.webhook_receiver import a_receiver

SOON = 0.4
"""Seconds that a connection of these tests has, where it will not be answered."""
PATIENCE = 60.0
"""Seconds in which a test that takes as long as it should not is still on time."""
NOWHERE = "3ffe::1"
"""Public by its range, which was given back long ago: nothing is there."""


def here(host: str, port: int) -> list[str]:
    return ["127.0.0.1"]


@pytest.fixture
def in_time() -> Iterator[None]:
    begun = time.monotonic()
    yield
    assert time.monotonic() - begun < PATIENCE


@pytest.mark.parametrize(
    "found",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        [NOWHERE, "127.0.0.1"],
        ["127.0.0.1", NOWHERE],
        ["fe80::1%lo"],
    ],
)
def test_a_name_that_leads_inside_is_never_connected_to(found: list[str]) -> None:
    with a_receiver() as receiver:
        connection = WebhookConnection([], look_up=lambda _host, _port: found)
        with pytest.raises(NoAnswer, match=r"public internet.*WEBHOOK_ALLOWED_HOSTS"):
            connection.post(f"https://hooks.example:{receiver.port}/", {}, b"{}")
    assert receiver.received == []


def test_a_name_is_looked_up_once_and_connected_to_as_it_was_checked(in_time: None) -> None:
    """The rebinding of DNS: public when it is checked, inside when it is connected to."""
    asked: list[str] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return [NOWHERE] if len(asked) == 1 else ["127.0.0.1"]

    with a_receiver() as receiver:
        connection = WebhookConnection([], look_up=rebinding, seconds=SOON)
        with pytest.raises(NoAnswer):
            connection.post(f"https://hooks.example:{receiver.port}/", {}, b"{}")
        assert (receiver.names, receiver.received) == ([], [])
    assert asked == ["hooks.example"]


@pytest.mark.parametrize("url", ["http://127.0.0.1:{}/", "https://[::1]:{}/", "https://0x7f.1:{}/"])
def test_an_address_that_was_allowed_once_and_is_not_any_more_is_not_called(url: str) -> None:
    with a_receiver() as receiver, pytest.raises(NoAnswer):
        WebhookConnection([]).post(url.format(receiver.port), {}, b"{}")
    assert receiver.received == []


def test_an_allowed_host_leads_where_the_operator_wants() -> None:
    with a_receiver() as receiver:
        allowed = [f"crm.internal:{receiver.port}"]
        connection = WebhookConnection(allowed, look_up=here)
        url = f"http://crm.internal:{receiver.port}/"
        assert connection.post(url, {}, b"{}").status == 204


def test_a_name_that_dns_does_not_know_is_told_so() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    with pytest.raises(NoAnswer, match="Its name is not known to DNS"):
        WebhookConnection([], look_up=unknown).post("https://nobody.example/", {}, b"{}")


def test_the_machines_own_resolver_is_asked_where_nobody_lies() -> None:
    with a_receiver() as receiver:
        assert WebhookConnection(["localhost"]).post(receiver.url, {}, b"{}").status == 204


def test_a_resolver_that_hangs_is_left_at_the_deadline(in_time: None) -> None:
    over = threading.Event()

    def slow(host: str, port: int) -> list[str]:
        over.wait(30)
        return ["127.0.0.1"]

    with pytest.raises(NoAnswer, match="within"):
        WebhookConnection([], look_up=slow, seconds=SOON).post("https://a.example/", {}, b"")
    over.set()


# certificates


def test_the_certificate_is_that_of_the_name_and_not_of_the_address(tmp_path: Path) -> None:
    pem = a_certificate(tmp_path, "hooks.example")
    with a_receiver(tls=server_side(pem)) as receiver:
        connection = WebhookConnection(["hooks.example"], look_up=here, tls=trusting(pem))
        url = f"https://hooks.example:{receiver.port}/in"
        assert connection.post(url, {}, b"{}").status == 204
    assert receiver.names == ["hooks.example"]


def test_another_names_certificate_is_not_accepted(tmp_path: Path) -> None:
    pem = a_certificate(tmp_path, "other.example")
    with a_receiver(tls=server_side(pem)) as receiver:
        connection = WebhookConnection(["hooks.example"], look_up=here, tls=trusting(pem))
        with pytest.raises(NoAnswer, match=r"certificate is not accepted: Hostname mismatch"):
            connection.post(f"https://hooks.example:{receiver.port}/in", {}, b"{}")
    assert receiver.received == []


def test_an_expired_certificate_is_not_accepted(tmp_path: Path) -> None:
    pem = a_certificate(tmp_path, "hooks.example", days_left=-1)
    with a_receiver(tls=server_side(pem)) as receiver:
        connection = WebhookConnection(["hooks.example"], look_up=here, tls=trusting(pem))
        with pytest.raises(NoAnswer, match="certificate has expired"):
            connection.post(f"https://hooks.example:{receiver.port}/in", {}, b"{}")


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(tmp_path: Path) -> None:
    pem = a_certificate(tmp_path, "hooks.example")
    with a_receiver(tls=server_side(pem)) as receiver:
        connection = WebhookConnection(["hooks.example"], look_up=here)
        with pytest.raises(NoAnswer, match="certificate is not accepted: self"):
            connection.post(f"https://hooks.example:{receiver.port}/in", {}, b"{}")
    assert receiver.received == []


def test_a_server_that_speaks_no_tls_is_told_so() -> None:
    with a_receiver() as receiver:
        connection = WebhookConnection(["hooks.example"], look_up=here)
        with pytest.raises(NoAnswer, match="does not speak TLS"):
            connection.post(f"https://hooks.example:{receiver.port}/in", {}, b"{}")
