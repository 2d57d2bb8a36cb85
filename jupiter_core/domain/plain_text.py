"""A text as a reader takes it in, whatever characters it is typed with.

Small letters without accents, digits of every script as 0 to 9, full-width characters and letters
that are drawn like Latin ones as those, and nothing that cannot be seen.

>>> PlainText.read("Ｒemit  Tо:").words
'remit to'
"""

import unicodedata
from functools import lru_cache
from typing import NamedTuple

from jupiter_core.domain.lookalike import LETTERS_ALIKE

SHOWN = 60
"""Characters of a text that a sentence about it quotes."""


class PlainText(NamedTuple):
    """`letters` has no separators, `words` single spaces; each with where its characters came from
    in the `typed` text. `breaks` counts, for each letter, the characters since the one before."""

    typed: str
    letters: str
    letters_at: tuple[int, ...]
    breaks: tuple[int, ...]
    words: str
    words_at: tuple[int, ...]

    @classmethod
    def read(cls, typed: str) -> "PlainText":
        """`typed`, with the index in it of each character that a reader sees."""
        letters: list[tuple[str, int, int]] = []
        words: list[tuple[str, int]] = []
        gap = 0
        for place, character in enumerate(typed):
            found = _seen(character)
            if not found:
                gap += 0 if _is_hidden(character) else 1
                continue
            if gap and words:
                words.append((" ", place))
            for each in found:
                letters.append((each, place, gap))
                words.append((each, place))
                gap = 0
        return cls(
            typed,
            "".join(each for each, _, _ in letters),
            tuple(place for _, place, _ in letters),
            tuple(since for _, _, since in letters),
            "".join(each for each, _ in words),
            tuple(place for _, place in words),
        )

    def letters_typed(self, start: int, end: int) -> str:
        """What was typed for `letters[start:end]`."""
        return self._typed(self.letters_at[start], self.letters_at[end - 1])

    def words_typed(self, start: int, end: int) -> str:
        """What was typed for `words[start:end]`."""
        return self._typed(self.words_at[start], self.words_at[end - 1])

    def _typed(self, first: int, last: int) -> str:
        visible = "".join(each for each in self.typed[first : last + 1] if not _is_hidden(each))
        found = " ".join(visible.split())
        return found if len(found) <= SHOWN else found[: SHOWN - 1] + "…"


def plain_words(text: str) -> str:
    """The words of `text` as they are compared."""
    return PlainText.read(text).words


@lru_cache(4096)
def _seen(character: str) -> str:
    """What a reader sees of one character: letters and digits, or nothing."""
    spelled = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", character).casefold())
    return "".join(_plain(each) for each in spelled if each.isalnum())


def _plain(character: str) -> str:
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    return LETTERS_ALIKE.get(character, character)


def _is_hidden(character: str) -> bool:
    return unicodedata.category(character) in {"Cf", "Mn", "Me", "Cc"} and not character.isspace()
