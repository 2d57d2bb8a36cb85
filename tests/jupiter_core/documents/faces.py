"""A made-up face for scripts that the shipped ones lack: every glyph is a box."""

from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen


def a_face_of(characters: str, path: Path) -> Path:
    """A TrueType file with exactly `characters`, each 1000 units wide."""
    names = {ord(each): f"uni{ord(each):04X}" for each in sorted(set(characters))}
    order = [".notdef", *names.values()]
    pen = TTGlyphPen(None)
    for at, point in enumerate(((100, 0), (900, 0), (900, 800), (100, 800))):
        (pen.lineTo if at else pen.moveTo)(point)
    pen.closePath()
    box = pen.glyph()
    face = FontBuilder(1000, isTTF=True)
    face.setupGlyphOrder(order)
    face.setupCharacterMap(names)
    face.setupGlyf(dict.fromkeys(order, box))
    face.setupHorizontalMetrics(dict.fromkeys(order, (1000, 100)))
    face.setupHorizontalHeader(ascent=880, descent=-120)
    face.setupNameTable({"familyName": "Boxes", "styleName": "Regular", "psName": "Boxes"})
    face.setupOS2(sCapHeight=800, usWeightClass=400)
    face.setupPost()
    face.font["head"].created = face.font["head"].modified = 0
    face.font.recalcTimestamp = False
    face.save(path)
    return path
