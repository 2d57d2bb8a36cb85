"""One deadline over a whole exchange, and a connection that keeps to it at every read and write.

A time-out for each read would let a server hold us for ever, a byte at a time.
"""

import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore


class Deadline:
    """A moment by which it is all to be over."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds, more than none. Raises TimeoutError when it has passed."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError("the deadline has passed")
        return left


class DeadlineStream(httpcore.NetworkStream):
    """A connected socket. Each call gets what is left of the deadline; httpcore's own time-outs,
    one for each call, are not used."""

    def __init__(self, connected: socket.socket, deadline: Deadline) -> None:
        self._socket = connected
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """Raises httpcore.ReadTimeout or httpcore.ReadError."""
        try:
            self._socket.settimeout(self._deadline.left())
            return self._socket.recv(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(error) from error
        except OSError as error:
            raise httpcore.ReadError(error) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """A receiver that takes it a byte at a time uses up the same seconds."""
        rest = memoryview(buffer)
        try:
            while rest:
                self._socket.settimeout(self._deadline.left())
                rest = rest[self._socket.send(rest) :]
        except TimeoutError as error:
            raise httpcore.WriteTimeout(error) from error
        except OSError as error:
            raise httpcore.WriteError(error) from error

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """Raises ssl.SSLError where the certificate is not that name's."""
        try:
            self._socket.settimeout(self._deadline.left())
            secured = ssl_context.wrap_socket(self._socket, server_hostname=server_hostname)
        except BaseException:  # whatever stopped it: no caller has this socket to close
            self.close()
            raise
        return DeadlineStream(secured, self._deadline)

    def close(self) -> None:
        self._socket.close()

    def get_extra_info(self, info: str) -> Any:  # noqa: ARG002
        """Nothing: no connection is kept for a second request."""
        return None


def connected(addresses: Iterable[str], port: int, deadline: Deadline) -> DeadlineStream:
    """To the first of these IP addresses that answers; each gets its share of the time.

    Raises OSError: the last one's.
    """
    waiting = list(addresses)
    while True:
        address = waiting.pop(0)
        try:
            share = deadline.left() / (len(waiting) + 1)
            made = socket.create_connection((address, port), timeout=share)
        except OSError:
            if not waiting:
                raise
        else:
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return DeadlineStream(made, deadline)
