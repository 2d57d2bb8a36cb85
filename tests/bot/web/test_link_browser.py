"""The customer's page in a real browser: a telephone, a desk, with and without JavaScript."""

import socket
import threading
from collections.abc import Iterator

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from jupiter_core.domain.events import EventName
from tests.factories import WORKSPACE, a_content, a_draft, a_line, a_sender_profile
from tests.harness.browser import expect_accessible
from tests.harness.contract_link_client import WithSomethingToPay
from tests.harness.link_client import LINKS, LinkClient, an_issued_site

pytestmark = pytest.mark.browser
PHONE: ViewportSize = {"width": 375, "height": 812}


class Served:
    """A site on a free port; `address` is where its link leads."""

    def __init__(self, site: LinkClient) -> None:
        self.site = site
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.base = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        self._server = uvicorn.Server(uvicorn.Config(site.app, log_level="error"))
        self._thread = threading.Thread(
            target=self._server.run, kwargs={"sockets": [self._listener]}, daemon=True
        )

    def __enter__(self) -> "Served":
        """What connects before the server has started waits in the listener's queue."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.should_exit = True
        self._thread.join(10)

    @property
    def address(self) -> str:
        return self.base + self.site.link


@pytest.fixture
def served() -> Iterator[Served]:
    with Served(an_issued_site()) as served:
        yield served


def fill_po(page: Page, number: str, email: str = "dana@acme.example") -> None:
    page.locator("#po-po_number").fill(number)
    page.locator("#po-name").fill("Dana Reyes")
    page.locator("#po-email").fill(email)
    page.get_by_role("button", name="Save PO number").click()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [320, 1280])
def test_somebody_else_gives_the_code_and_nothing_they_typed_is_lost(
    chromium: Browser, served: Served, width: int, javascript: bool
) -> None:
    viewport: ViewportSize = {"width": width, "height": 800}
    context = chromium.new_context(viewport=viewport, java_script_enabled=javascript)
    page = context.new_page()
    page.goto(served.address)
    fill_po(page, "4500017342", "eve@acme.example")
    expect(page.get_by_role("heading", name="Enter the code to save")).to_be_visible()
    expect_no_sideways_scrolling(page)
    give(page, "12")
    expect(page.get_by_role("alert")).to_contain_text("That code is not correct.")
    if javascript:
        expect_accessible(page)
    page.get_by_role("link", name="Change what you entered").click()
    expect(page.locator("#po-po_number")).to_have_value("4500017342")
    page.get_by_role("button", name="Save PO number").click()
    page.get_by_role("button", name="Send the code again").click()
    expect(page.get_by_role("status").first).to_contain_text("We sent the code again")
    give(page, LINKS.code(served.site.held()[-1].id))
    expect(page.get_by_text("Saved: PO number added: 4500017342.")).to_be_visible()
    context.close()


def test_a_link_that_reads_says_how_to_come_to_the_other(chromium: Browser, served: Served) -> None:
    context = chromium.new_context(viewport=PHONE)
    page = context.new_page()
    page.goto(served.base + served.site.reading_link)
    expect_no_sideways_scrolling(page)
    expect_accessible(page)
    page.get_by_role("button", name="send me the link").click()
    expect(page.get_by_role("status").first).to_contain_text("If d…@acme.example is right")
    expect(page.locator("input:not([type=hidden])")).to_have_count(0)
    context.close()


def give(page: Page, code: str) -> None:
    page.get_by_label("Code from the e-mail").fill(code)
    page.get_by_role("button", name="Save the change").click()


def expect_no_sideways_scrolling(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


@pytest.mark.parametrize("javascript", [True, False])
def test_ap_adds_the_po_on_a_telephone(chromium: Browser, served: Served, javascript: bool) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=javascript)
    page = context.new_page()
    page.goto(served.address)
    fill_po(page, "4500017342")
    expect(page.get_by_text("Saved: PO number added: 4500017342.")).to_be_visible()
    expect(page.get_by_text("Your PO number is missing")).to_have_count(0)
    assert served.site.invoice.content.po_number == "4500017342"
    context.close()


def test_a_german_customer_reads_german_and_a_reader_may_choose_japanese(
    chromium: Browser, served: Served
) -> None:
    """Without a script, as everything on the page; the checks of axe need one."""
    for javascript in (False, True):
        context = chromium.new_context(viewport=PHONE, java_script_enabled=javascript)
        page = context.new_page()
        page.goto(f"{served.address}?lang=de")
        expect(page.locator("html")).to_have_attribute("lang", "de")
        expect(page.get_by_role("heading", name="Ihre Bestellnummer fehlt")).to_be_visible()
        expect_no_sideways_scrolling(page)
        if javascript:
            expect_accessible(page)
        page.get_by_role("link", name="日本語").click()
        page.get_by_role("button", name="発注番号を保存").click()
        expect(page.get_by_role("alert")).to_contain_text("発注番号は必須です。")
        expect_no_sideways_scrolling(page)
        if javascript:
            expect_accessible(page)
        context.close()


def test_who_ap_is_is_remembered_in_their_browser_only(chromium: Browser, served: Served) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(served.address)
    fill_po(page, "1")
    page.get_by_text("Edit PO number").click()
    expect(page.locator("#all-name")).to_have_value("Dana Reyes")
    elsewhere = chromium.new_context().new_page()
    elsewhere.goto(served.address)
    expect(elsewhere.locator("#all-name")).to_have_value("")
    assert context.cookies() == []
    elsewhere.context.close()
    context.close()


def test_a_person_who_looks_is_noted_and_no_script_breaks_the_policy(
    chromium: Browser, served: Served
) -> None:
    complaints: list[str] = []
    page = chromium.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    with page.expect_response(lambda answer: answer.url.endswith("/seen")) as answer:
        page.goto(served.address)
    assert answer.value.status == 204
    with served.site.store.read(WORKSPACE) as uow:
        names = [event.name for event in uow.events.of(served.site.draft.id)]
    assert EventName.INVOICE_VIEWED in names
    assert complaints == []
    page.close()


def test_bank_details_can_be_copied(chromium: Browser, served: Served) -> None:
    context: BrowserContext = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(served.address)
    page.get_by_role("button", name="Copy Account number").click()
    expect(page.get_by_text("Copied", exact=True)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "000123456789"
    context.close()


def test_the_second_of_two_tabs_is_asked_again(chromium: Browser, served: Served) -> None:
    first, second = chromium.new_page(), chromium.new_page()
    for page in (first, second):
        page.goto(served.address)
    fill_po(first, "4500017342")
    expect(first.get_by_text("Saved:")).to_be_visible()
    fill_po(second, "99")
    expect(second.get_by_text("What changed in the meantime")).to_be_visible()
    expect(second.get_by_text("On the invoice now: 4500017342")).to_be_visible()
    expect(second.locator("#all-po_number")).to_have_value("99")
    expect_accessible(second)
    second.get_by_role("button", name="Overwrite and save").click()
    expect(second.get_by_text("Saved: PO number: 4500017342 → 99.")).to_be_visible()
    first.close()
    second.close()


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_every_state_of_the_page_is_accessible_and_fits(
    chromium: Browser, served: Served, width: int
) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(served.address)
    for each in page.locator("summary").all():
        each.click()
    expect_accessible(page)
    expect_no_sideways_scrolling(page)
    page.get_by_label("Your work e-mail").last.fill("no")
    page.get_by_role("button", name="Save changes").click()
    expect(page.get_by_role("alert")).to_contain_text("Please fix the following")
    expect_accessible(page)
    expect_no_sideways_scrolling(page)
    page.goto(f"{served.base}/i/dead.link")
    expect_accessible(page)
    page.close()


@pytest.mark.parametrize("colour", ["#ffff00", "#000000", "#ffffff", "#7f7f7f", "#e4002b"])
def test_the_page_is_legible_in_any_colour(chromium: Browser, colour: str) -> None:
    seller = a_sender_profile(colour=colour).seller()
    with Served(an_issued_site(a_draft(content=a_content(seller=seller)))) as served:
        page = chromium.new_page()
        page.goto(served.address)
        expect_accessible(page)
        page.close()


def test_long_words_and_huge_amounts_still_fit_a_small_telephone(chromium: Browser) -> None:
    line = a_line("W" * 300, quantity="1000.123456", price="-0.01")
    rich = a_line("Everything", price="9999999999.99")
    content = a_content(lines=(rich, line), memo="M" * 400)
    with Served(an_issued_site(a_draft(content=content))) as served:
        page = chromium.new_page(viewport={"width": 320, "height": 700})
        page.goto(served.address)
        expect_no_sideways_scrolling(page)
        page.close()


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [320, 1280])
def test_ap_says_that_the_po_covers_the_whole_contract(
    chromium: Browser, javascript: bool, width: int
) -> None:
    with Served(WithSomethingToPay()) as served:
        context = chromium.new_context(
            viewport={"width": width, "height": 800}, java_script_enabled=javascript
        )
        page = context.new_page()
        page.goto(served.address)
        ask = page.get_by_role("region", name="Your PO number is missing")
        expect(ask.get_by_label("This invoice only")).to_be_checked()
        expect_no_sideways_scrolling(page)
        if javascript:
            expect_accessible(page)
        ask.get_by_label("This and all upcoming invoices of this contract").check()
        fill_po(page, "4500017342")
        note = page.get_by_role("status").filter(has_text="Saved")
        expect(note).to_contain_text("to confirm: the PO number for all upcoming invoices")
        page.get_by_text("Edit PO number").click()
        correct = page.get_by_role("group", name="This PO number covers")
        expect(correct.get_by_label("This and all upcoming")).to_be_checked()
        if javascript:
            expect_accessible(page)
        context.close()
