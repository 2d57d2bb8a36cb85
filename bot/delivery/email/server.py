"""The operator's mail server: its URL read once, and one mail handed over within one deadline.

A time-out for each answer would let a server hold us for ever, a byte at a time, until another
drain takes the message for abandoned and sends it too. So a second handle of the connection is
shut when the time is over, whatever the first one is waiting for.
"""

import contextlib
import smtplib
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Literal
from urllib.parse import parse_qsl, unquote, urlsplit

from bot.delivery.email.trouble import Bounced, smtp_trouble
from bot.delivery.trust import Spoken, trusted
from bot.delivery.webhook.deadline import Deadline
from jupiter_core.ports import Undeliverable

SECONDS = 75.0
"""For all of it but the look-up of the host's name, which its resolver bounds."""

Security = Literal["starttls", "tls", "none"]
_PORTS: dict[str, int] = {"smtp": 587, "smtps": 465}
_SHAPE = (
    "SMTP_URL is not understood. It looks like smtp://user:password@mail.example.com:587, "
    "smtps://user:password@mail.example.com:465, or smtp://localhost:25?starttls=no."
)
_IN_CLEAR = "SMTP_URL has a password and starttls=no: it would go over the network in the clear."
_NO_STARTTLS = (
    "The mail server offers no STARTTLS. Use smtps:// in SMTP_URL, or add ?starttls=no for a "
    "server in your own network."
)
_NO_LOGIN = "The mail server takes no login, but SMTP_URL has a user name. Take it out there."
_LETTERS = "The mail server takes no address with letters like these."


class BadSmtpUrl(ValueError):
    """Says what is wrong, and never quotes it: there is a password in it."""


@dataclass(frozen=True)
class SmtpServer:
    """`tls` verifies the server's certificate; the system's authorities unless it is given."""

    host: str
    port: int
    security: Security = "starttls"
    user: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    tls: ssl.SSLContext | None = field(default=None, repr=False, compare=False)
    seconds: float = SECONDS

    @classmethod
    def of(cls, url: str) -> "SmtpServer":
        """`smtp://user:password@host:587`; `?starttls=no` for a relay nearby, `smtps` for TLS
        from the first byte. Raises BadSmtpUrl."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
            asked = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
            user, password = unquote(parts.username or ""), unquote(parts.password or "")
        except ValueError:
            raise BadSmtpUrl(_SHAPE) from None
        odd = parts.path.strip("/") or parts.fragment or not (user + password).isascii()
        known = parts.scheme in _PORTS and asked in ({}, {"starttls": "no"})
        if odd or not host or not known or (asked and parts.scheme == "smtps"):
            raise BadSmtpUrl(_SHAPE)
        if asked and user:
            raise BadSmtpUrl(_IN_CLEAR)
        plainly: Security = "none" if asked else "starttls"
        security = "tls" if parts.scheme == "smtps" else plainly
        return cls(host, port or _PORTS[parts.scheme], security, user, password)

    def deliver(self, mail: EmailMessage, to: str = "") -> None:
        """Once the server has said yes, the mail is its business. Its headers name everybody who
        gets one; this one goes to the address `to` alone, or to the first that it names.

        Raises Bounced, RetryLater or Undeliverable.
        """
        with smtp_trouble(), self._session() as session:
            self._introduce(session)
            _hand_over(session, mail, to)

    def greet(self) -> None:
        """As far as the login, without a mail. Raises as `deliver` does."""
        with smtp_trouble(), self._session() as session:
            self._introduce(session)
            with contextlib.suppress(smtplib.SMTPException, OSError):
                session.quit()

    @contextmanager
    def _session(self) -> Iterator["_Session"]:
        session = _Session(self.tls, Deadline(self.seconds))
        alarm = threading.Timer(self.seconds, session.cut)
        alarm.daemon = True
        alarm.start()
        try:
            session.open(self.host, self.port, at_once=self.security == "tls")
            yield session
        finally:
            alarm.cancel()
            session.forget()

    def _introduce(self, session: "_Session") -> None:
        session.ehlo_or_helo_if_needed()
        if self.security == "starttls":
            if not session.has_extn("starttls"):
                raise Undeliverable(_NO_STARTTLS)
            session.starttls(context=session.tls)
            # What the server said before TLS may be another's word, and counts no more (RFC 3207).
            session.ehlo()
        if self.user:
            try:
                session.login(self.user, self.password)
            except smtplib.SMTPNotSupportedError:
                raise Undeliverable(_NO_LOGIN) from None


def _hand_over(session: "_Session", mail: EmailMessage, to: str) -> None:
    """Whatever goes wrong after the server's yes does not undo it."""
    sender, first = (mail[name].addresses[0].addr_spec for name in ("From", "To"))
    recipient = to or first
    try:
        session.send_message(mail, from_addr=sender, to_addrs=[recipient])
    except smtplib.SMTPNotSupportedError:
        raise Bounced(_LETTERS) from None
    with contextlib.suppress(smtplib.SMTPException, OSError):
        session.quit()


class _Session(smtplib.SMTP):
    """A connection that can be cut from another thread."""

    def __init__(self, tls: ssl.SSLContext | None, deadline: Deadline) -> None:
        super().__init__(local_hostname=_own_name())
        self._tls = tls
        self._deadline = deadline
        self._at_once = False
        self._handle: socket.socket | None = None

    @property
    def tls(self) -> ssl.SSLContext:
        return self._tls or trusted(Spoken.SMTP)

    def open(self, host: str, port: int, *, at_once: bool) -> None:
        """`at_once`: TLS from the first byte."""
        self._at_once, self._host = at_once, host
        code, said = self.connect(host, port)
        if code != 220:
            raise smtplib.SMTPConnectError(code, said)

    def cut(self) -> None:
        """Whoever waits for this connection waits no more."""
        handle = self._handle
        if handle is not None:
            with contextlib.suppress(OSError):
                handle.shutdown(socket.SHUT_RDWR)

    def forget(self) -> None:
        self.close()
        if self._handle is not None:
            self._handle.close()

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:  # noqa: ARG002
        """The first of the host's addresses that answers; each gets its share of the time."""
        made = _connected(host, port, self._deadline)
        made.settimeout(self._deadline.left())
        self._handle = made.dup()
        return self.tls.wrap_socket(made, server_hostname=host) if self._at_once else made


def _connected(host: str, port: int, deadline: Deadline) -> socket.socket:
    waiting = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    while True:
        family, kind, protocol, _, place = waiting.pop(0)
        made = socket.socket(family, kind, protocol)
        try:
            made.settimeout(deadline.left() / (len(waiting) + 1))
            made.connect(place)
        except OSError:
            made.close()
            if not waiting:
                raise
        else:
            return made


def _own_name() -> str:
    """For EHLO; as an address literal where the machine has no full name."""
    name = socket.gethostname()
    return name if "." in name and name.isascii() else "[127.0.0.1]"
