"""The desk by hand: an approver approves from the row, at a desk and on a telephone."""

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from bot.demo.play import Demo
from jupiter_core.domain.invoice import State
from tests.harness.browser import expect_accessible
from tests.harness.local_http import local_http
from tests.harness.slack_page import Messenger
from tests.harness.whole_bot import WholeBot

pytestmark = pytest.mark.browser
TELEPHONE = ViewportSize(width=390, height=844)


def test_an_approver_approves_from_the_row(messenger: Messenger, page: Page, running: Demo) -> None:
    with local_http(running.workspace.base_url) as http:
        bot = WholeBot(http, running.application)
        invoice = bot.submitted()
        messenger.become("Fiona")
        messenger.go_to("JupiterInvoice")
        tabs = page.get_by_role("navigation", name="JupiterInvoice tabs")
        tabs.get_by_text("Home", exact=True).click()
        expect(page.get_by_role("heading", name="To approve (1)")).to_be_visible()
        expect(page.get_by_text("Open thread")).to_be_visible()
        expect_accessible(page)
        page.set_viewport_size(TELEPHONE)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= TELEPHONE["width"]
        expect_accessible(page)
        page.get_by_role("button", name="Approve").click()
        question = page.get_by_role("dialog")
        expect(question).to_contain_text("Acme Corporation  ·  USD 1,345,000.00")
        question.get_by_role("button", name="Approve").click()
        expect(page.get_by_text("You approved")).to_be_visible()
        expect(page.get_by_role("heading", name="To approve (1)")).to_be_hidden()
        assert bot.invoice(invoice.id).state is State.ISSUED
        expect_accessible(page)
