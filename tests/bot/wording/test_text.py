"""Texts that are cut, for people."""

import pytest

from bot.wording.text import echoed, shortened


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("invoice.issued, invoice.paid", 28, "invoice.issued, invoice.paid"),
        ("invoice.issued, invoice.paid, invoice.voided", 31, "invoice.issued, invoice.paid…"),
        ("Whatever is sent", 12, "Whatever is…"),
        ("https://hooks.example/a-long-address", 12, "https://hoo…"),
        ("See https://hooks.example/a-long-address", 16, "See https://hoo…"),
    ],
)
def test_a_text_is_cut_after_a_whole_word_unless_little_would_be_left(
    text: str, limit: int, shown: str
) -> None:
    assert shortened(text, limit) == shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Acme \u202e0005 ecivres", "Acme 0005 ecivres"),
        ("two\nlines\u2028three", "two lines three"),
        ("\u200bnul\x00 \x1b[31mred", "nul [31mred"),
        ("a word that is long", "a word that is…"),
    ],
)
def test_what_was_typed_is_said_back_without_what_turns_or_breaks_the_line(
    typed: str, said: str
) -> None:
    assert echoed(typed, 18) == said
