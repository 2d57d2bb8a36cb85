"""Bodies about contracts: the form of the schedule vectors, with the parties beside it."""

from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from bot.api.schemas.party import CustomerRef, SenderRef
from bot.api.schemas.values import Body, Channel, Day, ExternalId, Flag, Number, Short, Text, Whole
from jupiter_core.domain.contract_lines import CreditUse
from jupiter_core.domain.contract_terms import BillingFrequency, BillingTiming

MOST_LINES = 60

Year = Annotated[Whole, Field(ge=1, le=20, examples=[2])]


class EscalatorBody(Body):
    """From this contract year on, the price is higher by `percent`."""

    contract_year: Year
    percent: Annotated[Number, Field(examples=["5"])]


class PriceChangeBody(Body):
    """A yearly price agreed anew, from the first day of a contract month on."""

    from_date: Day
    annual_price: Number


class SubscriptionBody(Body):
    """A product with one yearly price, or with `yearly_prices` whose last one holds on."""

    kind: Literal["subscription"]
    description: Text
    quantity: Number | None = None
    annual_price: Number | None = None
    yearly_prices: tuple[Number, ...] | None = None
    escalators: tuple[EscalatorBody, ...] | None = None
    discount_percent: Number | None = None
    discount_years: Annotated[
        tuple[Year, ...] | None, Field(description="Without them, every year.")
    ] = None
    tax_rate: Number | None = None
    starts_on: Day | None = None
    price_changes: tuple[PriceChangeBody, ...] | None = None


class OneTimeBody(Body):
    """A fee, on the first invoice or on the first that is issued on or after `bill_on`."""

    kind: Literal["one_time"]
    description: Text
    amount: Number
    bill_on: Day | None = None
    tax_rate: Number | None = None


class UsageCreditBody(Body):
    """A prepaid credit, given as a positive amount; no invoice after `expires_on` draws on it."""

    kind: Literal["usage_credit"]
    description: Text
    amount: Number
    apply: CreditUse | None = None
    tax_rate: Number | None = None
    expires_on: Day | None = None


ContractLineBody = Annotated[
    SubscriptionBody | OneTimeBody | UsageCreditBody, Field(discriminator="kind")
]


class ContractTermsBody(Body):
    """The terms, from which the schedule of invoices comes."""

    currency: Annotated[str, Field(min_length=3, max_length=3, examples=["USD"])]
    start_date: Day
    term_months: Annotated[Whole, Field(examples=[36])]
    billing_frequency: BillingFrequency
    billing_timing: BillingTiming | None = None
    net_terms: Annotated[Whole, Field(examples=[45], description="Days from issue until due.")]
    lines: Annotated[tuple[ContractLineBody, ...], Field(min_length=1, max_length=MOST_LINES)]

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
