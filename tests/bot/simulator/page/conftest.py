"""The page in Chromium, against a local workspace with a small app in it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page

from bot.simulator.server import Simulator, running
from tests.bot.simulator.page.tiny_app import MANIFEST, SIGNING_SECRET, listening, tiny_app
from tests.harness.local_http import NO_CERTIFICATES

PATIENCE_MS = 30_000


@dataclass
class Stage:
    """The workspace's address, what its app heard, and the control API."""

    url: str
    heard: list[dict[str, Any]] = field(default_factory=list)

    def act(self, name: str, **body: Any) -> Any:
        answer = httpx.post(
            f"{self.url}/control/{name}", json=body, verify=NO_CERTIFICATES, timeout=60
        )
        answer.raise_for_status()
        return answer.json()

    def say(self, what: str, channel: str = "C0ACME", user: str = "U0SAM") -> None:
        """The app says something there."""
        self.act("command", user=user, channel=channel, text=f"/say {what}")

    def at(self, *path: str) -> str:
        return f"{self.url}/#/{'/'.join(path)}"


@pytest.fixture(scope="module")
def running_stage() -> Iterator[Stage]:
    simulator = Simulator(MANIFEST, signing_secret=SIGNING_SECRET, ack_seconds=1.0)
    with running(simulator) as url:
        stage = Stage(url)
        with listening(tiny_app(url, stage.heard)) as request_url:
            simulator.request_url = request_url
            yield stage


@pytest.fixture
def stage(running_stage: Stage) -> Stage:
    """The workspace as it is at its start."""
    running_stage.act("reset")
    running_stage.heard.clear()
    return running_stage


@pytest.fixture
def page(chromium: Browser, stage: Stage) -> Iterator[Page]:
    """A fresh window. A script error in the page fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 860})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
