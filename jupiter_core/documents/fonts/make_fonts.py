"""Makes the static fonts beside this file from Inter's variable font.

Run by hand, when the fonts are to change; see README.md:
`python make_fonts.py "Inter[opsz,wght].ttf"`
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

FAMILY = "Jupiter Sans"
FONTS = {"Regular": 400, "Bold": 600}
SCRIPTS = (
    (0x0020, 0x007E),  # Basic Latin
    (0x00A0, 0x024F),  # Latin-1, Latin Extended-A and -B
    (0x0259, 0x0259),  # schwa
    (0x02BB, 0x02BC),  # ʻokina and apostrophe letters
    (0x0370, 0x03FF),  # Greek
    (0x0400, 0x04FF),  # Cyrillic
    (0x1E00, 0x1EFF),  # Latin Extended Additional
    (0x2007, 0x2015),  # figure and thin spaces, hyphens, dashes
    (0x2018, 0x2026),  # quotation marks, daggers, bullet, ellipsis
    (0x202F, 0x203A),  # narrow no-break space, per mille, primes, guillemets
    (0x2044, 0x2044),  # fraction slash
    (0x2070, 0x208E),  # superscripts and subscripts
    (0x20A0, 0x20C0),  # currency signs
    (0x2113, 0x2122),  # litre, numero, trade mark
    (0x2150, 0x215E),  # fractions
    (0x2190, 0x2199),  # arrows
    (0x2202, 0x2265),  # minus, multiplication and comparison
    (0x2713, 0x2713),  # check mark
)


def main(source: str) -> None:
    """Writes both fonts; `source` is the path of the variable font."""
    for style, weight in FONTS.items():
        font = instantiateVariableFont(
            TTFont(source, recalcTimestamp=False), {"wght": weight, "opsz": 14}
        )
        _level_figures(font)
        _keep_only(font, SCRIPTS)
        _rename(font, style, weight)
        font.save(Path(__file__).with_name(f"JupiterSans-{style}.ttf"))


def _level_figures(font: TTFont) -> None:
    """Tabular figures as the ordinary ones: no layout engine is at work when a page is drawn."""
    for table in font["cmap"].tables:
        for digit in "0123456789":
            plain = table.cmap.get(ord(digit))
            if plain and f"{plain}.tf" in font.getGlyphOrder():
                table.cmap[ord(digit)] = f"{plain}.tf"


def _keep_only(font: TTFont, scripts: tuple[tuple[int, int], ...]) -> None:
    options = Options(
        layout_features=[],
        notdef_outline=True,
        glyph_names=False,
        hinting=False,
        name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14],
    )
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "DSIG", "gasp", "MVAR", "HVAR"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[c for first, last in scripts for c in range(first, last + 1)])
    subsetter.subset(font)


def _rename(font: TTFont, style: str, weight: int) -> None:
    """A name of our own: the outlines are Inter's, the choice of figures is not."""
    names = font["name"]
    postscript = f"{FAMILY.replace(' ', '')}-{style}"
    renamed = {1: FAMILY, 2: style, 3: postscript, 4: f"{FAMILY} {style}", 6: postscript}
    for number, text in renamed.items():
        names.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = weight
    font["OS/2"].fsSelection = 0x20 if style == "Bold" else 0x40
    font["head"].macStyle = 1 if style == "Bold" else 0


if __name__ == "__main__":
    main(sys.argv[1])
