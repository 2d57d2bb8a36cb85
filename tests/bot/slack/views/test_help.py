"""What `/invoice help` says, and what is said to anything that is not understood."""

import pytest

from bot.slack.views.help import help_message
from tests.harness.drawn_views import expect_message, texts_in


@pytest.mark.parametrize("typed", ["", "po", "<!channel> *_~`", "x" * 10_000, "\u202e", "&amp;"])
def test_anything_typed_is_answered_with_help_that_slack_accepts(typed: str) -> None:
    text, blocks = help_message(typed)
    expect_message(blocks)
    assert len(text) <= 4000
    assert not set(text) & {"<", ">"}
    assert "/invoice" in text


def test_what_was_not_understood_is_shown_as_typed() -> None:
    text, blocks = help_message("<!channel>")
    assert "I couldn't read “<!channel>”." in texts_in(blocks)
    assert "&lt;!channel&gt;" in text


@pytest.mark.parametrize("way", ["list", "show", "po", "history", "setup", "help"])
def test_every_way_of_the_command_is_named(way: str) -> None:
    _, blocks = help_message()
    assert any(text.startswith(f"/invoice {way}") for text in texts_in(blocks))
