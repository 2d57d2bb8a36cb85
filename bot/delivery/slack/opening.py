"""An answer over HTTP within one deadline, however slowly it comes.

The library's own time-out is for each read: an answer that trickles would hold its sender for ever.
"""

import http.client
import io
import socket
import ssl
import urllib.request
from collections.abc import Mapping
from functools import partial
from typing import IO, Any

from bot.delivery.webhook.deadline import Deadline


def opened(
    request: urllib.request.Request,
    seconds: float,
    *,
    tls: ssl.SSLContext | None = None,
    proxies: Mapping[str, str] | None = None,
) -> Any:
    """As `urllib.request.urlopen`, and its answer has to be read by then too. Raises as it does,
    and TimeoutError."""
    deadline = Deadline(seconds)
    through = [urllib.request.ProxyHandler(dict(proxies))] if proxies else []
    opener = urllib.request.build_opener(*through, _Http(deadline), _Https(deadline, tls))
    return opener.open(request, timeout=seconds)


class _Http(urllib.request.HTTPHandler):
    def __init__(self, deadline: Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def http_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(partial(_timed, http.client.HTTPConnection, self._deadline), request)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, deadline: Deadline, tls: ssl.SSLContext | None) -> None:
        super().__init__()
        self._deadline, self._tls = deadline, tls

    def https_open(self, request: urllib.request.Request) -> http.client.HTTPResponse:
        made = partial(_timed, http.client.HTTPSConnection, self._deadline)
        return self.do_open(made, request, context=self._tls)


def read_within(connection: http.client.HTTPConnection, seconds: float) -> None:
    """The answer to its next request has to be read by then. Reading raises TimeoutError."""
    _keep_to(Deadline(seconds), connection)


def _keep_to(deadline: Deadline, connection: http.client.HTTPConnection) -> None:
    connection.response_class = partial(_Answer, deadline)  # type: ignore[assignment]


def _timed(
    kind: type[http.client.HTTPConnection], deadline: Deadline, host: str, **more: Any
) -> http.client.HTTPConnection:
    connection = kind(host, **more)
    _keep_to(deadline, connection)
    return connection


class _Answer(http.client.HTTPResponse):
    def __init__(self, deadline: Deadline, sock: socket.socket, *args: Any, **named: Any) -> None:
        super().__init__(_Read(sock, deadline), *args, **named)  # type: ignore[arg-type]


class _Read:
    """What a response makes its file of."""

    def __init__(self, sock: socket.socket, deadline: Deadline) -> None:
        self._socket, self._deadline = sock, deadline

    def makefile(self, _mode: str) -> IO[bytes]:
        raw = self._socket.makefile("rb", buffering=0)
        return io.BufferedReader(_InTime(raw, self._socket, self._deadline))


class _InTime(io.RawIOBase):
    """Each read gets what is left of the deadline."""

    def __init__(self, raw: socket.SocketIO, sock: socket.socket, deadline: Deadline) -> None:
        self._raw, self._socket, self._deadline = raw, sock, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        self._socket.settimeout(self._deadline.left())
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()
