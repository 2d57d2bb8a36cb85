"""The seller's colour stays readable, whatever it is."""

from hypothesis import example, given
from hypothesis import strategies as st

from jupiter_core.documents.colours import (
    INK,
    MUTED,
    SETTLED,
    WATERMARK,
    WHITE,
    area,
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


@given(COLOURS)
@example("#ffffff")
@example("#fffde7")
def test_an_area_of_any_colour_is_seen_on_white_and_text_on_it_read(colour: str) -> None:
    ground = area(colour)
    assert min(int(ground[at : at + 2], 16) for at in (1, 3, 5)) < 216
    assert contrast(on(ground), ground) >= 4.5


def test_a_bright_colour_fills_an_area_as_it_is_and_a_pale_one_darkened() -> None:
    assert area("#ffe600") == "#ffe600"
    assert contrast(area("#fffde7"), WHITE) >= 4.5


def test_a_colour_that_can_be_read_is_left_as_it_is() -> None:
    assert readable("#1f3a5f") == "#1f3a5f"
    assert on("#1f3a5f") == WHITE
    assert on("#ffb000") == INK


def test_the_quietest_text_can_be_read_on_the_watermark_and_that_be_seen_on_white() -> None:
    assert contrast(MUTED, WATERMARK) >= 4.5
    assert contrast(WATERMARK, WHITE) >= 1.3


def test_the_stamp_of_what_is_settled_can_be_read() -> None:
    assert contrast(WHITE, SETTLED) >= 4.5
