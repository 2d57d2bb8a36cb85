"""The ports that settings name: each is free, or this program listens there already."""

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.client import HTTPException
from urllib.error import HTTPError
from urllib.request import Request, build_opener

from bot.doctor.checks import Wrong
from bot.main import Application, NotConfigured

SECONDS = 5
_MOST_BYTES = 10_000
_HERE = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104


def ports(application: Application) -> str:
    """While the bot runs, its ports are taken by itself."""
    said, wrong = list[str](), list[str]()
    for host, port, expect in _named(application):
        address = f"{f'[{host}]' if ':' in host else host}:{port}"
        try:
            expect()
            said.append(f"{address} is free")
        except NotConfigured as mistake:
            if _is_ours(_HERE.get(host, host), port):
                said.append(f"the bot listens at {address}")
            else:
                wrong.append(str(mistake))
    if wrong:
        raise Wrong(f"{'; '.join(wrong)}.")
    return ", ".join(said)


def _named(application: Application) -> Iterator[tuple[str, int, Callable[[], None]]]:
    settings = application.settings
    yield settings.host, settings.port, application.expect_port
    if settings.metrics_port:
        yield settings.metrics_host, settings.metrics_port, application.expect_metrics_port


def _is_ours(host: str, port: int) -> bool:
    """By what it says of its health, well or not."""
    url = f"http://{f'[{host}]' if ':' in host else host}:{port}/healthz"
    said: object = None
    with suppress(OSError, HTTPException, ValueError):
        request = Request(url, headers={"Accept": "application/json"})
        try:
            with build_opener().open(request, timeout=SECONDS) as answer:
                said = json.loads(answer.read(_MOST_BYTES))
        except HTTPError as error:
            said = json.loads(error.read(_MOST_BYTES))
    return isinstance(said, dict) and said.get("status") in ("ok", "stuck")
