"""A schedule of reminders as JSON, and as people type it: `-7, 0, 7, 14`."""

import re
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from bot.intake.documents.base import Document, Notation, checked, reading
from bot.intake.documents.party_parts import YesOrNo
from bot.intake.documents.values import no_truth
from jupiter_core.domain.refusals import InvalidNumber
from jupiter_core.domain.reminder_schedule import (
    EARLIEST,
    LATEST,
    ReminderSchedule,
    reminder_days_of,
)
from jupiter_core.domain.text import line_of

NONE = "none"
"""What people write where nothing is to be reminded of."""


def _days(typed: Any) -> Any:
    """A person writes numbers with commas between them. Raises InvalidNumber."""
    if reading().notation is not Notation.PERSON or not isinstance(typed, str):
        return typed
    if typed.strip().lower() == NONE:
        return []
    parts = [each for each in re.split(r"[,;\s]+", typed.strip()) if each]
    for each in parts:
        if not re.fullmatch(r"[+\-−]?\d{1,4}", each):
            raise InvalidNumber(line_of(each, "Days", 60))
    return [int(each.replace("−", "-")) for each in parts]


class ReminderScheduleBody(Document):
    """On which days an invoice is reminded of in its thread, and whether AP is written to."""

    days: Annotated[
        tuple[Annotated[int, no_truth, Field(ge=EARLIEST, le=LATEST)], ...],
        BeforeValidator(checked(_days)),
        AfterValidator(checked(reminder_days_of)),
        Field(description="From the due date; negative: before.", examples=[[-7, 0, 7, 14, 30]]),
    ] = ReminderSchedule().days
    email: Annotated[YesOrNo, Field(description="Whether AP gets an e-mail too.")] = False

    def meant(self) -> ReminderSchedule:
        """As an entity or a customer has it."""
        return ReminderSchedule(days=self.days, email=self.email)
