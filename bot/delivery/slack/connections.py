"""Connections to Slack that stay open: each new one costs a handshake, of TLS two, and reads the
system's certificates anew.

A connection that Slack closed meanwhile is not used. Nothing is ever sent again by itself: what was
lost may have arrived.
"""

import http.client
import select
import ssl
import time
from collections import defaultdict, deque
from io import BytesIO
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request

from bot.delivery.slack.opening import read_within

IDLE_SECONDS = 15
"""How long one may rest until it is used again; servers close them after a while, in silence."""
MOST_IDLE = 16


class _Host(NamedTuple):
    scheme: str
    netloc: str


class _Resting(NamedTuple):
    connection: http.client.HTTPConnection
    since: float


class Connections:
    """Those of one process, for any number of threads: each call has one for itself."""

    def __init__(self) -> None:
        self._resting: defaultdict[_Host, deque[_Resting]] = defaultdict(deque)
        self._certificates: ssl.SSLContext | None = None

    def __deepcopy__(self, _memo: dict[int, Any]) -> "Connections":
        """Bolt copies its client for each request; these are the same."""
        return self

    def answer(
        self, request: Request, timeout: float, tls: ssl.SSLContext | None
    ) -> dict[str, Any]:
        """What was answered within `timeout` seconds, in the form that Slack's SDK reads. Raises
        HTTPError for an error's status, and OSError or HTTPException where nothing was."""
        parts = urlsplit(request.full_url)
        host = _Host(parts.scheme, parts.netloc)
        connection = self._rested(host) or self._new(host, tls)
        try:
            connection.timeout = timeout
            if connection.sock:
                connection.sock.settimeout(timeout)
            read_within(connection, timeout)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request("POST", target, request.data, dict(request.header_items()))
            answer = connection.getresponse()
            body = answer.read()
        except BaseException:
            connection.close()
            raise
        self._put_back(host, connection)
        return _read(request.full_url, answer, body)

    def _rested(self, host: _Host) -> http.client.HTTPConnection | None:
        """The one that was used last, if it can be used still."""
        resting = self._resting[host]
        while resting:
            try:
                connection, since = resting.pop()
            except IndexError:  # another thread was first
                return None
            if time.monotonic() - since < IDLE_SECONDS and not _is_closed(connection):
                return connection
            connection.close()
        return None

    def _new(self, host: _Host, tls: ssl.SSLContext | None) -> http.client.HTTPConnection:
        if host.scheme == "http":
            return http.client.HTTPConnection(host.netloc)
        if tls is None and self._certificates is None:
            self._certificates = ssl.create_default_context()
        return http.client.HTTPSConnection(host.netloc, context=tls or self._certificates)

    def _put_back(self, host: _Host, connection: http.client.HTTPConnection) -> None:
        resting = self._resting[host]
        if connection.sock is None or len(resting) >= MOST_IDLE:  # the answer said that it ends
            connection.close()
        else:
            resting.append(_Resting(connection, time.monotonic()))


def _is_closed(connection: http.client.HTTPConnection) -> bool:
    """Nothing is to be read of one that rests, but its end."""
    waiting = select.poll()
    waiting.register(connection.sock, select.POLLIN)
    return bool(waiting.poll(0))


def _read(url: str, answer: http.client.HTTPResponse, body: bytes) -> dict[str, Any]:
    if not 200 <= answer.status < 300:
        raise HTTPError(url, answer.status, answer.reason, answer.headers, BytesIO(body))
    said: bytes | str = body
    if answer.headers.get_content_type() != "application/gzip":
        said = body.decode(answer.headers.get_content_charset() or "utf-8")
    return {"status": answer.status, "headers": answer.headers, "body": said}
