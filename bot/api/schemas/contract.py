"""The shape of request bodies about contracts: that of the schedule vectors, with the parties."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from bot.api.schemas.party import CustomerRef, SenderRef
from bot.api.schemas.values import (
    Body,
    Channel,
    Day,
    ExternalId,
    Flag,
    Number,
    Short,
    Text,
    Whole,
    whole,
)
from jupiter_core.domain.contract.lines import CreditUse
from jupiter_core.domain.contract.terms import BillingFrequency, BillingTiming

MOST_LINES = 60

_SUBSCRIPTION: dict[str, Any] = {
    "kind": "subscription",
    "description": "Platform Enterprise",
    "annual_price": "1200000.00",
    "escalators": [{"contract_year": 2, "percent": "5"}],
}
_LINES: list[dict[str, Any]] = [
    _SUBSCRIPTION,
    {"kind": "one_time", "description": "Onboarding", "amount": "50000.00"},
    {"kind": "usage_credit", "description": "Usage credit", "amount": "25000.00"},
]

Year = Annotated[
    int,
    Field(ge=1, le=20, examples=[2], description="1 is the year that begins at the start."),
    BeforeValidator(whole),
]
TaxRate = Annotated[
    Number | None, Field(examples=["8.875"], description="A percentage. Without it, no tax.")
]


class EscalatorBody(Body):
    """From this contract year on, the price is higher by `percent`."""

    contract_year: Year
    percent: Annotated[Number, Field(examples=["5"], description="Below zero, it is lower.")]


class PriceChangeBody(Body):
    """A yearly price agreed anew, from the first day of a contract month on."""

    from_date: Day
    annual_price: Number


class SubscriptionBody(Body):
    """A product with one yearly price, or with `yearly_prices` whose last one holds on."""

    kind: Literal["subscription"]
    description: Text
    quantity: Annotated[
        Number | None, Field(examples=["250"], description="Without it, 1. Prices are of one.")
    ] = None
    annual_price: Number | None = None
    yearly_prices: Annotated[
        tuple[Number, ...] | None,
        Field(
            examples=[["1200000.00", "1260000.00"]],
            description="In place of `annual_price`: one price a contract year.",
        ),
    ] = None
    escalators: Annotated[
        tuple[EscalatorBody, ...] | None, Field(examples=[_SUBSCRIPTION["escalators"]])
    ] = None
    discount_percent: Annotated[Number | None, Field(examples=["10"])] = None
    discount_years: Annotated[
        tuple[Year, ...] | None, Field(examples=[[1]], description="Without them, every year.")
    ] = None
    tax_rate: TaxRate = None
    starts_on: Annotated[
        Day | None,
        Field(
            description="The first day of a contract month. Without it, the start of the contract."
        ),
    ] = None
    price_changes: tuple[PriceChangeBody, ...] | None = None


class OneTimeBody(Body):
    """A fee, on the first invoice or on the first that is issued on or after `bill_on`."""

    kind: Literal["one_time"]
    description: Text
    amount: Annotated[Number, Field(examples=["50000.00"])]
    bill_on: Day | None = None
    tax_rate: TaxRate = None


class UsageCreditBody(Body):
    """A prepaid credit, given as a positive amount; no invoice after `expires_on` draws on it."""

    kind: Literal["usage_credit"]
    description: Text
    amount: Annotated[Number, Field(examples=["25000.00"])]
    apply: Annotated[
        CreditUse | None,
        Field(
            description="Each invoice draws on it until used up, as where nothing is said; "
            "or all of them evenly."
        ),
    ] = None
    tax_rate: Annotated[
        Number | None,
        Field(examples=["8.875"], description="Without it, that of the first subscription."),
    ] = None
    expires_on: Day | None = None


ContractLineBody = Annotated[
    SubscriptionBody | OneTimeBody | UsageCreditBody, Field(discriminator="kind")
]


class ContractTermsBody(Body):
    """The terms, from which the schedule of invoices comes."""

    currency: Annotated[str, Field(min_length=3, max_length=3, examples=["USD"])]
    start_date: Day
    term_months: Annotated[Whole, Field(examples=[36], description="From 1 to 240.")]
    billing_frequency: BillingFrequency
    billing_timing: Annotated[
        BillingTiming | None, Field(description="Where nothing is said, in advance.")
    ] = None
    net_terms: Annotated[Whole, Field(examples=[45], description="Days from issue until due.")]
    lines: Annotated[
        tuple[ContractLineBody, ...],
        Field(min_length=1, max_length=MOST_LINES, examples=[_LINES]),
    ]

    @property
    def material(self) -> dict[str, Any]:
        """The terms alone, as the reader of contract files takes them; numbers stay exact."""
        return self.model_dump(
            mode="json", include=set(ContractTermsBody.model_fields), exclude_none=True
        )


class PreviewBody(ContractTermsBody):
    """What else the body of a contract has may be there, and does not matter."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class NewContract(ContractTermsBody):
    """A contract. Without a `name` it has the customer's and the year; with `submit`, its
    approval begins at once in the deal's channel."""

    customer: CustomerRef
    sender: SenderRef
    name: Short = ""
    po_number: Short = ""
    memo: Text = ""
    external_id: ExternalId | None = None
    deal_channel: Channel | None = None
    submit: Flag = False


class ContractChange(ContractTermsBody):
    """New terms, whole. What is left out of the memo stays."""

    memo: Text | None = None
