"""Tables and charts that the page draws itself."""

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
