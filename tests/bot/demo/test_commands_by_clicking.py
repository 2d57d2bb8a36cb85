"""`/invoice` and its words by hand: everything gets an answer, and only who typed it sees it."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from bot.demo.deal import Deal
from bot.demo.play import Demo
from tests.harness.slack_page import Messenger

pytestmark = pytest.mark.browser


ANSWERS = (
    ("help", "With /invoice you can:"),
    ("xyzzy", "I couldn't read “xyzzy”."),
    ("list everything", "I couldn't read “list everything”."),
    ("show JUS-999999", "There is no invoice “JUS-999999” here."),
    ("po JUS-999999 1", "There is no invoice “JUS-999999” here."),
    ("setup", "You may not set anything up"),
    ("<!channel> *now*", "I couldn't read “<!channel> *now*”."),
)


@pytest.fixture
def issued(running: Demo, tmp_path: Path) -> None:
    """JUS-000001, drafted by Sam and approved by Fiona."""
    deal = Deal(running.workspace, tmp_path)
    for step in (deal.build, deal.submit, deal.approve):
        step()


def answered(messenger: Messenger, words: str) -> Locator:
    """The newest message that has the words; it is for the one who asked."""
    message = messenger.message(words)
    expect(message).to_contain_text("Only visible to you")
    return message


def test_what_was_made_is_listed_shown_and_found_by_its_state(
    issued: None, messenger: Messenger
) -> None:
    messenger.write("/invoice list")
    mine = answered(messenger, "Your invoices")
    row = mine.get_by_role("row", name="JUS-000001")
    expect(row).to_contain_text("Acme Corporation")
    expect(row).to_contain_text("USD 1,345,000.00")
    mine.get_by_role("combobox", name="Show…").click()
    messenger.page.get_by_role("option", name="JUS-000001").click()
    shown = messenger.page.get_by_role("dialog")
    expect(shown).to_contain_text("JUS-000001")
    shown.get_by_role("button", name="Close").first.click()
    messenger.write("/invoice list paid")
    expect(answered(messenger, "Your invoices: paid")).to_contain_text("Nothing here.")
    messenger.write("/invoice show JUS-000001")
    expect(answered(messenger, "JUS-000001 · Acme Corporation")).to_contain_text("Issued, due")


def test_whatever_is_typed_gets_an_answer(messenger: Messenger) -> None:
    for typed, said in ANSWERS:
        messenger.write(f"/invoice {typed}")
        answered(messenger, said)
