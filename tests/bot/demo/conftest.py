"""The bot and the local workspace, new for each test, and the window of whoever uses them."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page

from bot.demo.play import Demo, Mode, demo
from tests.harness.databases import with_its_tables
from tests.harness.slack_page import Messenger


@pytest.fixture
def running() -> Iterator[Demo]:
    """Slack limits nothing here: what comes of that is seen where the whole demo is run."""
    made = with_its_tables()
    with demo(Mode.HTTP, "127.0.0.1", 0, 0, limits=None, tables=made) as running:
        yield running


@pytest.fixture
def messenger(page: Page, running: Demo) -> Messenger:
    """Sam's window, at #deal-acme."""
    return Messenger(page, running.workspace.base_url)
