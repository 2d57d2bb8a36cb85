"""What an ended contract would still have billed, and never will: differences of an index that was
not known, parts of fees that nobody accepted."""

from typing import Literal

from pydantic import Field

from jupiter_core.domain.contract.scheduled import PendingMilestone, Schedule, TrueUp
from jupiter_core.domain.frozen import Frozen


class Lapsed(Frozen):
    """With the end of a contract. What was billed ahead of its index stays as it was billed."""

    kind: Literal["lapsed"] = "lapsed"
    true_ups: tuple[TrueUp, ...] = Field(default=(), exclude_if=lambda each: not each)
    milestones: tuple[PendingMilestone, ...] = Field(default=(), exclude_if=lambda each: not each)

    @property
    def words(self) -> str:
        differences = (f"index difference {each.words}" for each in self.true_ups)
        fees = (f"{each.total.words} {each.words}" for each in self.milestones)
        return f"never billed: {'; '.join([*differences, *fees])}"


def lapsed_of(schedule: Schedule) -> Lapsed | None:
    """What lapses of it when its contract ends; None where nothing waits."""
    if not (schedule.true_ups or schedule.pending):
        return None
    return Lapsed(true_ups=schedule.true_ups, milestones=schedule.pending)
