"""Connections to Slack that stay open: each new one costs a handshake, of TLS two, and reads the
system's certificates anew.

A connection that Slack closed meanwhile is not used. Where it does so just as one is, what does
the same when it is done twice is asked once more on a new one, and nothing else is: what was lost
may have arrived.
"""

import http.client
import re
import select
import ssl
import time
from collections import defaultdict, deque
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any, NamedTuple
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request

from bot.delivery.slack.asking_again import had_arrived, may_be_asked_again
from bot.delivery.slack.opening import read_within
from bot.delivery.trust import Spoken, trusted

IDLE_SECONDS = 15
"""How long one may rest until it is used again; servers close them after a while, in silence."""
MOST_IDLE = 16
_OURS = frozenset({"Host", "Content-length", "Content-Length", "Accept-encoding"})
_LINE_ENDS = re.compile(r"[\r\n\0]")


class _Host(NamedTuple):
    scheme: str
    netloc: str


class _Target(NamedTuple):
    """Where a call goes, and the path that is asked for there."""

    host: _Host
    path: str


class HttpAnswer(NamedTuple):
    """Whatever its status says."""

    status: int
    reason: str
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        """As the answer says that it is written. Raises LookupError or ValueError where it is not
        so."""
        return self.body.decode(self.headers.get_content_charset() or "utf-8")


class _Resting(NamedTuple):
    connection: http.client.HTTPConnection
    since: float


class Connections:
    """Those of one process, for any number of threads: each call has one for itself."""

    def __init__(self) -> None:
        self._resting: defaultdict[_Host, deque[_Resting]] = defaultdict(deque)

    def __deepcopy__(self, _memo: dict[int, Any]) -> "Connections":
        """Bolt copies its client for each request; these are the same."""
        return self

    def answer(
        self, request: Request, timeout: float, tls: ssl.SSLContext | None
    ) -> dict[str, Any]:
        """What was answered within `timeout` seconds, in the form that Slack's SDK reads. Raises
        HTTPError for an error's status, and as `post`."""
        assert request.data is None or isinstance(request.data, bytes)
        url, headers = request.full_url, dict(request.header_items())
        return _read(url, self.post(url, request.data or b"", headers, timeout, tls))

    def post(
        self,
        url: str,
        body: bytes,
        headers: Mapping[str, str],
        timeout: float,
        tls: ssl.SSLContext | None,
    ) -> HttpAnswer:
        """What was answered within `timeout` seconds. Raises OSError or HTTPException where nothing
        was, and ValueError for a header that is none."""
        target, ends = _target(url), time.monotonic() + timeout
        request = _head(target, headers, len(body)) + body
        rested = self._rested(target.host)
        if rested is None:
            return self._asked(self._new(target.host, tls), target.host, request, timeout)
        try:
            return self._asked(rested, target.host, request, timeout)
        except ConnectionError:
            left = ends - time.monotonic()
            if left <= 0 or not may_be_asked_again(url):
                raise
            again = self._asked(self._new(target.host, tls), target.host, request, left)
            if had_arrived(url, again.body):
                raise
            return again

    def _asked(
        self, connection: http.client.HTTPConnection, host: _Host, request: bytes, timeout: float
    ) -> HttpAnswer:
        try:
            connection.timeout = timeout
            read_within(connection, timeout)
            if connection.sock is None:
                connection.connect()
            connection.sock.settimeout(timeout)
            connection.sock.sendall(request)
            answer = connection.response_class(connection.sock, method="POST")
            answer.begin()
            read = answer.read()
        except BaseException:
            connection.close()
            raise
        if answer.will_close:
            connection.close()
        self._put_back(host, connection)
        return HttpAnswer(answer.status, answer.reason, answer.headers, read)

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
        return http.client.HTTPSConnection(host.netloc, context=tls or trusted(Spoken.HTTP))

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


@lru_cache(maxsize=512)
def _target(url: str) -> _Target:
    parts = urlsplit(url)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Target(_Host(parts.scheme, parts.netloc), path)


def _head(target: _Target, headers: Mapping[str, str], length: int) -> bytes:
    """The first lines of a request, in one piece with what follows."""
    lines = [
        f"POST {target.path} HTTP/1.1",
        f"Host: {target.host.netloc}",
        "Accept-Encoding: identity",
        *(f"{name}: {value}" for name, value in headers.items() if name not in _OURS),
        f"Content-Length: {length}",
    ]
    if any(map(_LINE_ENDS.search, lines)):
        raise ValueError("a header cannot have several lines")
    return "\r\n".join((*lines, "", "")).encode("latin-1")


def _read(url: str, answer: HttpAnswer) -> dict[str, Any]:
    if not 200 <= answer.status < 300:
        raise HTTPError(url, answer.status, answer.reason, answer.headers, BytesIO(answer.body))
    zipped = answer.headers.get_content_type() == "application/gzip"
    said = answer.body if zipped else answer.text
    return {"status": answer.status, "headers": answer.headers, "body": said}
