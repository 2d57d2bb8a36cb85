"""Names that a reader would take for one another.

Compared is what a name leaves in the eye: letters and digits without case, accents, spaces and
punctuation, with letters of other scripts that are drawn alike (Unicode TR 39 calls these
confusables; the ones kept here are those of Cyrillic and Greek capitals and small letters).

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
_ALIKE = str.maketrans({**LETTERS_ALIKE, **dict(zip("015l", "oisi", strict=True))})
"""In small letters, as names are compared."""


def likeness(name: str) -> str:
    """What two names that look alike have in common; empty for what has no letters or digits."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    return "".join(each for each in plain if each.isalnum()).translate(_ALIKE)


def looks_like(one: str, other: str) -> bool:
    """Whether a reader would take one for the other."""
    found = likeness(one)
    return bool(found) and found == likeness(other)
