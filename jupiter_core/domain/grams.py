"""Three characters at a time: by which of them a text is found that contains others.

A text is indexed by each three characters that follow each other, so that what contains `cme` in
the middle of a word is found too, in every script. What it is of stands before it as three
characters as well, so that no workspace has to look among another one's.
"""

from zlib import crc32

_MARK = "\x02"
_FIRST_BUCKET, _BUCKETS = 0xE000, 6400
_LONGEST = 24
"""Of what is looked for, so much chooses; whether all of it is there is asked of what was found."""


def of_workspace(kind: str, workspace_id: str) -> str:
    """The three characters of all texts of a kind in a workspace, and of few others."""
    bucket = chr(_FIRST_BUCKET + crc32(workspace_id.encode()) % _BUCKETS)
    return f"{_MARK}{kind[0]}{bucket}"


def grams_of(text: str) -> list[str]:
    """In the order of the text, each once; none of a text that is shorter.

    >>> grams_of("acme"), grams_of("ab")
    (['acm', 'cme'], [])
    """
    chosen = text[:_LONGEST]
    return [*dict.fromkeys(chosen[n : n + 3] for n in range(len(chosen) - 2))]


def beginning(word: str) -> str:
    """What is looked for where a word is typed: two Latin letters begin a word, all else may stand
    anywhere.

    >>> beginning("ac"), beginning("acm"), beginning("東京")
    (' ac', 'acm', '東京')
    """
    short = len(word) == 2 and word.isascii() and word.isalnum()
    return f" {word}" if short else word
