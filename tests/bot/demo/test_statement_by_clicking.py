"""A bank's file and the search of Home by hand, at a desk and on a telephone."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, ViewportSize, expect

from bot.demo.desk import DUE_SOON, OVERDUE, PAID, STATEMENT, Desk
from bot.demo.play import Demo, api_of, desk_of
from tests.harness.browser import expect_accessible
from tests.harness.slack_page import Messenger

pytestmark = pytest.mark.browser
DESK, TELEPHONE = ViewportSize(width=1280, height=900), ViewportSize(width=390, height=844)


@pytest.fixture
def desk(running: Demo) -> Desk:
    """JUK-000001 over GBP 18,000.00, JUK-000002 over 9,600.00 and JUK-000003 over 6,000.00."""
    desk = desk_of(running, api_of(running.application))
    desk.issue()
    return desk


def test_a_statement_is_dropped_booked_and_what_it_paid_is_found(
    desk: Desk, messenger: Messenger, page: Page, tmp_path: Path
) -> None:
    messenger.become("Fiona")
    messenger.go_to("finance")
    share(page, tmp_path, desk.statement)
    messenger.open_thread(STATEMENT)
    entry = messenger.thread.get_by_role("article").filter(has_text=f"Certain: {PAID.number}")
    expect(entry).to_contain_text("GBP 6,000.00")
    expect_accessible_everywhere(page)
    entry.get_by_role("button", name="Book").first.click()
    form = page.get_by_role("dialog")
    expect(form).to_contain_text(PAID.number)
    expect_accessible_everywhere(page)
    form.get_by_role("button", name=re.compile("^Book")).last.click()
    expect(form).to_be_hidden()
    expect(messenger.thread.get_by_text(f"Booked: {PAID.number}")).to_be_visible()
    home(messenger, page)
    expect(page.get_by_role("heading", name="Payments to match (1)")).to_be_visible()
    expect_accessible_everywhere(page)
    expect(found(page, "6,000 status:paid")).to_contain_text(f"{PAID.number}  ·  Initech Ltd")
    close(page)
    results = found(page, "initech status:open")
    expect(results).to_contain_text(f"{DUE_SOON.number}  ·  Initech Ltd  ·  GBP 9,600.00")
    expect(results).to_contain_text(f"{OVERDUE.number}  ·  Initech Ltd  ·  GBP 18,000.00")
    expect(results).not_to_contain_text(PAID.number)
    expect_accessible_everywhere(page)


def share(page: Page, folder: Path, content: bytes) -> None:
    """As a person does: the button beside the composer, and the file of that name."""
    file = folder / STATEMENT
    file.write_bytes(content)
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name="Share a file").first.click()
    asked.value.set_files(file)


def home(messenger: Messenger, page: Page) -> None:
    messenger.go_to("JupiterInvoice")
    tabs = page.get_by_role("navigation", name="JupiterInvoice tabs")
    tabs.get_by_text("Home", exact=True).click()


def found(page: Page, words: str) -> Locator:
    """What Home's search field opens."""
    field = page.get_by_label("Find an invoice")
    field.fill(words)
    field.press("Enter")
    results = page.get_by_role("dialog", name="Results")
    expect(results).to_contain_text(f"“{words}”")
    return results


def close(page: Page) -> None:
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name="Close").first.click()
    expect(dialog).to_be_hidden()


def expect_accessible_everywhere(page: Page) -> None:
    """At a desk and on a telephone, where nothing goes over the edge."""
    for size in (TELEPHONE, DESK):
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        expect_accessible(page)
