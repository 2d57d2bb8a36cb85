"""A logo as JSON: the picture in base64."""

from base64 import b64decode
from binascii import Error
from typing import Annotated

from pydantic import Field, StringConstraints

from bot.intake.documents.base import Document
from bot.intake.refusals import WrongShape

MOST_LETTERS = 900_000
"""A request has no more than a megabyte."""


class LogoBody(Document):
    """The picture that stands at the head of invoices."""

    content: Annotated[
        str,
        StringConstraints(min_length=1, max_length=MOST_LETTERS),
        Field(
            description="A PNG, JPEG, WebP or SVG in base64, up to 675 kB; which one, its content "
            "says. A picture of pixels is scaled down to what fits; an SVG is of shapes only, "
            "48 KB at most."
        ),
    ]

    def decoded(self) -> bytes:
        """The file, its content unchecked. Raises WrongShape at `content`."""
        try:
            return b64decode(self.content, validate=True)
        except (Error, ValueError):
            raise WrongShape("a picture in base64").at("content") from None
