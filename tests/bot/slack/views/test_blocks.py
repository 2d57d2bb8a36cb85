"""The two rules for text that somebody typed, and the limits of each piece."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.views import blocks as b
from bot.wording.text import shortened

HOSTILE = "<!channel> <https://evil|Pay here> *_~` &amp;"


def test_hostile_text_is_escaped_in_the_order_that_keeps_it_as_typed() -> None:
    assert b.escaped("<!channel> & &lt;") == "&lt;!channel&gt; &amp; &amp;lt;"


@given(st.text())
def test_escaped_text_mentions_and_links_nothing(text: str) -> None:
    assert not set(b.escaped(text)) & {"<", ">"}


def test_plain_text_shows_as_typed_without_emoji() -> None:
    assert b.plain(HOSTILE) == {"type": "plain_text", "text": HOSTILE, "emoji": False}


@given(st.text(max_size=200), st.integers(1, 100))
def test_what_is_shortened_fits_and_says_so(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit
    assert short == text or short.endswith("…")


@pytest.mark.parametrize("length", [0, 10_000])
def test_every_piece_keeps_to_its_limit_and_none_is_empty(length: int) -> None:
    text = "x" * length
    pieces = {
        150: b.header(text)["text"],
        3000: b.section(b.plain(text))["text"],
        75: b.option(text, "v")["text"],
        24: b.modal(text, [], callback_id="c")["title"],
    }
    for limit, piece in pieces.items():
        assert 1 <= len(piece["text"]) <= limit


def test_an_input_never_starts_with_more_than_it_may_hold() -> None:
    assert len(b.text_input("a", initial="x" * 300, most=255)["initial_value"]) == 255
    assert len(b.text_input("a", initial="x" * 10_000)["initial_value"]) == 3000
    assert "initial_value" not in b.text_input("a", initial="")


def test_a_choice_starts_with_one_of_its_options_or_with_none() -> None:
    options = [b.option("One", "1"), b.option("Two", "2")]
    assert b.select("a", options, initial="2")["initial_option"] is options[1]
    assert "initial_option" not in b.select("a", options, initial="3")
