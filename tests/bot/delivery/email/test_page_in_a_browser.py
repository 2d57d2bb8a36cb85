"""The mail as a reader with a browser has it: by day, by night, on a phone."""

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from bot.delivery.email.page import as_html
from tests.bot.delivery.email.test_letter import LINK, a_letter
from tests.factories import a_sender_profile
from tests.harness.browser import expect_accessible

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("colour", ["#1f3a5f", "#f2c200"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(page: Page, scheme: Literal["light", "dark"], colour: str) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_content(as_html(a_letter(seller=a_sender_profile(colour=colour).seller())))
    expect_accessible(page)


@pytest.mark.parametrize("width", [320, 380, 600, 1200])
def test_it_fits_every_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    seller = a_sender_profile(legal_name="W" * 140).seller()
    page.set_content(as_html(a_letter(seller=seller, po_number="9" * 140)))
    overflow = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(overflow) == 0
    expect(page.get_by_role("link", name="Open the invoice")).to_have_attribute("href", LINK)
