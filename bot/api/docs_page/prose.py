"""Words of the description for a page: paragraphs, and what stands between backticks as code."""

import re

from jupiter_core.domain.frozen import Frozen

_TOKEN = re.compile(
    r'(?P<key>"(?:[^"\\]|\\.)*"(?=\s*:))|(?P<text>"(?:[^"\\]|\\.)*")'
    r"|(?P<plain>-?\b\d[\d.eE+-]*\b|\b(?:true|false|null)\b)"
)


class Run(Frozen):
    """A piece of text of one kind: empty for plain words, `code`, or what JSON has."""

    text: str
    kind: str = ""


Paragraph = tuple[Run, ...]
Prose = tuple[Paragraph, ...]


def prose(text: str) -> Prose:
    """An empty line begins a new paragraph.

    >>> prose("Send `a`.")[0][1]
    Run(text='a', kind='code')
    """
    return tuple(paragraph(each) for each in re.split(r"\n\s*\n", text.strip()) if each.strip())


def paragraph(text: str) -> Paragraph:
    """White space is folded; every second piece between backticks is code."""
    pieces = " ".join(text.split()).split("`")
    runs = (Run(text=each, kind="code" if n % 2 else "") for n, each in enumerate(pieces))
    return tuple(each for each in runs if each.text)


def coloured(json_text: str) -> Paragraph:
    """JSON in runs of `key`, `text` and `plain`, and what is between them."""
    runs: list[Run] = []
    place = 0
    for found in _TOKEN.finditer(json_text):
        runs.append(Run(text=json_text[place : found.start()]))
        runs.append(Run(text=found.group(), kind=found.lastgroup or ""))
        place = found.end()
    runs.append(Run(text=json_text[place:]))
    return tuple(each for each in runs if each.text)
