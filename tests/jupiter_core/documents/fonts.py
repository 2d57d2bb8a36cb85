"""Made-up fonts for scripts that the shipped ones lack: every glyph is a box."""

from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def a_font_of(characters: str, path: Path) -> Path:
    """A TrueType file with exactly `characters`, each 1000 units wide."""
    names = {ord(each): f"uni{ord(each):04X}" for each in sorted(set(characters))}
    order = [".notdef", *names.values()]
    pen = TTGlyphPen(None)
    for at, point in enumerate(((100, 0), (900, 0), (900, 800), (100, 800))):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    box = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap(names)
    font.setupGlyf(dict.fromkeys(order, box))
    font.setupHorizontalMetrics(dict.fromkeys(order, (1000, 100)))
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "psName": "Boxes"})
    font.setupOS2(sCapHeight=800, usWeightClass=400)
    font.setupPost()
    font.font["head"].created = font.font["head"].modified = 0
    font.font.recalcTimestamp = False
    font.save(path)
    return path


HEIGHTS = {"beh": 100, "beh.init": 200, "beh.medi": 400, "beh.fina": 600}
"""Of the box of each form of one Arabic letter, so that a picture shows which was taken."""
_RULES = """
languagesystem DFLT dflt;
languagesystem arab dflt;
feature init { sub beh by beh.init; } init;
feature medi { sub beh by beh.medi; } medi;
feature fina { sub beh by beh.fina; } fina;
markClass acutecomb <anchor 0 0> @TOP;
feature mark { pos base q <anchor 150 700> mark @TOP; } mark;
"""


def a_font_with_rules(path: Path) -> Path:
    """One Arabic letter in its four forms, each 300 units wide, a q, and an acute to put on it."""
    order = [".notdef", "space", *HEIGHTS, "q", "acutecomb"]
    heights = {**HEIGHTS, ".notdef": 10, "q": 500, "acutecomb": 50}
    glyphs = {name: _box(50, 250, heights.get(name, 0)) for name in order}
    glyphs["acutecomb"] = _box(-100, 100, 50)
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(order)
    font.setupCharacterMap({0x20: "space", 0x0628: "beh", ord("q"): "q", 0x0301: "acutecomb"})
    font.setupGlyf(glyphs)
    widths = dict.fromkeys(order, (300, 50)) | {"acutecomb": (0, -100)}
    font.setupHorizontalMetrics(widths)
    font.setupHorizontalHeader(ascent=880, descent=-120)
    font.setupNameTable({"familyName": "Forms", "styleName": "Regular", "psName": "Forms"})
    font.setupOS2(sCapHeight=800, usWeightClass=400)
    font.setupPost()
    addOpenTypeFeaturesFromString(font.font, _RULES)
    font.save(path)
    return path


def _box(left: int, right: int, height: int) -> object:
    pen = TTGlyphPen(None)
    for at, point in enumerate(((left, 0), (right, 0), (right, height), (left, height))):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    return pen.glyph()
