"""The local workspace's page, as people use it: by clicking and typing, and nothing else."""

import re
from contextlib import suppress

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TooSlow

_TRIES, _PATIENCE_MS = 5, 6_000
PEOPLE = {
    "Sam": "U0SAM",
    "Fiona": "U0FIONA",
    "Frank": "U0FRANK",
    "Ruth": "U0RUTH",
    "Wanda": "U0WANDA",
    "Noah": "U0NOAH",
}


class Messenger:
    """One window. It begins as Sam's, at #deal-acme."""

    def __init__(self, page: Page, base_url: str) -> None:
        self.page = page
        page.goto(f"{base_url}/#/U0SAM/C0ACME")

    @property
    def thread(self) -> Locator:
        return self.page.get_by_role("complementary", name="Thread")

    @property
    def channel(self) -> Locator:
        """The messages of the channel, without a thread beside them."""
        return self.page.get_by_role("log").first

    def become(self, name: str) -> None:
        """The switch for who you are; the place stays the same. Returns when the page is theirs:
        a press on what is still drawn for the one before would be lost."""
        self.page.get_by_label("You are").select_option(PEOPLE[name])
        place = self.page.get_by_role("link", name="general").first
        expect(place).to_have_attribute("href", re.compile(PEOPLE[name]))

    def go_to(self, channel: str) -> None:
        self.page.get_by_role("link", name=channel).first.click()

    def write(self, text: str, channel: str = "deal-acme") -> None:
        """Types it in the composer and sends it."""
        box = self.page.get_by_label(f"Message #{channel}")
        box.fill(text)
        box.press("Enter")

    def open_thread(self, words: str) -> None:
        """Of the newest message that has the words, by its line that counts the replies."""
        self.message(words).get_by_role("link", name=re.compile(r"\d repl(y|ies)")).click()

    def modal(self, title: str) -> "Modal":
        return Modal(self.page.get_by_role("dialog", name=title, exact=True))

    def message(self, words: str) -> Locator:
        """A message of the channel or of the thread beside it, the newest that has the words."""
        return self.page.get_by_role("article").filter(has_text=words).last


class Modal:
    """The topmost modal, by its title."""

    def __init__(self, dialog: Locator) -> None:
        self.dialog = dialog

    def fill(self, **fields: str) -> None:
        """Text fields by their labels, with `_` for a space."""
        for name, text in fields.items():
            self.field(name.replace("_", " ")).fill(text)

    def field(self, label: str) -> Locator:
        return self.dialog.get_by_label(label, exact=True)

    def choose(self, label: str, option: str, search: str = "") -> None:
        """An option of a select, looked for by `search` where one is typed.

        Like a person, it begins anew where the list was closed by a view that was drawn again.
        """
        box = self.field(label)
        for _ in range(_TRIES):
            box.click()
            if search:
                self._search(box, search)
            with suppress(TooSlow):
                self.dialog.get_by_role("option", name=option).click(timeout=_PATIENCE_MS)
                break
        expect(box).to_have_value(option)

    def _search(self, box: Locator, search: str) -> None:
        box.fill(search)
        others = self.dialog.get_by_role("option").filter(
            has_not_text=re.compile(re.escape(search), re.IGNORECASE)
        )
        expect(others).to_have_count(0)

    @property
    def lines(self) -> Locator:
        """The invoice's lines: what has a menu beside it."""
        menu = self.dialog.page.get_by_role("button", name="More actions")
        return self.dialog.locator(".block").filter(has=menu)

    def menu(self, line: str, choice: str) -> None:
        """A choice of the menu beside the line that reads so."""
        button = self.lines.filter(has_text=line).get_by_role("button", name="More actions")
        button.scroll_into_view_if_needed()
        button.evaluate("() => new Promise(requestAnimationFrame)")  # a scroll closes the menu
        button.click()
        self.dialog.get_by_role("menuitem", name=choice).click()

    def press(self, button: str) -> None:
        self.dialog.get_by_role("button", name=button, exact=True).click()

    def press_beside(self, words: str, button: str) -> None:
        """A button in the block that has the words, or in the next one."""
        block = self.dialog.locator(".block").filter(has_text=words)
        beside = block.or_(block.locator("xpath=following-sibling::*[1]"))
        beside.get_by_role("button", name=button, exact=True).click()

    def expect_wrong(self, label: str, words: str) -> None:
        """The field says so itself, to a screen reader too."""
        field = self.field(label)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(words)

    def expect_gone(self) -> None:
        expect(self.dialog).to_be_hidden()
