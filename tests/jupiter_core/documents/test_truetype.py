"""Subsets of a font are fonts of their own."""

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from jupiter_core.documents.truetype import shipped_font
from jupiter_core.documents.typeface import FILES, typeface

SOME = sorted("Aé1€Łя\u00a0 ΩΏ½ệ")


def _outline(font: TTFont, name: str) -> object:
    coordinates, ends, flags = font["glyf"][name].getCoordinates(font["glyf"])
    return list(coordinates), list(ends), bytes(flags)


@pytest.mark.parametrize("bold", [False, True])
def test_every_character_looks_as_it_did(bold: bool) -> None:
    subset = TTFont(BytesIO(shipped_font(FILES[bold]).subset(SOME)), checkChecksums=2)
    with TTFont(FILES[bold]) as whole:
        names = whole.getBestCmap()
        for number, character in enumerate(SOME, start=1):
            mine, theirs = subset.getGlyphName(number), names[ord(character)]
            assert _outline(subset, mine) == _outline(whole, theirs), character
            assert subset["hmtx"][mine] == whole["hmtx"][theirs]


def test_characters_that_look_alike_have_glyphs_of_their_own() -> None:
    subset = TTFont(BytesIO(shipped_font(FILES[False]).subset([" ", "\u00a0"])))
    assert subset["maxp"].numGlyphs == 3


@pytest.mark.parametrize("bold", [False, True])
def test_all_characters_at_once_can_be_in_a_subset(bold: bool) -> None:
    everything = sorted(typeface(bold).advances)
    subset = TTFont(BytesIO(shipped_font(FILES[bold]).subset(everything)), checkChecksums=2)
    assert subset["maxp"].numGlyphs > len(everything)


def test_a_subset_is_as_small_as_what_is_in_it() -> None:
    assert len(shipped_font(FILES[False]).subset(SOME)) < 8_000
