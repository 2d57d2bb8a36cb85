"""Whatever colour an entity chooses, its page can be read."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.wording.colour import contrast, palette

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@settings(deadline=None)
@given(colours)
def test_text_on_the_colour_and_in_the_colour_has_enough_contrast(colour: str) -> None:
    made = palette(colour)
    assert made.brand == colour
    assert contrast(made.ink, made.brand) >= 4.5
    for ground in ("#ffffff", "#f4f5f7"):
        assert contrast(made.text, ground) >= 4.5


def test_a_dark_colour_stays_as_it_is() -> None:
    assert palette("#1f3a5f").text == "#1f3a5f"
    assert palette("#1f3a5f").ink == "#ffffff"


def test_contrast_is_what_the_standard_says() -> None:
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48
