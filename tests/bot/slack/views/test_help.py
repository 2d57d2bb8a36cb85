"""What `/invoice help` says, by role, and what is said to a line that is not understood."""

import pytest

from bot.slack.command_words import is_number, near_word, suggestions
from bot.slack.views.help import Helped, help_message, help_modal
from bot.slack.views.unread import unread_message
from tests.harness.drawn_views import expect_message, expect_modal, texts_in

WORDS = ["", "new", "list", "find", "show", "po", "history", "contract", "contracts", "setup"]


@pytest.mark.parametrize(
    ("helped", "said", "unsaid"),
    [
        (Helped(drafts=True), "onboarding net 30", "waits for approval"),
        (Helped(approves=True), "waits for approval", "onboarding net 30"),
        (Helped(receivables=True), "overdue", "waits for approval"),
        (Helped(admin=True), "/invoice setup", "waits for approval"),
        (Helped(guest=True), "Guests can read", "/invoice"),
    ],
)
def test_help_is_short_and_of_what_this_person_may_do(
    helped: Helped, said: str, unsaid: str
) -> None:
    text, blocks = help_message(helped)
    expect_message(blocks)
    whole = " ".join(texts_in(blocks))
    assert said in whole and unsaid not in whole
    assert len(text.splitlines()) <= 10


@pytest.mark.parametrize("way", ["list", "find", "show", "po", "history", "setup", "help"])
def test_every_way_of_the_command_is_behind_the_button(way: str) -> None:
    modal = help_modal()
    expect_modal(modal)
    assert any(text.startswith(f"/invoice {way}") for text in texts_in(modal["blocks"]))


@pytest.mark.parametrize("typed", ["po x", "<!channel> *_~`", "x" * 10_000, "\u202e", "&amp;"])
def test_anything_not_understood_is_answered_in_a_form_that_slack_accepts(typed: str) -> None:
    text, blocks = unread_message(suggestions(typed, "", may_draft=True))
    expect_message(blocks)
    assert len(text) <= 4000
    assert not set(text) & {"<", ">"}


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("lsit", "list"),
        ("finde foo", "find"),
        ("histroy JUS-000001", "history"),
        ("Acme 1.2M/yr 3y", ""),
        ("Initrode Ltd 50k", ""),
        ("list", ""),
        ("", ""),
    ],
)
def test_the_word_that_was_probably_meant(typed: str, near: str) -> None:
    assert near_word(typed, WORDS) == near


def test_what_was_probably_meant_is_a_button_with_the_whole_line() -> None:
    text, blocks = unread_message(suggestions("finde foo", "find", may_draft=False))
    assert text == "I couldn't read “finde”. Did you mean find?"
    values = [each.get("value") for each in blocks[-1]["elements"]]
    assert values == ["find foo", "find finde foo", "help"]


@pytest.mark.parametrize("typed", ["1", "#12", "jus-1", "JUS-000001", "2027-00012", "A/B-7"])
def test_a_number_alone_is_a_number(typed: str) -> None:
    assert is_number(typed)


@pytest.mark.parametrize("typed", ["50k", "1.2M", "Acme", "jus 1", "2027-01-01", "", "1,000"])
def test_an_amount_a_name_or_a_day_is_no_number(typed: str) -> None:
    assert not is_number(typed)
