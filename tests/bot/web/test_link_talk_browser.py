"""AP says something, uploads, reads the account, in a real browser: telephone and desk."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, ViewportSize, expect

from jupiter_core.commands.conversation import Answer, answer
from jupiter_core.domain.po_document import LARGEST
from tests.bot.web.test_link_browser import PHONE, Served
from tests.factories import FIONA, WORKSPACE
from tests.harness.browser import expect_accessible
from tests.harness.link_client import an_issued_site
from tests.harness.po_files import a_pdf

pytestmark = pytest.mark.browser
DESK: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture
def served() -> Iterator[Served]:
    with Served(an_issued_site()) as served:
        yield served


def fill(page: Page, form: str, **typed: str) -> None:
    for name, text in {"name": "Dana Reyes", "email": "dana@acme.example", **typed}.items():
        page.locator(f"#{form}-{name}").fill(text)


@pytest.mark.parametrize(
    ("viewport", "javascript"),
    [(PHONE, True), (PHONE, False), (DESK, True)],
    ids=["telephone", "telephone without a script", "desk"],
)
def test_ap_asks_disputes_and_uploads_the_purchase_order(
    served: Served, chromium: Browser, viewport: ViewportSize, javascript: bool
) -> None:
    context = chromium.new_context(viewport=viewport, java_script_enabled=javascript)
    page = context.new_page()
    page.goto(served.address)
    page.get_by_text("Ask a question").click()
    fill(page, "ask", text="Which project is this for?")
    page.get_by_role("button", name="Send question").click()
    expect(page.get_by_text("Your question was sent to Jupiter US Inc.")).to_be_visible()
    with served.site.store.write(WORKSPACE) as uow:
        asked = uow.conversation.of(served.site.draft.id)[0]
        answer(Answer(by=FIONA, remark_id=asked.id, text="Neptune.", mails=True), uow)
    page.get_by_text("Dispute this invoice").click()
    fill(page, "dispute")
    page.get_by_role("button", name="Send dispute").click()
    expect(page.locator("#dispute-reason-mistake")).to_be_visible()
    if javascript:
        expect_accessible(page)
    page.locator("#dispute-reason").select_option("wrong_po")
    page.get_by_role("button", name="Send dispute").click()
    expect(page.get_by_text("Dispute: Wrong PO number")).to_be_visible()
    expect(page.get_by_text("Neptune.")).to_be_visible()
    upload(page, served, axe=javascript)
    if javascript:
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= viewport["width"]
    context.close()


def upload(page: Page, served: Served, *, axe: bool) -> None:
    """A wrong file is told, the right one is read, and AP's own press saves its number."""
    page.locator("#order summary").click()
    fill(page, "upload")
    if axe:
        choose(page, "scan.pdf", bytes(LARGEST + 1))
        page.get_by_role("button", name="Upload file").click()
        expect(page.get_by_text("The file is larger than 5 MB.")).to_be_visible()
        expect(page.locator("#upload-file")).to_be_focused()
    choose(page, "order.pdf", b"<html>")
    page.get_by_role("button", name="Upload file").click()
    expect(page.locator("#upload-file-mistake")).to_be_visible()
    expect(page.locator("#upload-name")).to_have_value("Dana Reyes")
    if axe:
        expect_accessible(page)
    choose(page, "order.pdf", a_pdf("Purchase order no. 4500017342"))
    page.get_by_role("button", name="Upload file").click()
    expect(page.get_by_text("We read PO number 4500017342 in it.")).to_be_visible()
    expect(page.locator("#po-po_number")).to_have_value("4500017342")
    assert served.site.invoice.content.po_number == ""
    if axe:
        expect_accessible(page)
    page.get_by_role("button", name="Save PO number").click()
    expect(page.get_by_text("Saved: PO number added: 4500017342")).to_be_visible()
    expect(page.get_by_text("order.pdf")).to_be_visible()


def choose(page: Page, name: str, content: bytes) -> None:
    file: FilePayload = {"name": name, "mimeType": "application/pdf", "buffer": content}
    page.locator("#upload-file").set_input_files(file)


def test_the_statement_of_account_is_read_on_a_telephone_and_a_desk(
    served: Served, chromium: Browser
) -> None:
    for viewport in (PHONE, DESK):
        context = chromium.new_context(viewport=viewport)
        page = context.new_page()
        page.goto(served.address)
        expect_accessible(page)
        page.get_by_role("link", name="Statement of account").click()
        expect(page.get_by_role("heading", name="Open items")).to_be_visible()
        expect_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
        context.close()
