"""What is said of us while a connection becomes safe."""

import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.delivery.email.server import SmtpServer
from bot.delivery.trust import trusted
from bot.delivery.webhook.connection import NoAnswer, WebhookConnection
from jupiter_core.ports import RetryLater
from tests.bot.delivery.test_email_server import a_mail

OFFERED = b"http/1.1"


@pytest.fixture(autouse=True)
def anew() -> Iterator[None]:
    trusted.cache_clear()
    yield
    trusted.cache_clear()


class Listener:
    """Hears the first words of one connection (a ClientHello, in which this can be read), and then
    closes it."""

    def __init__(self) -> None:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        self._thread = ThreadPoolExecutor(1)
        self._heard = self._thread.submit(self._hear)

    def _hear(self) -> bytes:
        taken, _ = self._socket.accept()
        with taken:
            return taken.recv(4096)

    def heard(self) -> bytes:
        with self._thread, self._socket:
            return self._heard.result(60)


def test_a_mail_server_is_offered_no_http_after_a_webhook_was_sent() -> None:
    """It would refuse whoever does."""
    hook, mail = Listener(), Listener()
    webhook = WebhookConnection(["localhost"], look_up=lambda *_: ["127.0.0.1"])
    with pytest.raises(NoAnswer):
        webhook.post(f"https://localhost:{hook.port}/", {}, b"")
    with pytest.raises(RetryLater):
        SmtpServer("127.0.0.1", mail.port, "tls").deliver(a_mail())
    assert OFFERED in hook.heard()
    heard = mail.heard()
    assert heard
    assert OFFERED not in heard
