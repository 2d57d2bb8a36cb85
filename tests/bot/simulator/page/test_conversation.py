"""Channels, threads and the composer."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.bot.simulator.page.conftest import Stage
from tests.bot.simulator.page.tiny_blocks import HOSTILE

pytestmark = pytest.mark.browser


def composer(page: Page, channel: str = "deal-acme") -> None:
    page.get_by_label(f"Message #{channel}").wait_for()


def write(page: Page, text: str) -> None:
    page.get_by_label("Message #deal-acme").fill(text)
    page.get_by_label("Message #deal-acme").press("Enter")


def test_what_a_person_writes_appears_for_everyone_at_once(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0SAM", "C0ACME"))
    other = page.context.new_page()
    other.goto(stage.at("U0FIONA", "C0ACME"))
    write(page, "The deal is signed")
    for window in (page, other):
        message = window.get_by_role("article").filter(has_text="The deal is signed")
        expect(message).to_contain_text("Sam Ortiz")


def test_hostile_text_is_shown_as_typed(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0SAM", "C0ACME"))
    write(page, HOSTILE)
    message = page.get_by_role("article").last
    expect(message).to_contain_text(HOSTILE)
    expect(message.locator("b, strong.block, .mention, script")).to_have_count(0)


def test_hostile_text_in_a_person_s_thread_stays_text(page: Page, stage: Stage) -> None:
    long = "<img src=x onerror=alert(1)>" + "y" * 3000
    stage.act("message", user="U0NOAH", channel="C0ACME", text=long)
    page.goto(stage.at("U0SAM", "C0ACME"))
    expect(page.get_by_role("article")).to_contain_text("<img src=x onerror=alert(1)>yyy")
    expect(page.get_by_role("article").locator("img")).to_have_count(0)


def test_a_slash_offers_the_app_s_commands(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0SAM", "C0ACME"))
    box = page.get_by_label("Message #deal-acme")
    box.press_sequentially("/f")
    expect(page.get_by_role("option", name="/form")).to_contain_text("Opens the form")
    box.press("Enter")
    expect(box).to_have_value("/form ")
    box.press("Enter")
    expect(page.get_by_role("dialog", name="New thing")).to_be_visible()


def test_an_unknown_command_is_told_to_its_author_alone(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0SAM", "C0ACME"))
    write(page, "/nothing at all")
    note = page.get_by_role("article").filter(has_text="/nothing is not a command")
    expect(note).to_contain_text("Only visible to you")


def test_an_app_that_answers_too_late_is_told(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0SAM", "C0ACME"))
    write(page, "/late")
    expect(page.get_by_role("status")).to_contain_text(["The app did not answer in time"])


def test_an_ephemeral_message_is_seen_by_one_person(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0SAM", "C0ACME"))
    composer(page)
    stage.say("secret")
    expect(page.get_by_role("article").filter(has_text="Psst")).to_contain_text("Only visible")
    page.get_by_label("You are").select_option("U0FIONA")
    expect(page).to_have_url(stage.at("U0FIONA", "C0ACME"))
    composer(page)
    expect(page.get_by_text("Psst")).to_have_count(0)


def test_a_thread_opens_beside_the_channel_and_takes_replies(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0FIONA", "C0ACME"))
    composer(page)
    stage.say("thread")
    page.get_by_role("link", name="2 replies").click()
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_role("article")).to_have_count(3)
    expect(page).to_have_url(re.compile(r"#/U0FIONA/C0ACME/thread/\d+\.\d+$"))
    thread.get_by_label("Reply in thread").fill("Looking")
    thread.get_by_label("Reply in thread").press("Enter")
    expect(thread.get_by_role("article").last).to_contain_text("Looking")
    expect(page.get_by_role("link", name="3 replies")).to_be_visible()


def test_a_broadcast_reply_stands_in_the_channel_too(page: Page, stage: Stage) -> None:
    stage.say("thread")
    page.goto(stage.at("U0SAM", "C0ACME"))
    broadcast = page.get_by_role("article").filter(has_text="PO added")
    expect(broadcast).to_contain_text("replied to a thread")


def test_a_button_asks_first_and_then_the_message_changes(page: Page, stage: Stage) -> None:
    stage.say("thread")
    page.goto(stage.at("U0FIONA", "C0ACME"))
    page.get_by_role("link", name="2 replies").click()
    thread = page.get_by_role("complementary", name="Thread")
    thread.get_by_role("button", name="Approve").click()
    question = page.get_by_role("dialog", name="Approve this?")
    question.get_by_role("button", name="Not yet").click()
    expect(question).to_be_hidden()
    assert stage.heard == []
    thread.get_by_role("button", name="Approve").click()
    question.get_by_role("button", name="Yes, approve").click()
    expect(thread.get_by_role("article").filter(has_text="Approved")).to_be_visible()
    assert [each["value"] for each in stage.heard] == ["v3"]


def test_a_select_in_a_message_reaches_the_app(page: Page, stage: Stage) -> None:
    stage.say("thread")
    page.goto(stage.at("U0FIONA", "C0ACME"))
    page.get_by_role("link", name="2 replies").click()
    page.get_by_label("Priority").click()
    with page.expect_response("**/control/action"):
        page.get_by_role("option", name="High").click()
    assert stage.heard[0]["selected_option"]["value"] == "high"
    expect(page.get_by_label("Priority")).to_have_value("High")


def test_another_channel_shows_that_it_has_news(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0SAM", "C0GENERAL"))
    composer(page, "general")
    stage.act("message", user="U0FIONA", channel="C0ACME", text="news")
    link = page.get_by_role("link", name="deal-acme, unread")
    link.click()
    composer(page)
    expect(link).to_have_count(0)


def test_every_message_shows_its_payload_by_keyboard(page: Page, stage: Stage) -> None:
    stage.say("hello")
    page.goto(stage.at("U0SAM", "C0ACME"))
    page.get_by_role("article").get_by_role("button", name="View payload").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Message payload")
    expect(dialog).to_contain_text('"text": "hello"')
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def test_a_shortcut_on_a_message_reaches_the_app(page: Page, stage: Stage) -> None:
    stage.say("hello")
    page.goto(stage.at("U0SAM", "C0ACME"))
    message = page.get_by_role("article")
    message.hover()
    message.get_by_role("button", name="More actions").click()
    with page.expect_response("**/control/shortcut"):
        page.get_by_role("menuitem", name="Take").click()
    assert stage.heard[0]["message"]["text"] == "hello"


def test_inviting_lets_someone_read_a_channel(page: Page, stage: Stage) -> None:
    page.goto(stage.at("U0NOAH", "C0FINANCE"))
    expect(page.get_by_text("You are not in #finance")).to_be_visible()
    stage.act("membership", channel="C0FINANCE", user="U0NOAH", member=True)
    expect(page.get_by_label("Message #finance")).to_be_visible()


def test_a_permalink_opens_the_message_s_thread(page: Page, stage: Stage) -> None:
    ts = stage.act("message", user="U0SAM", channel="C0ACME", text="look here")["ts"]
    page.goto(f"{stage.url}/archives/C0ACME/p{ts.replace('.', '')}")
    thread = page.get_by_role("complementary", name="Thread")
    expect(thread.get_by_role("article")).to_contain_text("look here")


def test_a_file_is_shared_in_a_channel(page: Page, stage: Stage, tmp_path: Path) -> None:
    file = tmp_path / "statement.csv"
    file.write_text("Date,Amount\n2026-11-20,1.00\n")
    page.goto(stage.at("U0SAM", "C0ACME"))
    with page.expect_file_chooser() as asked:
        page.get_by_role("button", name="Share a file").first.click()
    asked.value.set_files(file)
    expect(page.get_by_role("log").get_by_text("statement.csv").first).to_be_visible()


def test_group_messages_have_the_others_names_and_channels_say_what_became_of_them(
    page: Page, stage: Stage
) -> None:
    people = ["U0SAM", "U0FIONA", "U0FRANK"]
    group = {"members": people, "is_private": True, "is_mpim": True}
    stage.act("channel", channel="G0THREE", **group)
    stage.act("channel", channel="C0ACME", is_archived=True, shared_with="Acme")
    page.goto(stage.at("U0SAM", "C0ACME"))
    head = page.locator("header.head")
    expect(head.get_by_text("ARCHIVED")).to_be_visible()
    expect(head.get_by_text("SHARED WITH Acme")).to_be_visible()
    page.get_by_role("link", name="Fiona Chen, Frank Weber").click()
    expect(page.get_by_role("heading", name="Fiona Chen, Frank Weber", exact=True)).to_be_visible()
    page.get_by_label("Message Fiona Chen, Frank Weber").fill("Hello you two")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article")).to_contain_text("Hello you two")
