"""Acme's mailbox in the demo: an SMTP server that takes every mail, and a page that shows them.

Both run in one thread, on free ports of this machine; nothing leaves it.
"""

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any, cast

import uvicorn
from aiosmtpd.smtp import SMTP, Envelope, Session
from starlette.applications import Starlette

from bot.demo.mail_page import routes

MOST_MAILS = 200
HERE = "127.0.0.1"


@dataclass(frozen=True)
class Kept:
    """One mail as it came; `number` counts from 1."""

    number: int
    at: datetime
    recipient: str
    raw: bytes

    @property
    def mail(self) -> EmailMessage:
        return cast(EmailMessage, message_from_bytes(self.raw, policy=cast(Any, policy.default)))


class MailSink:
    """What has come, oldest first. `smtp_url` is where to send, `page_url` where to look."""

    def __init__(self, smtp_url: str, page_url: str) -> None:
        self.smtp_url = smtp_url
        self.page_url = page_url
        self._kept: list[Kept] = []
        self._count = 0

    @property
    def mails(self) -> list[Kept]:
        return list(self._kept)

    async def handle_DATA(  # noqa: N802, the name that aiosmtpd calls
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        self._count += 1
        raw = envelope.original_content or b""
        kept = Kept(self._count, datetime.now(UTC), ", ".join(envelope.rcpt_tos), raw)
        self._kept = [*self._kept, kept][-MOST_MAILS:]
        return "250 Taken"


@contextmanager
def mail_sink(host: str = HERE) -> Iterator[MailSink]:
    """Runs until the block is left; the page is at `host`, mail is taken from this machine only."""
    with _bound(host) as page, _bound(HERE) as smtp:
        sink = MailSink(f"smtp://{_place(smtp, HERE)}?starttls=no", f"http://{_place(page, host)}")
        config = uvicorn.Config(
            _app(sink, smtp), log_config=None, access_log=False, timeout_graceful_shutdown=1
        )
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([page],), name="mail sink", daemon=True)
        thread.start()
        try:
            yield sink
        finally:
            server.should_exit = True
            thread.join(timeout=5)


def _app(sink: MailSink, listening: socket.socket) -> Starlette:
    @contextlib.asynccontextmanager
    async def taking_mail(_app: Starlette) -> AsyncIterator[None]:
        loop = asyncio.get_running_loop()
        taking = await loop.create_server(
            lambda: SMTP(sink, hostname="localhost", enable_SMTPUTF8=True, loop=loop),
            sock=listening,
        )
        try:
            yield
        finally:
            taking.close()

    return Starlette(routes=routes(lambda: sink.mails), lifespan=taking_mail)


def _bound(host: str) -> socket.socket:
    """Takes connections at once, which wait until the thread has started."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.bind((host, 0))
    bound.listen(128)
    return bound


def _place(bound: socket.socket, host: str) -> str:
    everywhere = {"0.0.0.0": HERE, "::": "::1"}  # noqa: S104
    host = everywhere.get(host, host)
    return f"{f'[{host}]' if ':' in host else host}:{bound.getsockname()[1]}"
