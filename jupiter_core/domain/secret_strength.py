"""Whether a secret looks as if it was drawn by chance, or can be guessed.

>>> weakness_of("changemechangemechangemechangeme")
'this key repeats itself and can be guessed'
>>> weakness_of("q3Jk0v_8Zt1mWcY5eR7uXbNn4Ld2SgPa9HfTo6iQ")
''
"""

import re
from collections.abc import Callable
from itertools import pairwise
from math import sqrt

SHORTEST = 32
_FEWEST_CHARACTERS = 8
_NEW_TRIPLES = 0.8
_STEPS = 0.6
_MIXED = 0.45
_PLACEHOLDERS = re.compile(
    r"change.?me|secret|passw.rd|example|insecure|default|placeholder|jupiter|qwerty", re.IGNORECASE
)
_HEX = re.compile(r"[0-9a-f-]+", re.IGNORECASE)
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1234567890")
_NEIGHBOURS = frozenset(pair for row in _ROWS for way in (row, row[::-1]) for pair in pairwise(way))
_LISTED = (
    "th he in er an re nd at on nt ha es st en ed to it ou ea hi is or ti as te et ng of al de se "
    "le sa si ar ve ra ld ur ke ey ec cr et ch ge me em ss sw wo rd su up pe ro om io ic no ne ve "
    "ll be li ma us fo ta ry el la ri co ca pl ce oi ac mp lo ee il da so tr"
)
_USUAL_PAIRS = frozenset(_LISTED.split())
"""The pairs of letters that make up most of English; one in eight of what chance makes."""
_BY_CHANCE = len(_USUAL_PAIRS) / 26**2
_SURELY = 5
"""Standard deviations beyond what chance makes."""


def weakness_of(secret: str) -> str:
    """Why it can be guessed, as a sentence without its end; nothing where it looks random."""
    if len(secret) < SHORTEST:
        return f"each key needs {SHORTEST} characters at least"
    if _repeats(secret):
        return "this key repeats itself and can be guessed"
    if _share(secret, _is_step) > _STEPS:
        return "this key is a row of neighbours and can be guessed"
    if _PLACEHOLDERS.search(secret) or _is_of_words(secret):
        return "this key is made of words and can be guessed"
    return ""


def _repeats(secret: str) -> bool:
    triples = [secret[n : n + 3] for n in range(len(secret) - 2)]
    few = len(set(secret)) < _FEWEST_CHARACTERS
    return few or len(set(triples)) < _NEW_TRIPLES * len(triples)


def _is_step(one: str, other: str) -> bool:
    near = abs(ord(one) - ord(other)) <= 1
    return near or (one.lower(), other.lower()) in _NEIGHBOURS


def _is_of_words(secret: str) -> bool:
    """Words have usual pairs of letters; chance changes from one kind of character to another
    more often than words do."""
    mixed = _share(secret, lambda one, other: _kind(one) != _kind(other)) >= _MIXED
    if mixed or _HEX.fullmatch(secret):
        return False
    letters = [pair for pair in pairwise(secret.lower()) if "".join(pair).isalpha()]
    usual = sum("".join(pair) in _USUAL_PAIRS for pair in letters)
    expected = _BY_CHANCE * len(letters)
    return usual > expected + _SURELY * sqrt(expected * (1 - _BY_CHANCE))


def _kind(character: str) -> str:
    if character.isdigit():
        return "digit"
    if not character.isalpha():
        return "sign"
    return "upper" if character.isupper() else "lower"


def _share(secret: str, of: Callable[[str, str], bool]) -> float:
    """How many of the pairs of characters beside each other are `of` that kind."""
    return sum(of(*pair) for pair in pairwise(secret)) / (len(secret) - 1)
