"""Two languages in one text: `Rechnung / Invoice`.

Where the second one begins, and where it ends, is marked within the text by characters that have no
width and that nobody can type, so that it can be wrapped like any other and still be read aloud in
its own language.
"""

import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache

from jupiter_core.documents.languages import LANGUAGES
from jupiter_core.documents.languages.labels import DocumentLabels

END = "\ue000"
_BEGINNINGS = {language: chr(0xE001 + n) for n, language in enumerate(LANGUAGES)}
_LANGUAGES = {mark: language for language, mark in _BEGINNINGS.items()}
MARKS = frozenset((END, *_LANGUAGES))
"""All of them, of the private use area of Unicode."""
_NOTHING = str.maketrans(dict.fromkeys(MARKS, ""))
_ANY = "[" + "".join(_LANGUAGES) + "]"
_SLASH = re.compile(f" / (?={_ANY})")
_PIECES = re.compile(f"({_ANY})([^{END}]*){END}")
_LONGEST, _SHORTEST_SENTENCE = 60, 25
"""Characters: of a label, and of what ends in a full stop and is no abbreviation. Sentences stand
one below the other."""
_SAID_ONCE = {"name", "made_with"}


def both(first: str, second: str, language: str, *, within_a_line: bool = False) -> str:
    """`first` and then `second`, which is in `language`; one of them where they are the same."""
    if first == second or not second:
        return first
    length = max(len(first), len(second))
    is_sentence = length > _SHORTEST_SENTENCE and first.endswith((".", "。"))
    below = (length > _LONGEST or is_sentence) and not within_a_line
    between = "\n" if below else " / "
    return f"{first}{between}{_BEGINNINGS[language]}{second}{END}"


@cache
def labels_of(first: str, second: str) -> DocumentLabels:
    """The words of two languages as those of one."""
    one, other = LANGUAGES[first], LANGUAGES[second]
    said = {
        field.name: _both(getattr(one, field.name), getattr(other, field.name), second)
        for field in fields(DocumentLabels)
        if field.name not in _SAID_ONCE
    }
    return DocumentLabels(**{**{name: getattr(one, name) for name in _SAID_ONCE}, **said})


def unmarked(text: str) -> str:
    """Without the marks, as it is seen."""
    return text.translate(_NOTHING)


def in_lines(text: str) -> str:
    """Each language in a line of its own."""
    return _SLASH.sub("\n", text) if END in text else text


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """Each with its language, which is empty for what is in the document's."""
    at = 0
    for found in _PIECES.finditer(text):
        if found.start() > at:
            yield text[at : found.start()], ""
        yield found[2], _LANGUAGES[found[1]]
        at = found.end()
    if at < len(text):
        yield text[at:], ""


def carried_on(lines: list[str]) -> list[str]:
    """The same lines, each with the marks of what began in one before it."""
    begun, carried = "", []
    for line in lines:
        whole = begun + line
        begun = ""
        last = max(map(whole.rfind, _LANGUAGES))
        if last > whole.rfind(END):
            begun, whole = whole[last], whole + END
        carried.append(whole)
    return carried


def _both(
    first: str | dict[str, str], second: str | dict[str, str], language: str
) -> str | dict[str, str]:
    if isinstance(first, str):
        return both(first, str(second), language)
    assert isinstance(second, dict)
    return {key: both(text, second.get(key, ""), language) for key, text in first.items()}
