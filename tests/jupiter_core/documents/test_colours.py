"""The seller's colour stays readable, whatever it is."""

from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.documents.colours import (
    INK,
    MUTED,
    SETTLED,
    WATERMARK,
    WHITE,
    contrast,
    on,
    readable,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


@given(COLOURS)
def test_text_on_any_colour_can_be_read(colour: str) -> None:
    assert contrast(on(colour), colour) >= 4.5


@given(COLOURS)
def test_any_colour_as_text_on_white_can_be_read(colour: str) -> None:
    assert contrast(readable(colour), WHITE) >= 4.5


def test_a_colour_that_can_be_read_is_left_as_it_is() -> None:
    assert readable("#1f3a5f") == "#1f3a5f"
    assert on("#1f3a5f") == WHITE
    assert on("#ffb000") == INK


def test_the_quietest_text_can_be_read_on_the_watermark_and_that_be_seen_on_white() -> None:
    assert contrast(MUTED, WATERMARK) >= 4.5
    assert contrast(WATERMARK, WHITE) >= 1.3


def test_the_stamp_of_what_is_settled_can_be_read() -> None:
    assert contrast(WHITE, SETTLED) >= 4.5
