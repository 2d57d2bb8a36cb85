"""Texts that are cut, for people."""

import pytest

from bot.wording.text import shortened


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
