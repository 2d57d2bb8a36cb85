"""The lines of a contract's document, each held against what the contract says."""

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

from pydantic import (
    AfterValidator,
    Field,
    model_validator,
)

from bot.intake.documents.base import (
    Notation,
    checked,
    reading,
    spoken,
)
from bot.intake.documents.contract_line import ContractLineBase, Description, TaxRate
from bot.intake.documents.contract_prices import (
    EscalatorBody,
    PriceChangeBody,
    QuantityChangeBody,
    Year,
    typed_escalators,
    typed_price_changes,
    typed_quantity_changes,
)
from bot.intake.documents.indexation import IndexationBody, typed_indexation
from bot.intake.documents.line_unit import LineUnit
from bot.intake.documents.milestones import MilestonesBody
from bot.intake.documents.values import (
    Amount,
    Day,
    Flag,
    Percent,
    Price,
    Quantity,
    Rate,
)
from bot.intake.fee_invoice import OWN
from bot.intake.notation.amounts import short_prices_of
from bot.intake.notation.contract import years_of
from jupiter_core.domain.contract.checks import lines_mistakes
from jupiter_core.domain.contract.lines import (
    CreditUse,
    OneTime,
    Subscription,
    UsageCredit,
    discount_percent_of,
)
from jupiter_core.domain.refusals import Refusal, ValidationErrors

_SUBSCRIPTION: dict[str, Any] = {
    "kind": "subscription",
    "description": "Platform Enterprise",
    "annual_price": "1200000.00",
    "escalators": [{"contract_year": 2, "percent": "5"}],
}
EXAMPLE_LINES: list[dict[str, Any]] = [
    _SUBSCRIPTION,
    {"kind": "one_time", "description": "Onboarding", "amount": "50000.00"},
    {"kind": "usage_credit", "description": "Usage credit", "amount": "25000.00"},
]


Discount = Annotated[Percent, AfterValidator(checked(discount_percent_of))]


class SubscriptionBody(ContractLineBase):
    """A product with one yearly price, or with `yearly_prices` whose last one holds on."""

    dates: ClassVar = ("starts_on", "price_changes", "quantity_changes")

    kind: Literal["subscription"]
    description: Description
    quantity: Annotated[
        Quantity | None, Field(examples=["250"], description="Without it, 1. Prices are of one.")
    ] = None
    annual_price: Price | None = None
    yearly_prices: Annotated[
        tuple[Price, ...] | None,
        Field(
            examples=[["1200000.00", "1260000.00"]],
            description="In place of `annual_price`: one price a contract year.",
        ),
    ] = None
    escalators: Annotated[
        tuple[EscalatorBody, ...] | None,
        spoken(typed_escalators),
        Field(examples=[_SUBSCRIPTION["escalators"]]),
    ] = None
    discount_percent: Annotated[Discount | None, Field(examples=["10"])] = None
    discount_years: Annotated[
        tuple[Year, ...] | None,
        spoken(years_of),
        Field(examples=[[1]], description="Without them, every year."),
    ] = None
    tax_rate: TaxRate = None
    starts_on: Annotated[
        Day | None,
        Field(
            description="The first day of a contract month, or any day where the contract is "
            "prorated by day. Without it, the start of the contract."
        ),
    ] = None
    price_changes: Annotated[tuple[PriceChangeBody, ...] | None, spoken(typed_price_changes)] = None
    quantity_changes: Annotated[
        tuple[QuantityChangeBody, ...] | None, spoken(typed_quantity_changes)
    ] = None
    indexation: Annotated[
        IndexationBody | None,
        spoken(typed_indexation),
        Field(description="In every year without an escalator of its own."),
    ] = None

    unit: LineUnit = None
    list_price: Annotated[
        Price | None,
        Field(
            examples=["600.00"],
            description="Of one unit a year, before the price discount; above the price. It rises "
            "with the price. Invoices show it and what is taken off.",
        ),
    ] = None

    @model_validator(mode="before")
    @classmethod
    def _a_price_or_one_a_year(cls, sent: Any) -> Any:
        """A person's one field holds a price, or a price for each year: `500k, 1M, 1.5M`."""
        now = reading()
        if now.notation is not Notation.PERSON or not isinstance(sent, Mapping):
            return sent
        with suppress(Refusal):
            prices = short_prices_of(str(sent.get("annual_price", "")), now.priced_in)
            if len(prices) > 1:
                years = [each.decimal for each in prices]
                return {**sent, "annual_price": None, "yearly_prices": years}
        return sent

    def meant(self) -> Subscription:
        """As the contract has it."""
        return Subscription(
            description=self.description,
            quantity=Decimal(1) if self.quantity is None else self.quantity,
            annual_price=self.annual_price,
            yearly_prices=self.yearly_prices or (),
            escalators=tuple(each.meant() for each in self.escalators or ()),
            discount_percent=self.discount_percent or Decimal(0),
            discount_years=self.discount_years or (),
            tax_rate=self.tax_rate or Decimal(0),
            starts_on=self.starts_on,
            price_changes=tuple(each.meant() for each in self.price_changes or ()),
            quantity_changes=tuple(each.meant() for each in self.quantity_changes or ()),
            indexation=self.indexation.meant() if self.indexation else None,
            unit=self.unit,
            list_price=self.list_price,
        )


class OneTimeBody(ContractLineBase):
    """A fee, on the first invoice or on the first that is issued on or after `bill_on`."""

    stand_ins: ClassVar = {"description": "?", "amount": Decimal(0)}

    kind: Literal["one_time"]
    description: Description
    amount: Annotated[Amount, Field(examples=["50000.00"])]
    bill_on: Day | None = None
    own_invoice: Annotated[
        Flag,
        spoken(lambda typed: typed == OWN),
        Field(description="On an invoice of its own on `bill_on`."),
    ] = False
    tax_rate: TaxRate = None
    list_price: Annotated[
        Price | None, Field(description="Before the price discount; above the amount.")
    ] = None

    def meant(self) -> OneTime:
        """As the contract has it."""
        return OneTime(
            description=self.description,
            amount=self.amount,
            bill_on=self.bill_on,
            own_invoice=self.own_invoice,
            tax_rate=self.tax_rate or Decimal(0),
            list_price=self.list_price,
        )


class UsageCreditBody(ContractLineBase):
    """A prepaid credit, given as a positive amount; no invoice after `expires_on` draws on it."""

    stand_ins: ClassVar = {"description": "?", "amount": Decimal(0)}

    kind: Literal["usage_credit"]
    description: Description
    amount: Annotated[Amount, Field(examples=["25000.00"])]
    apply: Annotated[
        CreditUse | None,
        Field(
            description="Each invoice draws on it until used up, as where nothing is said; "
            "or all of them evenly."
        ),
    ] = None
    tax_rate: Annotated[
        Rate | None,
        Field(examples=["8.875"], description="Without it, that of the first subscription."),
    ] = None
    expires_on: Day | None = None

    def meant(self) -> UsageCredit:
        """As the contract has it."""
        return UsageCredit(
            description=self.description,
            amount=self.amount,
            apply=self.apply or CreditUse.UNTIL_EXHAUSTED,
            tax_rate=self.tax_rate,
            expires_on=self.expires_on,
        )


ContractLineBody = Annotated[
    SubscriptionBody | OneTimeBody | MilestonesBody | UsageCreditBody, Field(discriminator="kind")
]


def _billable(lines: tuple[ContractLineBase, ...]) -> tuple[ContractLineBase, ...]:
    """Raises ValidationErrors with what is wrong with the lines as a whole."""
    if found := [*lines_mistakes([each.meant() for each in lines])]:
        raise ValidationErrors(each.at("") for each in found)
    return lines


billable = AfterValidator(checked(_billable))
"""There is something to bill."""
