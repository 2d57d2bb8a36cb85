"""The builder at /new in a real browser: as one types, without JavaScript, with a keyboard."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect

from tests.harness.browser import expect_accessible
from tests.harness.builder_client import FIRST_CODE, BuilderClient, serving

pytestmark = pytest.mark.browser
DESK: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture
def address() -> Iterator[str]:
    with serving(BuilderClient().app) as base:
        yield f"{base}/new"


@pytest.fixture
def plain(chromium: Browser) -> Iterator[Page]:
    """A browser without JavaScript."""
    context = chromium.new_context(java_script_enabled=False, accept_downloads=True)
    yield context.new_page()
    context.close()


def total(page: Page) -> Locator:
    return page.locator("#sums .amount")


def picture(page: Page) -> Locator:
    return page.locator("#paper img").first


def expect_no_sideways_scrolling(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")


def test_totals_and_paper_change_as_one_types_and_the_cursor_stays(
    page: Page, address: str
) -> None:
    page.goto(address)
    before = picture(page).get_attribute("src")
    price = page.get_by_label("Unit price").first
    price.fill("")
    price.press_sequentially("2M")
    expect(total(page)).to_have_text("EUR 2,145,000.00")
    expect(picture(page)).to_have_attribute(
        "alt", "Invoice JEU-000042 to Société Lumière SAS, total EUR 2,145,000.00. Page 1 of 1."
    )
    assert picture(page).get_attribute("src") != before
    expect(price).to_be_focused()
    expect(page.locator("#said")).to_have_text("Total EUR 2,145,000.00. Due 15 Jan 2027.")
    expect(page.locator("[data-amount='0']")).to_have_text("EUR 2,000,000.00")


def test_a_mistake_is_told_when_the_field_is_left_and_the_last_paper_stays(
    page: Page, address: str
) -> None:
    page.goto(address)
    price = page.get_by_label("Unit price").first
    with page.expect_response("**/preview"):
        price.fill("-9M")
    expect(page.locator("#sums .mistake")).to_contain_text("below zero")
    expect(picture(page)).to_have_attribute(
        "alt", "Invoice JEU-000042 to Société Lumière SAS, total EUR 1,345,000.00. Page 1 of 1."
    )
    with page.expect_response("**/preview"):
        price.fill("dear")
    expect(total(page)).to_have_text("EUR 145,000.00")
    expect(price).not_to_have_attribute("aria-invalid", "true")
    price.press("Tab")
    expect(price).to_have_attribute("aria-invalid", "true")
    expect(page.locator("#lines-0-unit_price-mistake")).to_contain_text("is not an amount")
    price.fill("1M")
    expect(price).not_to_have_attribute("aria-invalid", "true")


def test_an_older_answer_never_overtakes_a_newer_one(page: Page, address: str) -> None:
    page.goto(address)
    slow = [True]

    def delayed(route: Route) -> None:
        """The first is never answered: the page has to let it go."""
        if slow:
            slow.pop()
        else:
            route.continue_()

    page.route("**/preview", delayed)
    price = page.get_by_label("Unit price").first
    with page.expect_request("**/preview"):
        price.fill("3M")
    price.fill("4M")
    expect(total(page)).to_have_text("EUR 4,145,000.00")


def test_a_keyboard_is_enough_to_add_fill_and_remove_a_line(page: Page, address: str) -> None:
    page.goto(f"{address}?start=empty")
    page.get_by_label("Description").focus()
    page.keyboard.type("Platform")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("1.2M")
    expect(total(page)).to_have_text("USD 1,200,000.00")
    page.get_by_role("button", name="Add a line").focus()
    page.keyboard.press("Enter")
    second = page.locator("#lines-1-description")
    expect(second).to_be_focused()
    page.keyboard.type("Seats")
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("250")
    page.keyboard.press("Tab")
    page.keyboard.type("480")
    expect(total(page)).to_have_text("USD 1,320,000.00")
    page.get_by_role("button", name="Remove line 1").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Remove line 1")).to_be_focused()
    expect(page.locator("#lines-0-description")).to_have_value("Seats")
    expect(total(page)).to_have_text("USD 120,000.00")


def test_enter_in_a_field_downloads_nothing_and_removes_nothing(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Number", exact=True).fill("JEU-9")
    page.keyboard.press("Enter")
    expect(picture(page)).to_have_attribute(
        "alt", "Invoice JEU-9 to Société Lumière SAS, total EUR 1,345,000.00. Page 1 of 1."
    )
    expect(page.locator(".line")).to_have_count(4)
    assert page.url == address


def test_what_is_missing_leads_to_its_field_even_where_that_is_folded(
    page: Page, address: str
) -> None:
    page.goto(f"{address}?start=empty")
    page.get_by_text("fields are still empty").click()
    page.get_by_role("link", name="Bill to: country").click()
    expect(page.locator("#customer-address-country")).to_be_focused()
    page.get_by_text("Contact and colour").click()
    page.locator("#sender-email").fill("no")
    page.get_by_text("Contact and colour").click()
    page.get_by_role("button", name="Download PDF").click()
    page.get_by_role("link", name="From: e-mail").click()
    expect(page.locator("#sender-email")).to_be_focused()


def test_the_draft_stays_in_the_browser_until_it_is_cleared(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Add a line").click()
    page.locator("#lines-4-description").fill("Training")
    page.locator("#lines-4-unit_price").fill("5k")
    expect(total(page)).to_have_text("EUR 1,350,000.00")
    page.get_by_label("Kind of account").select_option("gb")
    page.get_by_label("Sort code").fill("20-00-00")
    page.reload()
    expect(page.get_by_label("Sort code")).to_have_value("20-00-00")
    expect(page.locator("#lines-4-description")).to_have_value("Training")
    expect(total(page)).to_have_text("EUR 1,350,000.00")
    expect(page.get_by_text("This is your draft, kept in this browser.")).to_be_visible()
    page.get_by_role("link", name="Contract").click()
    expect(page.get_by_text("This is an example")).to_be_visible()
    page.goto(address)
    expect(page.locator("#lines-4-description")).to_have_value("Training")
    page.get_by_role("link", name="Start from scratch").click()
    expect(page.locator("#lines-0-description")).to_have_value("")
    page.reload()
    expect(page.get_by_text("Training")).to_have_count(0)
    expect(total(page)).to_have_text("USD 0.00")
    page.get_by_role("link", name="Show the example").click()
    expect(total(page)).to_have_text("EUR 1,345,000.00")
    assert page.evaluate("localStorage.length") == 0
    assert page.context.cookies() == []


def test_a_draft_that_cannot_be_shown_now_is_not_written_over(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("Number", exact=True).fill("MINE-1")
    expect(picture(page)).to_have_attribute("alt", re.compile("Invoice MINE-1 "))
    page.route(address, lambda route: route.abort() if _posts(route) else route.continue_())
    page.reload()
    expect(page.get_by_text("Your draft could not be shown.")).to_be_visible()
    with page.expect_response("**/preview"):
        page.get_by_label("Number", exact=True).fill("OTHER-1")
    page.unroute(address)
    page.reload()
    expect(page.get_by_label("Number", exact=True)).to_have_value("MINE-1")


def _posts(route: Route) -> bool:
    return bool(route.request.method == "POST")


def test_a_contract_shows_its_invoices_and_the_paper_of_each(page: Page, address: str) -> None:
    page.goto(f"{address}/contract")
    page.get_by_label("Billed").select_option("monthly")
    expect(page.get_by_role("heading", name="Its 36 invoices")).to_be_visible()
    page.get_by_role("button", name="Show invoice 12", exact=True).click()
    expect(page.get_by_role("heading", name="Invoice 12 of 36")).to_be_visible()
    page.get_by_role("button", name="Invoice 13", exact=True).first.click()
    expect(page.get_by_role("heading", name="Invoice 13 of 36")).to_be_visible()
    expect(picture(page)).to_have_attribute(
        "alt",
        "Draft of an invoice to Société Lumière SAS, total EUR 115,000.00, 13 of 36. Page 1 of 1.",
    )
    page.get_by_label("Term", exact=True).fill("4 years")
    expect(page.get_by_role("heading", name="Invoice 13 of 48")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Schedule CSV").click()
    assert download.value.suggested_filename.endswith("-schedule.csv")


def test_a_code_is_shown_and_can_be_copied(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Continue in Slack").click()
    expect(page.locator("#note")).to_be_focused()
    expect(page.locator("#command")).to_have_text(f"/invoice claim {FIRST_CODE}")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"/invoice claim {FIRST_CODE}"
    expect_accessible(page)
    context.close()


def test_without_javascript_a_line_is_added_and_the_pdf_downloaded(
    plain: Page, address: str, tmp_path: Path
) -> None:
    plain.goto(address)
    plain.get_by_role("button", name="Add a line").click()
    plain.locator("#lines-4-description").fill("Training")
    plain.locator("#lines-4-unit_price").fill("5k")
    plain.get_by_role("button", name="Update preview").click()
    expect(total(plain)).to_have_text("EUR 1,350,000.00")
    with plain.expect_download() as download:
        plain.get_by_role("button", name="Download PDF").click()
    assert download.value.suggested_filename == "JEU-000042.pdf"
    download.value.save_as(tmp_path / "invoice.pdf")
    assert (tmp_path / "invoice.pdf").read_bytes().startswith(b"%PDF-")
    plain.get_by_label("Number", exact=True).fill("")
    plain.get_by_role("button", name="UBL XML").click()
    expect(plain.get_by_role("alert")).to_contain_text("The e-invoice can't be created yet")
    expect(plain.locator("#lines-4-description")).to_have_value("Training")


def test_without_javascript_a_contract_is_planned_and_left_for_slack(
    plain: Page, address: str
) -> None:
    plain.goto(f"{address}/contract")
    plain.get_by_role("button", name="Add a one-time fee").click()
    plain.locator("#lines-4-description").fill("Training")
    plain.locator("#lines-4-amount").fill("5k")
    plain.get_by_role("button", name="Show invoice 2").click()
    expect(total(plain)).to_have_text("EUR 4,147,800.00")
    expect(plain.get_by_role("heading", name="Invoice 2 of 3")).to_be_visible()
    plain.get_by_role("button", name="Continue in Slack").click()
    expect(plain.locator("#command")).to_have_text(f"/invoice claim {FIRST_CODE}")


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("path", ["", "/contract"])
def test_every_state_is_accessible_fits_and_keeps_to_the_policy(
    chromium: Browser, address: str, path: str, size: ViewportSize
) -> None:
    page = chromium.new_page(viewport=size)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    for start in ("", "?start=empty"):
        page.goto(f"{address}{path}{start}")
        for folded in page.locator("summary").all():
            folded.click()
        expect_accessible(page)
        expect_no_sideways_scrolling(page)
        expect(page.locator("#foot-total")).to_be_visible(visible=size is PHONE)
    assert complaints == []
    page.get_by_label("Payment terms (days)").fill("many")
    button = "Download PDF" if not path else "Schedule JSON"
    page.get_by_role("button", name=button).click()
    expect(page.get_by_role("alert")).to_contain_text("Please fix the following")
    expect_accessible(page)
    expect_no_sideways_scrolling(page)
    page.goto(f"{address}/nothing")
    expect_accessible(page)
    page.close()


def test_long_words_and_huge_amounts_still_fit_a_small_telephone(
    chromium: Browser, address: str
) -> None:
    page = chromium.new_page(viewport={"width": 320, "height": 700})
    page.goto(address)
    page.locator("#lines-0-description").fill("W" * 300)
    page.locator("#customer-name").fill("M" * 140)
    page.locator("#lines-0-unit_price").fill("9,999,999,999.99")
    expect(total(page)).to_contain_text("10,000,")
    expect_no_sideways_scrolling(page)
    page.goto(f"{address}/contract")
    expect_no_sideways_scrolling(page)
    page.close()
