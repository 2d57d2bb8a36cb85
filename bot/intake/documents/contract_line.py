"""What every line of a contract's document has: it is held against what the contract says."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, Field

from bot.intake.documents.base import Composite, checked, reading
from bot.intake.documents.contract_calendar import anchor_in, any_day_in
from bot.intake.documents.values import Paragraph, Rate
from jupiter_core.domain.contract.checks import line_mistakes
from jupiter_core.domain.contract.lines import ContractLine, description_of
from jupiter_core.domain.contract.terms import LONGEST_TERM
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.terms import FIRST_ISSUE_DATE

Description = Annotated[Paragraph, AfterValidator(checked(description_of))]
TaxRate = Annotated[
    Rate | None, Field(examples=["8.875"], description="A percentage. Without it, no tax.")
]


class ContractLineBase(Composite):
    """A line, held against the currency, the start and the term of its contract."""

    stand_ins: ClassVar[Mapping[str, Any]] = {"description": "?"}
    dates: ClassVar[tuple[str, ...]] = ()
    """They are held against the start, where it is known."""

    def meant(self) -> ContractLine:
        """As the contract has it."""
        raise NotImplementedError

    def misfits(self) -> Sequence[Refusal]:
        """What does not fit together in it, or not with its contract."""
        now = reading()
        dated = self if now.start else self.model_copy(update=dict.fromkeys(self.dates))
        start, term = now.start or FIRST_ISSUE_DATE, now.term_months or LONGEST_TERM
        return tuple(
            line_mistakes(
                dated.meant(),
                now.priced_in,
                start,
                term,
                anchor=anchor_in(now.calendar),
                any_day=any_day_in(now.calendar),
            )
        )
