"""A fee in milestones, as a contract's document has it."""

from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field

from bot.intake.documents.base import Document, checked, spoken
from bot.intake.documents.contract_line import ContractLineBase, Description, TaxRate
from bot.intake.documents.values import Amount, Day, Line, Percent
from bot.intake.notation.milestones import parts_typed
from jupiter_core.domain.contract.milestone import (
    MOST_PARTS,
    Milestone,
    Milestones,
    part_name_of,
    share_percent_of,
)

EXAMPLE_PARTS: list[dict[str, Any]] = [
    {"name": "Signature", "percent": "40", "on": "2027-02-01"},
    {"name": "Go-live", "percent": "40", "expected_on": "2027-06-30"},
    {"name": "Final report"},
]


class MilestoneBody(Document):
    """A part: a percentage of the fee, an amount, or without either the rest; billed on a day, or
    without one on acceptance."""

    name: Annotated[Line, AfterValidator(checked(part_name_of))]
    percent: Annotated[Percent, AfterValidator(checked(share_percent_of))] | None = None
    amount: Amount | None = None
    on: Day | None = None
    expected_on: Annotated[
        Day | None, Field(description="Where it waits for acceptance: finance is reminded then.")
    ] = None

    def meant(self) -> Milestone:
        """As the contract has it."""
        return Milestone(
            name=self.name,
            percent=self.percent,
            amount=self.amount,
            on=self.on,
            expected_on=self.expected_on,
        )


class MilestonesBody(ContractLineBase):
    """A fee that is billed in parts, each on an invoice of its own day."""

    stand_ins: ClassVar = {
        "description": "?",
        "amount": Decimal(1),
        "parts": [{"name": "?", "percent": "100"}],
    }

    kind: Literal["milestones"]
    description: Description
    amount: Annotated[Amount, Field(examples=["100000.00"], description="Of all parts together.")]
    tax_rate: TaxRate = None
    parts: Annotated[
        tuple[MilestoneBody, ...],
        spoken(parts_typed),
        Field(min_length=1, max_length=MOST_PARTS, examples=[EXAMPLE_PARTS]),
    ]

    def meant(self) -> Milestones:
        """As the contract has it."""
        return Milestones(
            description=self.description,
            amount=self.amount,
            tax_rate=self.tax_rate or Decimal(0),
            parts=tuple(each.meant() for each in self.parts),
        )
