"""The page for everyone: no axe violation, in narrow windows too."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.bot.simulator.page.conftest import Stage

pytestmark = pytest.mark.browser


def violations(page: Page) -> list[str]:
    page.evaluate("Promise.all(document.getAnimations().map((each) => each.finished))")
    found = Axe().run(page).response["violations"]
    return [f"{each['id']}: {[node['html'] for node in each['nodes']]}" for each in found]


def test_a_channel_and_its_thread_have_no_violation(page: Page, stage: Stage) -> None:
    stage.say("everything")
    stage.say("secret")
    stage.say("thread")
    page.goto(stage.at("U0SAM", "C0ACME"))
    page.get_by_role("link", name="2 replies").click()
    expect(page.get_by_role("button", name="Approve")).to_be_visible()
    assert violations(page) == []


def test_a_modal_with_an_open_list_and_errors_has_no_violation(page: Page, stage: Stage) -> None:
    stage.act("command", user="U0SAM", channel="C0ACME", text="/form")
    page.goto(stage.at("U0SAM", "C0ACME"))
    dialog = page.get_by_role("dialog", name="New thing")
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.locator(".field-error").first).to_be_visible()
    dialog.get_by_label("Legal entity").click()
    expect(dialog.get_by_role("option", name="UK Ltd")).to_be_visible()
    assert violations(page) == []


def test_the_home_tab_has_no_violation(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0SAM", "home"))
    expect(page.get_by_role("heading", name="At home")).to_be_visible()
    assert violations(page) == []


def test_a_narrow_window_hides_the_sidebar_until_asked(page: Page, stage: Stage) -> None:
    page.set_viewport_size({"width": 390, "height": 780})
    page.goto(stage.at("U0SAM", "C0ACME"))
    page.get_by_label("Message #deal-acme").wait_for()
    expect(page.get_by_role("link", name="general")).to_be_hidden()
    page.get_by_role("button", name="Show sidebar").click()
    expect(page.get_by_role("link", name="general")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("link", name="general").click()
    expect(page.get_by_label("Message #general")).to_be_visible()
    expect(page.get_by_role("link", name="general")).to_be_hidden()


def test_nothing_is_asked_of_other_hosts(page: Page, stage: Stage) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    stage.say("everything")
    page.goto(stage.at("U0SAM", "C0ACME"))
    page.get_by_role("article").wait_for()
    assert [url for url in asked if not url.startswith((stage.url, "data:"))] == []
