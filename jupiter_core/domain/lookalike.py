"""Names that a reader would take for one another.

Compared is what a name leaves in the eye: letters and digits without case, accents, spaces and
punctuation, with letters of other scripts that are drawn alike (Unicode TR 39 calls these
confusables; kept here are those of Cyrillic, Greek, Armenian, Cherokee and Canadian letters, small
capitals, letters with a stroke, and pairs that are drawn like one letter).

>>> looks_like("Jupiter US, Inc.", "JUPITER US INC")
True
>>> looks_like("Jupiter US Inc.", "Jupiter EU GmbH")
False
"""

import unicodedata

LETTERS_ALIKE = {
    **dict(zip("авекмнорстухіјѕԁԛѡ", "abekmhopctyxijsdqw", strict=True)),
    **dict(zip("αβεικνορτυχ", "abeikvoptux", strict=True)),
}
"""Small letters of other scripts, and the Latin ones that they are drawn like."""
_SCRIPTS = {
    "ıɩɨӏꙇǀ|ꞁłɫ": "i",
    "гᴦɾɼʀᖇ\u13a1": "r",
    "սʉυʋᴜᑌ": "u",
    "ոηռɲŋɴ": "n",
    "հһħʜ\u13bb": "h",
    "օσøөɵᴏ": "o",
    "ɡցɢ\u13c0": "g",
    "զԛ": "q",
    "քᴘᑭþ\u13e2": "p",
    "ŧƭᴛ\u13a2": "t",
    "đɖɗᴅᗪ\u13a0": "d",
    "ƀɓʙᗷ\u13f4": "b",
    "ɑᴀ\u13aa": "a",
    "ҫᴄ\u13df": "c",
    "ɛҽᴇ\u13ac": "e",
    "ꜰƒ": "f",
    "ᴊɉᒍ\u13ab": "j",
    "ᴋƙҝ\u13e6": "k",
    "ʟ\u13de": "i",
    "ᴍ\u13b7": "m",
    "ꜱʂ\u13da": "s",
    "ᴠѵ\u13d9": "v",
    "ᴡωա\u13b3": "w",
    "ҳ": "x",
    "ʏγүұ": "y",
    "ᴢƶʐ\u13c3": "z",
}
_ALIKE = str.maketrans(
    {
        **{each: letter for drawn, letter in _SCRIPTS.items() for each in drawn},
        **LETTERS_ALIKE,
        **dict(zip("015l", "oisi", strict=True)),
    }
)
"""In small letters, as names are compared."""
_PAIRS = (("rn", "m"), ("vv", "w"))


def likeness(name: str) -> str:
    """What two names that look alike have in common; empty for what has no letters or digits."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    drawn = "".join(each for each in plain.translate(_ALIKE) if each.isalnum())
    for pair, letter in _PAIRS:
        drawn = drawn.replace(pair, letter)
    return drawn


def looks_like(one: str, other: str) -> bool:
    """Whether a reader would take one for the other."""
    found = likeness(one)
    return bool(found) and found == likeness(other)
