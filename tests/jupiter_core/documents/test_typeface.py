"""The shipped fonts."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from jupiter_core.documents.typeface import FILES, SHIPPED, typeface, unprintable


@pytest.mark.parametrize("bold", [False, True])
def test_figures_are_all_of_one_width(bold: bool) -> None:
    assert len({typeface(bold).width(digit, 10) for digit in "0123456789"}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "".join(map(chr, range(0x20, 0x7F))),
        "ÀÉÎÕÜßæøåçñ ĀčđęğħıłňőřşţůźžŁŐŒŸ ẞ",
        "ΑΒΓΔΩαβγδωάέήίόύώς",
        "АБВГДЯабвгдяЁёЂђЄєІіЇїҐґЎў",
        "€£¥₹₽₩₺₴₪₫₦₱₿₸¢",
        "→←↑↓×÷−–—…·•“”‘’„«»№™®©§°",
        "\u00a0\u202f\u2009\u2007",
    ],
)
def test_they_have_what_business_in_europe_and_america_types(text: str) -> None:
    assert unprintable(text) == ""


@pytest.mark.parametrize("bold", [False, True])
def test_they_carry_their_licence_and_a_name_of_their_own(bold: bool) -> None:
    with TTFont(FILES[bold]) as font:
        names = {record.nameID: str(record) for record in font["name"].names}
    assert names[1] == "Jupiter Sans"
    assert "Open Font License" in names[13]
    assert "Inter Project Authors" in names[0]
    assert "SIL OPEN FONT LICENSE" in (Path(FILES[bold]).parent / "OFL.txt").read_text()
    assert FILES[bold].stat().st_size < 150_000


def test_every_character_of_the_shipped_fonts_has_a_code_of_four_digits() -> None:
    """The fast way writes it as two bytes."""
    assert max(map(ord, SHIPPED.known)) <= 0xFFFF
