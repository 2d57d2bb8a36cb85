"""AP's questions and account in a real browser: telephone and desk, with and without a script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from jupiter_core.commands.conversation import Answer, answer
from tests.bot.web.test_link_browser import PHONE, Served
from tests.factories import FIONA, WORKSPACE
from tests.harness.browser import expect_accessible
from tests.harness.link_client import an_issued_site

pytestmark = pytest.mark.browser
DESK: ViewportSize = {"width": 1280, "height": 900}


@pytest.fixture
def served() -> Iterator[Served]:
    with Served(an_issued_site()) as served:
        yield served


def fill(page: Page, form: str, **typed: str) -> None:
    for name, text in {"name": "Dana Reyes", "email": "dana@acme.example", **typed}.items():
        page.locator(f"#{form}-{name}").fill(text)


@pytest.mark.parametrize("javascript", [True, False])
def test_a_question_and_a_dispute_are_sent_from_a_telephone(
    served: Served, chromium: Browser, javascript: bool
) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=javascript)
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
    width = page.evaluate("document.documentElement.scrollWidth") if javascript else 375
    assert width <= 375
    context.close()


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
