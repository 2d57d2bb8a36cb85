"""A real SMTP server for tests, which takes mail or refuses it as it is told."""

import asyncio
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from bot.delivery.email.server import SmtpServer

HOST = "127.0.0.1"
PASSWORD = "correct horse"


class Postbox:
    """`answers` are given, one a mail, at MAIL, RCPT or DATA; after them all is taken.

    `lost` ends the connection instead: `after the recipient`, `after the data`; `cut` counts the
    mails that were taken so.
    """

    def __init__(self) -> None:
        self.port = 0
        self.mails: list[EmailMessage] = []
        self.envelopes: list[tuple[str, list[str]]] = []
        self.at_recipient: list[str] = []
        self.at_data: list[str] = []
        self.at_sender: list[str] = []
        self.lost = ""
        self.cut = 0
        self.logins: list[bytes] = []
        self.raw = b""

    @property
    def server(self) -> SmtpServer:
        """Without TLS."""
        return SmtpServer(HOST, self.port, "none")

    async def handle_MAIL(  # noqa: N802
        self,
        _server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        options: list[str],
    ) -> str:
        if self.at_sender:
            return self.at_sender.pop(0)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self,
        server: SMTP,
        _session: Session,
        envelope: Envelope,
        address: str,
        _options: list[str],
    ) -> str:
        if self.lost == "after the recipient":
            _cut(server)
        if self.at_recipient:
            return self.at_recipient.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(  # noqa: N802
        self, server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        if self.at_data:
            return self.at_data.pop(0)
        self.raw = envelope.original_content or b""
        self.mails.append(message_from_bytes(self.raw, policy=policy.default))
        self.envelopes.append((str(envelope.mail_from), list(envelope.rcpt_tos)))
        if self.lost == "after the data":
            self.cut += 1
            _cut(server)
        return "250 Taken"

    def authenticate(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, given: Any
    ) -> AuthResult:
        self.logins.append(given.login)
        return AuthResult(success=given.password.decode() == PASSWORD, handled=False)


@contextmanager
def a_mail_server(
    tls: ssl.SSLContext | None = None, *, at_once: ssl.SSLContext | None = None, **options: Any
) -> Iterator[Postbox]:
    """On a free port, until it is left. `tls` offers STARTTLS, and a login after it; `at_once`
    is TLS from the first byte."""
    box, loop, ready = Postbox(), asyncio.new_event_loop(), threading.Event()
    login: dict[str, Any] = (
        {"authenticator": box.authenticate, "auth_require_tls": True} if tls else {}
    )

    def made() -> SMTP:
        return SMTP(box, hostname="mail.example", tls_context=tls, loop=loop, **login, **options)

    taking: list[asyncio.Server] = []

    async def serve() -> None:
        listening = await loop.create_server(made, HOST, 0, ssl=at_once)
        taking.append(listening)
        box.port = listening.sockets[0].getsockname()[1]
        ready.set()

    def stop() -> None:
        # One that takes connections and reads none would have to be waited for.
        taking[0].close()
        loop.stop()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.create_task(serve())
        loop.run_forever()

    thread = threading.Thread(target=run, name="mail server")
    thread.start()
    assert ready.wait(60)
    try:
        yield box
    finally:
        loop.call_soon_threadsafe(stop)
        thread.join(60)
        loop.close()


@contextmanager
def a_deaf_server(said: bytes = b"") -> Iterator[int]:
    """Takes connections and says `said` to each, over and over, a byte at a time; its port."""
    stopped = threading.Event()
    with socket.create_server((HOST, 0)) as listening:
        listening.settimeout(0.05)

        def drip(taken: socket.socket) -> None:
            with taken:
                while said and not stopped.wait(0.02):
                    try:
                        taken.sendall(said)
                    except OSError:
                        return
                stopped.wait(30)

        def take() -> None:
            while not stopped.is_set():
                try:
                    taken, _ = listening.accept()
                except TimeoutError:
                    continue
                threading.Thread(target=drip, args=(taken,), daemon=True).start()

        thread = threading.Thread(target=take)
        thread.start()
        try:
            yield listening.getsockname()[1]
        finally:
            stopped.set()
            thread.join(60)


def _cut(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()
