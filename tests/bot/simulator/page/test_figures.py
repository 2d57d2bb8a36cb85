"""Tables, charts, cards and notices that the page draws itself."""

import pytest
from playwright.sync_api import Page, expect

from tests.bot.simulator.page.conftest import Stage
from tests.bot.simulator.page.test_access import violations

pytestmark = pytest.mark.browser


def test_a_data_table_is_paged_and_sorted_and_charts_have_their_figures(
    page: Page, stage: Stage
) -> None:
    stage.say("figures")
    page.goto(stage.at("U0SAM", "C0ACME"))
    table = page.get_by_role("table", name="Open invoices")
    expect(table.get_by_role("row")).to_have_count(6)
    page.get_by_role("button", name="Next").click()
    expect(table.get_by_role("rowheader")).to_have_text(["Customer 5", "Customer 6"])
    table.get_by_role("button", name="Total").click()
    expect(table.get_by_role("cell").first).to_have_text("USD 1.00")
    table.get_by_role("button", name="Total").click()
    expect(table.get_by_role("cell").first).to_have_text("USD 100.00")
    expect(page.get_by_role("img", name="Overdue, bar chart")).to_be_visible()
    page.get_by_text("Figures").first.click()
    expect(page.get_by_role("row", name="31–60 2").first).to_be_visible()
    assert violations(page) == []


def test_cards_stand_side_by_side_and_a_container_unfolds(page: Page, stage: Stage) -> None:
    stage.say("framed")
    page.goto(stage.at("U0SAM", "C0ACME"))
    cards = page.get_by_role("group", name="Cards")
    first, second = (cards.get_by_role("button", name=f"Open JUS-{n}") for n in (1, 2))
    expect(first).to_be_visible()
    expect(cards.get_by_text("USD 1,200.00").first).to_be_visible()
    assert first.bounding_box()["y"] == second.bounding_box()["y"]  # type: ignore[index]
    expect(page.get_by_text("Twelve months, in advance")).to_be_hidden()
    page.get_by_text("Billing plan").click()
    expect(page.get_by_text("Twelve months, in advance")).to_be_visible()
    assert violations(page) == []


def test_a_modal_shows_notices_of_each_level(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0SAM", "C0ACME"))
    page.get_by_label("Message #deal-acme").wait_for()
    stage.say("alerts")
    notes = page.get_by_role("dialog").get_by_role("note")
    expect(notes).to_have_count(5)
    expect(notes.nth(2)).to_have_text("Notice: warning")
    assert violations(page) == []
