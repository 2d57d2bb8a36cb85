"""Modals: fields of every kind, errors on their field, and typing that is never lost."""

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.bot.simulator.page.conftest import Stage

pytestmark = pytest.mark.browser


def opened_form(page: Page, stage: Stage) -> Locator:
    stage.act("command", user="U0SAM", channel="C0ACME", text="/form")
    page.goto(stage.at("U0SAM", "C0ACME"))
    dialog = page.get_by_role("dialog", name="New thing")
    dialog.wait_for()
    return dialog


def choose(dialog: Locator, label: str, option: str) -> None:
    dialog.get_by_label(label, exact=True).click()
    dialog.get_by_role("option", name=option).click()


def fill_required(dialog: Locator) -> None:
    choose(dialog, "Customer", "Acme Corporation")
    choose(dialog, "Legal entity", "UK Ltd")
    dialog.get_by_label("Quantity").fill("250")


def test_a_field_of_every_kind_reaches_the_app(page: Page, stage: Stage) -> None:
    dialog = opened_form(page, stage)
    fill_required(dialog)
    dialog.get_by_label("Purchase order").fill("4500017342")
    dialog.get_by_label("Memo").fill("two\nlines")
    dialog.get_by_label("AP e-mail").fill("ap@acme.example")
    dialog.get_by_label("Web site").fill("https://acme.example")
    choose(dialog, "Owner", "Sam Ortiz")
    choose(dialog, "Approvers", "Fiona Chen")
    dialog.get_by_role("option", name="Frank Weber").click()
    choose(dialog, "Tags", "Renewal")
    dialog.get_by_label("Issue date").fill("2026-11-02")
    dialog.get_by_label("Time").fill("09:30")
    dialog.get_by_label("Net 45").check()
    dialog.get_by_label("Ask finance").check()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()
    held = {name: entry[name] for name, entry in stage.heard[0].items() if name in entry}
    assert held["customer"]["selected_option"]["value"] == "acme-corporation"
    assert held["entity"]["selected_option"]["value"] == "uk-ltd"
    assert held["quantity"]["value"] == "250"
    assert held["po"]["value"] == "4500017342"
    assert held["memo"]["value"] == "two\nlines"
    assert held["email"]["value"] == "ap@acme.example"
    assert held["site"]["value"] == "https://acme.example"
    assert held["channel"]["selected_conversation"] == "C0ACME"
    assert held["owner"]["selected_user"] == "U0SAM"
    assert held["approvers"]["selected_users"] == ["U0FIONA", "U0FRANK"]
    assert [each["value"] for each in held["tags"]["selected_options"]] == ["renewal"]
    assert held["issued"]["selected_date"] == "2026-11-02"
    assert held["at"]["selected_time"] == "09:30"
    assert held["terms"]["selected_option"]["value"] == "net-45"
    assert [each["value"] for each in held["extras"]["selected_options"]] == ["ask-finance"]


def test_an_external_select_searches_as_one_types(page: Page, stage: Stage) -> None:
    dialog = opened_form(page, stage)
    dialog.get_by_label("Customer").press_sequentially("glo")
    expect(dialog.get_by_role("option")).to_have_text(["Globex GmbH"])
    dialog.get_by_label("Customer").press("Enter")
    expect(dialog.get_by_label("Customer")).to_have_value("Globex GmbH")


def test_what_is_wrong_is_said_on_its_field(page: Page, stage: Stage) -> None:
    dialog = opened_form(page, stage)
    fill_required(dialog)
    order = dialog.get_by_label("Purchase order")
    order.fill("wrong")
    dialog.get_by_role("button", name="Save").click()
    expect(order).to_have_accessible_description("There is no such order.")
    expect(order).to_be_focused()
    order.fill("right")
    expect(dialog.get_by_text("There is no such order.")).to_have_count(0)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_be_hidden()


def test_a_required_field_that_is_empty_is_refused_before_the_app_hears(
    page: Page, stage: Stage
) -> None:
    dialog = opened_form(page, stage)
    dialog.get_by_role("button", name="Save").click()
    expect(dialog.get_by_label("Customer")).to_have_attribute("aria-invalid", "true")
    assert stage.heard == []


def test_typing_goes_on_while_the_app_updates_the_view(page: Page, stage: Stage) -> None:
    dialog = opened_form(page, stage)
    quantity = dialog.get_by_label("Quantity")
    quantity.press_sequentially("12")
    expect(dialog.get_by_text("Total 12", exact=True)).to_be_visible()
    expect(quantity).to_be_focused()
    quantity.press("Home")
    quantity.press_sequentially("3")
    expect(dialog.get_by_text("Total 312", exact=True)).to_be_visible()
    quantity.press_sequentially("4")
    expect(dialog.get_by_text("Total 3412", exact=True)).to_be_visible()
    expect(quantity).to_have_value("3412")


def test_what_was_typed_elsewhere_outlives_an_update(page: Page, stage: Stage) -> None:
    dialog = opened_form(page, stage)
    dialog.get_by_label("Memo").fill("keep me")
    dialog.get_by_label("Quantity").fill("7")
    expect(dialog.get_by_text("Total 7", exact=True)).to_be_visible()
    expect(dialog.get_by_label("Memo")).to_have_value("keep me")


def test_a_pushed_view_lies_on_top_and_going_back_keeps_the_form(page: Page, stage: Stage) -> None:
    dialog = opened_form(page, stage)
    dialog.get_by_label("Purchase order").fill("4711")
    dialog.get_by_role("button", name="New customer").click()
    pushed = page.get_by_role("dialog", name="New customer")
    expect(pushed.get_by_label("Name")).to_be_focused()
    pushed.get_by_label("Name").fill("Hooli")
    pushed.get_by_role("button", name="Add").click()
    expect(dialog.get_by_label("Purchase order")).to_have_value("4711")


def test_dismissing_a_pushed_view_closes_the_whole_stack(page: Page, stage: Stage) -> None:
    dialog = opened_form(page, stage)
    dialog.get_by_role("button", name="New customer").click()
    pushed = page.get_by_role("dialog", name="New customer")
    pushed.get_by_role("button", name="Dismiss window").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_escape_closes_an_open_list_first_and_then_the_modal(page: Page, stage: Stage) -> None:
    dialog = opened_form(page, stage)
    dialog.get_by_label("Customer").click()
    expect(dialog.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog.get_by_role("listbox")).to_be_hidden()
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_a_closed_modal_gives_the_focus_back(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0SAM", "C0ACME"))
    box = page.get_by_label("Message #deal-acme")
    box.fill("/form")
    box.press("Enter")
    dialog = page.get_by_role("dialog", name="New thing")
    expect(dialog.get_by_label("Customer")).to_be_focused()
    dialog.get_by_role("button", name="Cancel").click()
    expect(box).to_be_focused()


def test_the_form_shows_what_is_set_from_elsewhere(page: Page, stage: Stage) -> None:
    dialog = opened_form(page, stage)
    view = {"user": "U0SAM", "view_id": dialog.get_attribute("data-view-id")}
    stage.act("options", **view, action_id="customer", query="")
    stage.act("action", **view, action_id="customer", value="globex-gmbh")
    stage.act("action", **view, action_id="po", value="4711")
    stage.act("action", **view, action_id="terms", value="net-45")
    expect(dialog.get_by_label("Customer")).to_have_value("Globex GmbH")
    expect(dialog.get_by_label("Purchase order")).to_have_value("4711")
    expect(dialog.get_by_label("Net 45")).to_be_checked()
    stage.act("close", **view)
    expect(dialog).to_be_hidden()


def test_a_modal_is_its_person_s_alone(page: Page, stage: Stage) -> None:
    dialog = opened_form(page, stage)
    other = page.context.new_page()
    other.goto(stage.at("U0FIONA", "C0ACME"))
    other.get_by_label("Message #deal-acme").wait_for()
    expect(other.get_by_role("dialog")).to_have_count(0)
    expect(dialog).to_be_visible()
