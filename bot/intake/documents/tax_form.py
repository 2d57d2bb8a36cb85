"""A tax form as JSON: its name, and its PDF in base64."""

from base64 import b64decode
from binascii import Error
from typing import Annotated

from pydantic import StringConstraints

from bot.intake.documents.base import Document
from bot.intake.documents.values import Text
from bot.intake.refusals import WrongShape
from jupiter_core.domain.tax_form import LARGEST

MOST_LETTERS = LARGEST * 4 // 3 + 4


class TaxFormBody(Document):
    """`content` is the PDF in base64."""

    name: Text
    content: Annotated[str, StringConstraints(max_length=MOST_LETTERS)]

    def decoded(self) -> bytes:
        """The PDF, its content unchecked. Raises WrongShape at `content`."""
        try:
            return b64decode(self.content, validate=True)
        except (Error, ValueError):
            raise WrongShape("a PDF in base64").at("content") from None
