"""Posting to an address that a customer named, without trusting it or what answers there.

Nothing but the address itself is ever asked: no redirect is followed, no proxy of the
environment is used, no cookie kept, no connection shared. It is over in fifteen seconds, whatever
the other side does, and no more of an answer is read than the log keeps.
"""

import socket
import ssl
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import httpcore

from bot.delivery.trust import Spoken, trusted
from bot.delivery.webhook.address import LookUp, addresses_of, system_look_up
from bot.delivery.webhook.deadline import Deadline, connected
from bot.security.webhook_addresses import check_url
from jupiter_core.domain.refusals import Refusal

SECONDS = 15.0
ANSWER_BYTES = 4096


@dataclass(frozen=True)
class EndpointAnswer:
    """What came back: `text` is the beginning of its body, `retry_after` as the header has it."""

    status: int
    text: str
    retry_after: str


class NoAnswer(Exception):
    """Nothing usable came back; says why, in a sentence."""


class WebhookConnection:
    """Posts to public addresses, and to the hosts that the operator allows."""

    def __init__(
        self,
        allowed: Collection[str] = (),
        *,
        look_up: LookUp = system_look_up,
        tls: ssl.SSLContext | None = None,
        seconds: float = SECONDS,
    ) -> None:
        self._allowed = frozenset(allowed)
        self._look_up = look_up
        self._tls = tls
        self._seconds = seconds

    def post(self, url: str, headers: Mapping[str, str], content: bytes) -> EndpointAnswer:
        """One request and its answer. Raises NoAnswer.

        The operator may have taken a host off the list since the address was kept.
        """
        try:
            checked = check_url(url, self._allowed)
            return self._exchange(httpcore.URL(checked), headers, content)
        except Refusal as refusal:
            raise NoAnswer(refusal.sentence) from None
        except (OSError, httpcore.TimeoutException, httpcore.NetworkError) as error:
            raise NoAnswer(_sentence(error, self._seconds)) from error
        except httpcore.ProtocolError as error:
            raise NoAnswer("It closed the connection, or what it said is not HTTP.") from error

    def _exchange(
        self, url: httpcore.URL, headers: Mapping[str, str], content: bytes
    ) -> EndpointAnswer:
        # Identity, since httpcore unpacks nothing and the log keeps the answer as text.
        sent = [*headers.items(), ("connection", "close"), ("accept-encoding", "identity")]
        tls = (self._tls or trusted(Spoken.HTTP)) if url.scheme == b"https" else None
        guard = _Guard(self._allowed, self._look_up, Deadline(self._seconds))
        with (
            httpcore.HTTPConnection(
                url.origin, ssl_context=tls, network_backend=guard
            ) as connection,
            connection.stream("POST", url, headers=sent, content=content) as response,
        ):
            named = {name.lower(): value for name, value in response.headers}
            return EndpointAnswer(
                status=response.status,
                text=_beginning(response),
                retry_after=named.get(b"retry-after", b"").decode("latin-1"),
            )


class _Guard(httpcore.NetworkBackend):
    """Connects to the very address that it has checked, within one deadline.

    TLS still asks for the certificate of the name.
    """

    def __init__(self, allowed: Collection[str], look_up: LookUp, deadline: Deadline) -> None:
        self._allowed, self._look_up, self._deadline = allowed, look_up, deadline

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        plain = host.strip("[]")
        addresses = addresses_of(plain, port, self._allowed, self._deadline, self._look_up)
        return connected(addresses, port, self._deadline)


def _beginning(response: httpcore.Response) -> str:
    """As much of the body as came, up to the limit. Its status has been said already: a body
    that breaks off or drips changes nothing about that."""
    kept = b""
    try:
        for chunk in response.iter_stream():
            kept += chunk
            if len(kept) >= ANSWER_BYTES:
                break
    except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError):
        pass
    # PostgreSQL takes no NUL in a text.
    return kept[:ANSWER_BYTES].decode(errors="replace").replace("\0", "\ufffd")


def _sentence(error: Exception, seconds: float) -> str:
    cause = error.__cause__ if isinstance(error.__cause__, OSError) else error
    match cause:
        case ssl.SSLCertVerificationError():
            return f"Its TLS certificate is not accepted: {cause.verify_message}."
        case ssl.SSLError():
            return "It does not speak TLS as it should."
        case socket.gaierror():
            return "Its name is not known to DNS."
        case TimeoutError():
            return f"It did not answer within {seconds:g} seconds."
        case ConnectionRefusedError():
            return "It refused the connection."
        case _:
            return "The connection was lost or could not be made."
