"""What a line of an invoice or a contract is for."""

from typing import Annotated

from pydantic import AfterValidator

from jupiter_core.domain.text import lines_of

DESCRIPTION_LIMIT = 1000


def description_of(text: str) -> str:
    """With the line breaks that were typed. Raises Required, TooLong or Unprintable."""
    return lines_of(text, "A description", DESCRIPTION_LIMIT)


def _described(text: str) -> str:
    """As it is: what was stored keeps its letters, and so its hash."""
    description_of(text)
    return text


Description = Annotated[str, AfterValidator(_described)]
