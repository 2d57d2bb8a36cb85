"""The codes of problems, each with the sentence that people get."""

import re
from collections.abc import Iterable

from bot.api.docs_page.prose import Paragraph, Run
from bot.api.docs_page.schemas import Json
from jupiter_core.domain.frozen import Frozen

_SLOT = re.compile(r"\{(\w+)\}")


class DescribedRefusal(Frozen):
    """`code` is the anchor too: a problem's `type` leads there."""

    code: str
    status: int
    sentence: Paragraph


def refused(said: Iterable[Json]) -> tuple[DescribedRefusal, ...]:
    """Of what the description has under `x-problems`."""
    return tuple(
        DescribedRefusal(
            code=each["code"], status=each["status"], sentence=_sentence(each["sentence"])
        )
        for each in said
    )


def _sentence(template: str) -> Paragraph:
    """What is filled in stands apart from the words around it."""
    pieces = _SLOT.split(template)
    runs = (
        Run(text=each.replace("_", " "), kind="slot") if n % 2 else Run(text=each)
        for n, each in enumerate(pieces)
    )
    return tuple(each for each in runs if each.text)
