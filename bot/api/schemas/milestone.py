"""Bodies about the milestones of a contract."""

from typing import Annotated

from pydantic import Field

from bot.intake.documents.base import Document
from bot.intake.documents.values import Day, Memo, Whole


class AcceptanceBody(Document):
    """`line` and `part` are the places that `schedule.pending` has, both from 0."""

    line: Annotated[Whole, Field(ge=0, le=1000)]
    part: Annotated[Whole, Field(ge=0, le=1000)]
    on: Annotated[Day, Field(description="Today or a day that has passed.")]
    note: Memo = ""
