"""A line's unit of measure, as JSON and as people call it."""

from typing import Annotated

from pydantic import Field

from bot.intake.documents.base import spoken
from bot.intake.refusals import NotAmong
from jupiter_core.domain.text import line_of
from jupiter_core.domain.unit import Unit, unit_called


def unit_of(typed: str) -> Unit:
    """By its code or a word for it. Raises NotAmong."""
    found = unit_called(typed)
    if found is None:
        raise NotAmong(line_of(typed, "Unit", 30), ", ".join(each.value for each in Unit))
    return found


LineUnit = Annotated[
    Unit | None,
    spoken(unit_of),
    Field(examples=["HUR"], description="UN/ECE Rec 20. Where it is left out, one (C62)."),
]
