"""The builder by hand: what is wrong is said on its field, and nothing that was typed is lost."""

import pytest
from playwright.sync_api import expect

from bot.slack.views.deal_fields import TERMS_HINT
from tests.harness.slack_page import Messenger, Modal

pytestmark = pytest.mark.browser


def opened_builder(messenger: Messenger) -> Modal:
    messenger.write("/invoice")
    builder = messenger.modal("New invoice")
    builder.choose("Customer", "Acme Corporation", search="acm")
    expect(builder.field("Legal entity")).to_have_value("Jupiter US Inc.")
    return builder


def with_a_line(messenger: Messenger, builder: Modal, name: str, price: str) -> None:
    builder.press("Add line")
    editor = messenger.modal("Add line")
    editor.field("Description").fill(name)
    editor.field("Unit price (USD)").fill(price)
    editor.press("Save line")
    expect(builder.dialog).to_contain_text(name)


def test_what_is_wrong_with_a_line_is_said_on_its_field(messenger: Messenger) -> None:
    builder = opened_builder(messenger)
    builder.press("Add line")
    editor = messenger.modal("Add line")
    editor.field("Description").fill("Seats")
    editor.field("Quantity").fill("many")
    editor.field("Unit price (USD)").fill("480.005")
    editor.press("Save line")
    editor.expect_wrong("Quantity", "“many” is not a number. Write it like 250 or 1.5.")
    editor.expect_wrong(
        "Unit price (USD)",
        "“480.005” can be read in two ways. Write 480,005 or 480.0050. Negative for a credit.",
    )
    editor.field("Quantity").fill("250")
    editor.field("Unit price (USD)").fill("480")
    expect(editor.dialog).to_contain_text("Amount: USD 120,000.00")
    editor.press("Save line")
    expect(builder.dialog).to_contain_text("250 × 480.00 = USD 120,000.00")


def test_lines_can_be_edited_moved_and_removed_and_the_total_follows(messenger: Messenger) -> None:
    builder = opened_builder(messenger)
    with_a_line(messenger, builder, "Platform", "1000")
    with_a_line(messenger, builder, "Credit", "-25")
    expect(builder.dialog).to_contain_text("Total  USD 975.00")
    builder.menu("Credit", "Move up")
    expect(builder.lines.first).to_contain_text("Credit")
    builder.menu("Platform", "Edit")
    editor = messenger.modal("Edit line")
    expect(editor.field("Unit price (USD)")).to_have_value("1000")
    editor.field("Unit price (USD)").fill("2,000")
    editor.press("Save line")
    expect(builder.dialog).to_contain_text("Total  USD 1,975.00")
    builder.menu("Credit", "Remove")
    expect(builder.dialog).to_contain_text("Total  USD 2,000.00")
    expect(builder.lines).to_have_count(1)


def test_a_total_below_zero_is_said_and_not_taken(messenger: Messenger) -> None:
    builder = opened_builder(messenger)
    with_a_line(messenger, builder, "Credit", "-25000")
    below = "The total is USD -25,000.00. An invoice cannot be below zero; lower the credit."
    expect(builder.dialog).to_contain_text(below)
    builder.press("Submit for approval")
    expect(builder.dialog).to_contain_text(below)
    expect(builder.dialog).to_be_visible()


def test_a_channel_without_the_bot_is_refused_with_how_to_invite_it(messenger: Messenger) -> None:
    builder = opened_builder(messenger)
    with_a_line(messenger, builder, "Platform", "1000")
    builder.choose("Deal channel", "#random", search="rand")
    builder.press("Submit for approval")
    builder.expect_wrong(
        "Deal channel",
        "I'm not in this channel. Type /invite @JupiterInvoice there, or choose another channel.",
    )
    builder.choose("Deal channel", "#deal-globex", search="globex")
    builder.press("Submit for approval")
    builder.expect_gone()
    messenger.go_to("deal-globex")
    expect(messenger.message("Draft · Acme Corporation")).to_contain_text("USD 1,000.00")


def test_a_number_of_days_may_be_typed_and_is_checked(messenger: Messenger) -> None:
    builder = opened_builder(messenger)
    with_a_line(messenger, builder, "Platform", "1000")
    builder.choose("Payment terms", "Other…")
    builder.field("Other payment terms").fill("soon")
    builder.press("Submit for approval")
    wrong = "“soon” is not a number. Write it like 250 or 1.5."
    builder.expect_wrong("Other payment terms", f"{wrong} {TERMS_HINT}")
    builder.field("Other payment terms").fill("75")
    builder.press("Submit for approval")
    builder.expect_gone()
    expect(messenger.message("Draft · Acme Corporation")).to_contain_text("Net 75")


def test_closing_keeps_a_draft_that_can_be_taken_up_again(messenger: Messenger) -> None:
    builder = opened_builder(messenger)
    with_a_line(messenger, builder, "Platform", "1000")
    builder.field("Memo").fill("Half of it")
    builder.press("Keep as draft")
    builder.expect_gone()
    messenger.write("/invoice")
    expect(builder.dialog).to_contain_text("Unfinished: Acme Corporation, 1 line")
    builder.press("Resume")
    expect(builder.field("Memo")).to_have_value("Half of it")
    expect(builder.field("Customer")).to_have_value("Acme Corporation")
    expect(builder.dialog).to_contain_text("Total  USD 1,000.00")
    builder.press("Submit for approval")
    builder.expect_gone()
    expect(messenger.message("Draft · Acme Corporation")).to_contain_text("Half of it")


def test_a_new_customer_is_made_inside_the_builder(messenger: Messenger) -> None:
    builder = opened_builder(messenger)
    builder.press("New customer")
    form = messenger.modal("New customer")
    form.field("Legal name").fill("Hooli Inc.")
    form.field("Street").fill("1 Hooli Way")
    form.field("Region or state").fill("CA")
    form.field("Postal code").fill("94043")
    form.choose("Country", "United States", search="united states")
    form.press("Save")
    expect(form.field("City")).to_have_attribute("aria-invalid", "true")
    form.field("City").fill("Mountain View")
    form.press("Save")
    expect(builder.field("Customer")).to_have_value("Hooli Inc.")


def test_a_guest_is_told_why_not(messenger: Messenger) -> None:
    messenger.become("Noah")
    messenger.write("/invoice")
    window = messenger.page.get_by_role("dialog")
    expect(window).to_contain_text(
        "You may not draft invoices in this workspace. Guests cannot; ask a full member."
    )
    expect(window.get_by_role("textbox")).to_have_count(0)
