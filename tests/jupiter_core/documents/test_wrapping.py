"""Lines of text."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.documents.primitives import Style
from jupiter_core.documents.typeface import Fonts, printing_with
from jupiter_core.documents.wrapping import wrapped
from tests.jupiter_core.documents.fonts import a_font_of

STYLE = Style(10)


def test_lines_break_at_spaces() -> None:
    width = STYLE.width("three words")
    assert wrapped("three words here", width, STYLE) == ["three words", "here"]


def test_a_no_break_space_is_not_broken_at() -> None:
    width = STYLE.width("due USD")
    assert wrapped("due USD\u00a01", width, STYLE) == ["due", "USD\u00a01"]


def test_no_line_begins_with_a_sign_that_french_sets_a_space_before() -> None:
    width = STYLE.width("retard de paiement")
    assert wrapped("retard de paiement : 40 €", width, STYLE) == ["retard de", "paiement : 40 €"]
    assert wrapped("voir « Conditions »", STYLE.width("voir « "), STYLE)[0] == "voir"


def test_a_word_wider_than_the_line_is_cut_where_the_line_is_full() -> None:
    assert wrapped("a WWWWW b", STYLE.width("WW"), STYLE) == ["a", "WW", "WW", "W b"]


def test_between_ideographs_a_line_ends_but_not_within_a_word_of_latin(tmp_path: Path) -> None:
    font = a_font_of("読み取って支払う。（）", tmp_path / "boxes.ttf")
    with printing_with(Fonts((font,))):
        width = STYLE.width("読み取って支払う")
        text = "読み取って支払う。読み（SEPA）"
        assert wrapped(text, width, STYLE) == ["読み取って支払", "う。読み", "（SEPA）"]
        assert wrapped("読み取って支（SEPA）", width, STYLE) == ["読み取って支", "（SEPA）"]


def test_a_no_break_space_takes_room_at_the_end_of_a_line_where_a_space_hangs_over() -> None:
    width = STYLE.width("Wa")
    assert wrapped("Wa ", width, STYLE) == ["Wa"]
    assert wrapped("Wa \u00a0", width, STYLE) == ["Wa", "\u00a0"]


def test_spaces_and_line_breaks_within_are_kept_as_typed() -> None:
    assert wrapped("  indented  twice\n\nnext", 500, STYLE) == ["  indented  twice", "", "next"]


@given(
    st.text(st.sampled_from("aW .-\u00a0é:«»"), max_size=60), st.floats(min_value=1, max_value=80)
)
def test_nothing_but_spaces_is_lost_and_no_line_is_too_wide(text: str, width: float) -> None:
    lines = wrapped(text, width, STYLE)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(STYLE.width(line) <= width + 1e-6 or len(line.strip()) <= 1 for line in lines)
