"""One Chromium for all the browser tests of a worker; without one they are skipped, out loud."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

PATIENCE_MS = 30_000
"""The machine may be busy; nothing waits longer than what it waits for takes."""
MISSING = "there is no Chromium on this machine"
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The one without windows needs a fifth less of a processor for what is tested here."""
_OWN_WINDOW = ("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup")
"""Pages that a window draws for its own address bar: as dear as the page that is tested."""
_NEXT_SITE = ("SpareRendererForSitePerProcess",)
_LEFT_OUT_BY_PLAYWRIGHT = (
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades"),
    *("LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints"),
    *("PaintHolding", "PreconnectToSearch", "ThirdPartyStoragePartitioning"),
)
"""Chromium hears only the last list of what it is to leave out."""
_QUICK_TO_BEGIN = "--js-flags=--single-threaded,--max-lazy"
"""What a page runs is run once: to make it quick ahead of that was a seventh of what axe takes."""
_FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--in-process-gpu", "--no-first-run"),
    *("--disable-background-networking", _QUICK_TO_BEGIN),
    "--disable-features=" + ",".join((*_LEFT_OUT_BY_PLAYWRIGHT, *_OWN_WINDOW, *_NEXT_SITE)),
)


@pytest.fixture(scope="session")
def running_chromium() -> Iterator[Browser]:
    """The machine's own Chromium, or the one that Playwright has put there."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
        path = next(filter(None, map(shutil.which, _NAMES)), str(own) if own.exists() else "")
        if not path:
            pytest.skip(MISSING)
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def chromium(running_chromium: Browser) -> Iterator[Browser]:
    """Without a window; those that a test leaves open are closed after it."""
    yield running_chromium
    for left_open in running_chromium.contexts:
        left_open.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A fresh window at a desk. A script error in it fails the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    errors: list[str] = []
    context.on("weberror", lambda error: errors.append(str(error.error)))
    yield page
    context.close()
    assert errors == []


def expect_accessible(page: Page, *within: str) -> None:
    """Axe finds nothing on the page as it stands, once nothing on it moves any more.

    On a very long page that repeats itself, `within` names the parts to look at.
    """
    page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
    found = Axe().run(page, context=[[each] for each in within] or None)
    assert found.violations_count == 0, found.generate_report()


def pytest_terminal_summary(terminalreporter: Any) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(MISSING in str(each.longrepr) for each in skipped)
    if count:
        terminalreporter.write_line(f"{count} browser tests were skipped: {MISSING}.", yellow=True)
