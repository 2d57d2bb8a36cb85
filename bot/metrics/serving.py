"""A port of a process's own, which no customer reaches: `/metrics` for Prometheus, and `/healthz`
and `/readyz` for whoever starts and stops it. A worker has no other."""

import json
import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from socketserver import ThreadingMixIn
from threading import Thread
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from prometheus_client import CollectorRegistry, make_wsgi_app

from bot.vitals import Vitals

Answer = tuple[int, dict[str, Any]]
_WORDS = {200: "200 OK", 503: "503 Service Unavailable"}


@contextmanager
def serving_metrics(
    registry: CollectorRegistry, vitals: Vitals, host: str, port: int | None
) -> Iterator[None]:
    """Until the block ends; not at all without a port. Raises OSError where it is taken."""
    if port is None:
        yield
        return
    server = make_server(host, port, _answering(registry, vitals), _server(host), _Silent)
    thread = Thread(target=server.serve_forever, name="metrics", daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _answering(registry: CollectorRegistry, vitals: Vitals) -> Callable[..., Iterable[bytes]]:
    def alive() -> Answer:
        """Whoever starts it anew mends a thread that is stuck, and no database that is away."""
        return (200, {"status": "ok"}) if vitals.is_at_work() else (503, {"status": "stuck"})

    def ready() -> Answer:
        status, said, _ = vitals.readiness()
        return status, said

    metrics = make_wsgi_app(registry)
    paths = {"/healthz": alive, "/readyz": ready}

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        asked = paths.get(environ["PATH_INFO"])
        if asked is None:
            told: Iterable[bytes] = metrics(environ, start_response)
            return told
        status, said = asked()
        start_response(_WORDS[status], [("Content-Type", "application/json")])
        return [json.dumps(said).encode()]

    return answer


class _Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Nothing: probes come every few seconds."""


def _server(host: str) -> type[WSGIServer]:
    """For addresses of this host's kind. Raises OSError."""
    family = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)[0][0]
    return type("_ServerOfKind", (_Server,), {"address_family": family})
