"""The Home tab, and Block Kit as the page draws it."""

import pytest
from playwright.sync_api import Page, expect

from tests.bot.simulator.page.conftest import Stage
from tests.bot.simulator.page.tiny_blocks import HOSTILE

pytestmark = pytest.mark.browser


def test_the_home_tab_opens_and_follows_the_app(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0SAM", "C0ACME"))
    page.get_by_role("link", name="Tiny").click()
    expect(page.get_by_role("heading", name="At home")).to_be_visible()
    page.get_by_role("button", name="Press").click()
    expect(page.get_by_text("Pressed 1 times")).to_be_visible()
    page.get_by_role("link", name="Messages").click()
    expect(page.get_by_label("Message Tiny")).to_be_visible()


def test_formatting_becomes_formatting(page: Page, stage: Stage) -> None:
    stage.say("everything")
    page.goto(stage.at("U0SAM", "C0ACME"))
    message = page.get_by_role("article")
    expect(message.locator("strong").get_by_text("Bold", exact=True)).to_be_visible()
    expect(message.locator("em", has_text="italic")).to_be_visible()
    expect(message.locator("s", has_text="struck")).to_be_visible()
    expect(message.get_by_role("link", name="a link")).to_have_attribute(
        "href", "https://ok.example"
    )
    expect(message.locator(".mention", has_text="@Sam Ortiz")).to_be_visible()
    expect(message.get_by_role("link", name="#deal-acme")).to_be_visible()
    expect(message.locator("blockquote", has_text="said")).to_be_visible()
    expect(message.get_by_role("heading", name="Title")).to_be_visible()


def test_data_is_shown_as_it_is(page: Page, stage: Stage) -> None:
    stage.say("everything")
    page.goto(stage.at("U0SAM", "C0ACME"))
    message = page.get_by_role("article")
    expect(message.get_by_text(HOSTILE)).to_have_count(3)
    expect(message.get_by_text("typed <!channel> <b>x</b>")).to_be_visible()
    expect(message.get_by_role("cell", name="1,200,000.00")).to_be_visible()
    expect(message.get_by_text("<script>alert(1)</script>")).to_be_visible()
    expect(message.locator("script")).to_have_count(0)


def test_a_block_that_is_not_known_is_shown_as_json(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0SAM", "C0ACME"))
    page.get_by_label("Message #deal-acme").wait_for()
    shown = page.evaluate(
        """async () => {
          const { drawBlock } = await import("/page/blocks/block.js");
          return drawBlock({ type: "hologram", block_id: "h", size: 3 }).textContent;
        }"""
    )
    assert "hologram" in shown
    assert '"size": 3' in shown


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", " JavaScript:alert(1)", "vbscript:x"]
)
def test_an_address_that_runs_something_is_no_link(page: Page, stage: Stage, url: str) -> None:
    page.goto(stage.at("U0SAM", "C0ACME"))
    links = page.evaluate(
        """async (url) => {
          const { mrkdwn } = await import("/page/text/mrkdwn.js");
          const holder = document.createElement("div");
          holder.append(mrkdwn(`<${url}|press me>`));
          return [holder.querySelectorAll("a").length, holder.textContent];
        }""",
        url,
    )
    assert links == [0, "press me"]
