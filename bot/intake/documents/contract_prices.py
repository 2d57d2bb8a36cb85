"""What changes a price in a contract's document: escalators, and prices agreed anew."""

from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    Field,
)

from bot.intake.documents.base import (
    Document,
    checked,
    reading,
    spoken,
)
from bot.intake.documents.values import (
    Day,
    Number,
    Price,
    no_truth,
)
from bot.intake.notation.contract import escalators_of, price_changes_of, quantity_changes_of
from bot.intake.notation.numbers import decimal_of
from jupiter_core.domain.contract.calendar import contract_year
from jupiter_core.domain.contract.lines import (
    Escalator,
    PriceChange,
    QuantityChange,
    changed_quantity_of,
    escalator_percent_of,
)
from jupiter_core.domain.contract.terms import (
    LONGEST_TERM,
)


def typed_escalators(typed: str) -> list[dict[str, Any]]:
    """`5% y2, 3% every year`, of a contract as long as the one that is being read."""
    years = contract_year((reading().term_months or LONGEST_TERM) - 1)
    return [each.model_dump() for each in escalators_of(typed, years)]


def typed_price_changes(typed: str) -> list[dict[str, Any]]:
    """`2028-07-01: 1.5M`, one a line."""
    changes = price_changes_of(typed, reading().priced_in)
    return [
        {"from_date": each.from_date, "annual_price": each.annual_price.decimal} for each in changes
    ]


def typed_quantity_changes(typed: str) -> list[dict[str, Any]]:
    """`2027-12-01: 60`, one a line."""
    return [each.model_dump() for each in quantity_changes_of(typed)]


Year = Annotated[
    int,
    Field(ge=1, le=20, examples=[2], description="1 is the year that begins at the start."),
    no_truth,
]


class EscalatorBody(Document):
    """From this contract year on, the price is higher by `percent`."""

    contract_year: Year
    percent: Annotated[
        Number,
        AfterValidator(checked(escalator_percent_of)),
        Field(examples=["5"], description="Below zero, it is lower."),
    ]

    def meant(self) -> Escalator:
        """As the contract has it."""
        return Escalator(contract_year=self.contract_year, percent=self.percent)


class PriceChangeBody(Document):
    """A yearly price agreed anew, from the first day of a contract month on."""

    from_date: Day
    annual_price: Price

    def meant(self) -> PriceChange:
        """As the contract has it."""
        return PriceChange(from_date=self.from_date, annual_price=self.annual_price)


class QuantityChangeBody(Document):
    """Another quantity from a day on, at the price that is agreed; zero ends the product."""

    from_date: Day
    quantity: Annotated[
        Number,
        spoken(decimal_of),
        AfterValidator(checked(changed_quantity_of)),
        Field(examples=["60"]),
    ]

    def meant(self) -> QuantityChange:
        """As the contract has it."""
        return QuantityChange(from_date=self.from_date, quantity=self.quantity)
