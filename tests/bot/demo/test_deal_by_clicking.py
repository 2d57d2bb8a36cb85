"""The whole deal by hand: Sam, Fiona and the customer's AP, in one browser."""

import pytest
from playwright.sync_api import Page, expect

from bot.demo.deal import LINES, MEMO, PO_NUMBER, REASON
from bot.demo.local_workspace import waited_for
from bot.demo.play import Demo
from tests.harness.slack_page import Messenger

pytestmark = pytest.mark.browser


def test_the_deal_from_the_command_to_the_po_by_clicking(
    messenger: Messenger, running: Demo
) -> None:
    draft_the_deal(messenger)
    finance_asks_for_changes(messenger)
    sales_ops_changes_it(messenger)
    finance_approves(messenger)
    the_links_in_slack_only_read(messenger)
    ap = ap_opens_the_mail(messenger, running)
    ap_adds_the_po(ap)
    everybody_hears(messenger)
    the_history_has_it_all(messenger)
    sales_ops_corrects_the_po(messenger)


def draft_the_deal(messenger: Messenger) -> None:
    messenger.write("/invoice")
    builder = messenger.modal("New invoice")
    builder.choose("Customer", "Acme Corporation", search="acm")
    expect(builder.field("Legal entity")).to_have_value("Jupiter US Inc.")
    expect(builder.field("Payment terms")).to_have_value("Net 45")
    expect(builder.field("Deal channel")).to_have_value("#deal-acme")
    builder.press("Add line")
    editor = messenger.modal("Add line")
    for n, (description, quantity, price) in enumerate(LINES):
        expect(editor.field("Description")).to_have_value("")
        editor.field("Description").fill(description)
        editor.field("Quantity").fill(quantity)
        editor.field("Unit price (USD)").fill(price)
        if n < len(LINES) - 1:
            editor.field("Save and add another").check()
        editor.press("Save line")
    expect(builder.dialog).to_contain_text("250 × 480.00 = USD 120,000.00")
    expect(builder.dialog).to_contain_text("Total  USD 1,345,000.00")
    builder.press("Submit for approval")
    builder.expect_gone()
    card = messenger.message("Draft · Acme Corporation")
    for words in ("Waiting for approval", "USD 1,345,000.00", "Net 45", "Drafted by Sam Ortiz"):
        expect(card).to_contain_text(words)
    expect(card).to_contain_text("PO  Required, not received yet")


def finance_asks_for_changes(messenger: Messenger) -> None:
    messenger.become("Fiona")
    messenger.open_thread("Draft · Acme Corporation")
    expect(messenger.thread.get_by_role("link", name="DRAFT-Acme-Corporation.pdf")).to_be_visible()
    request = messenger.thread.get_by_role("article").filter(has_text="please approve")
    request.get_by_role("button", name="Request changes").click()
    form = messenger.modal("Request changes")
    form.field("What needs to change?").fill(REASON)
    form.press("Request changes")
    form.expect_gone()
    expect(messenger.thread.get_by_text("Fiona Chen requested changes.")).to_be_visible()
    expect(messenger.thread.get_by_role("button", name="Approve")).to_have_count(0)


def sales_ops_changes_it(messenger: Messenger) -> None:
    messenger.become("Sam")
    back = messenger.thread.get_by_role("article").filter(has_text="this is back with you")
    expect(back).to_contain_text(REASON)
    back.get_by_role("button", name="Edit").click()
    builder = messenger.modal("Edit invoice")
    builder.field("Memo").fill(MEMO)
    builder.press("Submit for approval")
    builder.expect_gone()
    expect(messenger.channel).to_contain_text(MEMO)


def finance_approves(messenger: Messenger) -> None:
    messenger.become("Fiona")
    messenger.thread.get_by_role("button", name="Approve").click()
    thread = messenger.thread
    expect(thread.get_by_text("JUS-000001 is issued: USD 1,345,000.00")).to_be_visible()
    expect(thread.get_by_role("link", name="JUS-000001-v1.pdf")).to_be_visible()
    expect(messenger.channel).to_contain_text("JUS-000001 · Acme Corporation")
    expect(messenger.channel).to_contain_text("Issued, due")


def the_links_in_slack_only_read(messenger: Messenger) -> None:
    with messenger.page.expect_popup() as opened:
        messenger.thread.get_by_role("link", name="Customer link").click()
    page = opened.value
    expect(page.get_by_role("heading", name="Invoice JUS-000001")).to_be_visible()
    expect(page.get_by_role("textbox")).to_have_count(0)
    page.close()


def mailboxes(running: Demo) -> set[str]:
    """Where mails have come so far."""
    return {each.recipient for each in running.mails.mails}


def ap_opens_the_mail(messenger: Messenger, running: Demo) -> Page:
    """The link that may write is in AP's mail, and nowhere else."""
    ap = messenger.page.context.new_page()
    waited_for("the mail to Dana", lambda: {"dana@acme.example"} & mailboxes(running))
    ap.goto(running.mails.page_url)
    ap.get_by_role("link", name="JUS-000001").filter(has_text="dana@acme.example").click()
    with ap.expect_popup() as opened:
        ap.frame_locator("iframe").get_by_role("link", name="Open the invoice").click()
    page = opened.value
    expect(page.get_by_role("heading", name="Invoice JUS-000001")).to_be_visible()
    expect(page.get_by_role("heading", name="Your PO number is missing")).to_be_visible()
    return page


def ap_adds_the_po(ap: Page) -> None:
    form = ap.get_by_role("region", name="Your PO number is missing")
    form.get_by_label("PO number").fill(PO_NUMBER)
    form.get_by_label("Your name").fill("Dana Reyes")
    form.get_by_label("Your work e-mail").fill("dana@acme.example")
    form.get_by_role("button", name="Save PO number").click()
    expect(ap.get_by_text(f"Saved: PO number added: {PO_NUMBER}.")).to_be_visible()


def everybody_hears(messenger: Messenger) -> None:
    messenger.page.bring_to_front()
    told = messenger.channel.get_by_role("article").filter(has_text=f"added PO number {PO_NUMBER}")
    expect(told).to_contain_text("replied to a thread")
    expect(told).to_contain_text("Dana Reyes")
    expect(messenger.thread.get_by_role("link", name="JUS-000001-v2.pdf")).to_be_visible()
    card = messenger.channel.get_by_role("article").filter(has_text="Drafted by Sam Ortiz")
    expect(card).to_contain_text(f"PO  {PO_NUMBER}")
    expect(card).to_contain_text("version 2")


def the_history_has_it_all(messenger: Messenger) -> None:
    card = messenger.channel.get_by_role("article").filter(has_text="Drafted by Sam Ortiz")
    card.get_by_role("button", name="More actions").first.click()
    messenger.page.get_by_role("menuitem", name="History").click()
    history = messenger.modal("History")
    for words in (
        f"PO number added: {PO_NUMBER}",
        "Fiona Chen approved it",
        "Fiona Chen requested changes",
        REASON,
        "Sam Ortiz drafted it",
    ):
        expect(history.dialog).to_contain_text(words)
    expect(history.dialog.get_by_role("link", name="PDF")).to_have_count(2)
    history.press("Close")
    history.expect_gone()


def sales_ops_corrects_the_po(messenger: Messenger) -> None:
    messenger.become("Sam")
    messenger.write("/invoice po JUS-000001 4500099999")
    expect(messenger.message("Only visible to you")).to_contain_text(
        "PO number 4500099999 is on JUS-000001, version 3."
    )
    told = messenger.channel.get_by_role("article").filter(has_text=f"{PO_NUMBER} → 4500099999")
    expect(told).to_contain_text("Sam Ortiz changed the PO number")
    expect(messenger.thread.get_by_role("link", name="JUS-000001-v3.pdf")).to_be_visible()
