"""A contract's document: its terms, from which the schedule of invoices comes."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, TypeVar

from pydantic import (
    AfterValidator,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)

from bot.intake.documents.base import (
    WIDEST_CURRENCY,
    Composite,
    Document,
    InCurrency,
    Notation,
    checked,
    currency_in,
    reading,
    spoken,
)
from bot.intake.documents.values import (
    Amount,
    Currency,
    Day,
    Line,
    Number,
    Paragraph,
    Percent,
    Quantity,
    Rate,
    Whole,
    no_truth,
)
from bot.intake.notation.amounts import short_prices_of
from bot.intake.notation.contract import escalators_of, price_changes_of, term_of, years_of
from jupiter_core.domain.contract.calendar import contract_year
from jupiter_core.domain.contract.checks import line_mistakes, lines_mistakes
from jupiter_core.domain.contract.contract import NAME_LIMIT
from jupiter_core.domain.contract.lines import (
    ContractLine,
    CreditUse,
    Escalator,
    OneTime,
    PriceChange,
    Subscription,
    UsageCredit,
    description_of,
    discount_percent_of,
    escalator_percent_of,
)
from jupiter_core.domain.contract.terms import (
    LONGEST_TERM,
    BillingFrequency,
    BillingTiming,
    ContractTerms,
    expect_timing,
    expect_to_end_in_time,
    term_months_of,
)
from jupiter_core.domain.refusals import Refusal, ValidationErrors
from jupiter_core.domain.terms import FIRST_ISSUE_DATE, issue_date_of, net_terms_of
from jupiter_core.domain.text import line_of

T = TypeVar("T")


class Frame(NamedTuple):
    """What a line is held against. Without a start its dates are not checked, without a term its
    years are those of the longest."""

    currency: str | None
    start: date | None
    term_months: int | None

    @property
    def priced_in(self) -> str:
        """The currency, or its stand-in."""
        return self.currency or WIDEST_CURRENCY


def frame_of(sent: Mapping[str, Any]) -> Frame:
    """As far as it can be read in what was sent."""
    start, term = _read(_START, sent.get("start_date")), _read(_TERM, sent.get("term_months"))
    return Frame(currency_in(sent), start, term)


def _read(kind: TypeAdapter[T], sent: Any) -> T | None:
    """What was sent, where it can be read."""
    try:
        return kind.validate_python(sent)
    except ValidationError:
        return None


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


def name_of(typed: str) -> str:
    """What the team calls the contract. Raises TooLong or Unprintable."""
    return line_of(typed, "Name", NAME_LIMIT)


def _escalators(typed: str) -> list[dict[str, Any]]:
    """`5% y2, 3% every year`, of a contract as long as the one that is being read."""
    years = contract_year((reading().term_months or LONGEST_TERM) - 1)
    return [each.model_dump() for each in escalators_of(typed, years)]


def _price_changes(typed: str) -> list[dict[str, Any]]:
    """`2028-07-01: 1.5M`, one a line."""
    changes = price_changes_of(typed, reading().priced_in)
    return [
        {"from_date": each.from_date, "annual_price": each.annual_price.decimal} for each in changes
    ]


StartDate = Annotated[Day, AfterValidator(checked(issue_date_of))]
Term = Annotated[Whole, spoken(term_of), AfterValidator(checked(term_months_of))]
_START, _TERM = TypeAdapter(StartDate), TypeAdapter(Term)
Description = Annotated[Paragraph, AfterValidator(checked(description_of))]
ContractName = Annotated[Line, AfterValidator(checked(name_of))]
Discount = Annotated[Percent, AfterValidator(checked(discount_percent_of))]
Year = Annotated[
    int,
    Field(ge=1, le=20, examples=[2], description="1 is the year that begins at the start."),
    no_truth,
]
TaxRate = Annotated[
    Rate | None, Field(examples=["8.875"], description="A percentage. Without it, no tax.")
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
    annual_price: Amount

    def meant(self) -> PriceChange:
        """As the contract has it."""
        return PriceChange(from_date=self.from_date, annual_price=self.annual_price)


class _Line(Composite):
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
        return tuple(line_mistakes(dated.meant(), now.priced_in, start, term))


class SubscriptionBody(_Line):
    """A product with one yearly price, or with `yearly_prices` whose last one holds on."""

    dates: ClassVar = ("starts_on", "price_changes")

    kind: Literal["subscription"]
    description: Description
    quantity: Annotated[
        Quantity | None, Field(examples=["250"], description="Without it, 1. Prices are of one.")
    ] = None
    annual_price: Amount | None = None
    yearly_prices: Annotated[
        tuple[Amount, ...] | None,
        Field(
            examples=[["1200000.00", "1260000.00"]],
            description="In place of `annual_price`: one price a contract year.",
        ),
    ] = None
    escalators: Annotated[
        tuple[EscalatorBody, ...] | None,
        spoken(_escalators),
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
            description="The first day of a contract month. Without it, the start of the contract."
        ),
    ] = None
    price_changes: Annotated[tuple[PriceChangeBody, ...] | None, spoken(_price_changes)] = None

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
        )


class OneTimeBody(_Line):
    """A fee, on the first invoice or on the first that is issued on or after `bill_on`."""

    stand_ins: ClassVar = {"description": "?", "amount": Decimal(0)}

    kind: Literal["one_time"]
    description: Description
    amount: Annotated[Amount, Field(examples=["50000.00"])]
    bill_on: Day | None = None
    tax_rate: TaxRate = None

    def meant(self) -> OneTime:
        """As the contract has it."""
        return OneTime(
            description=self.description,
            amount=self.amount,
            bill_on=self.bill_on,
            tax_rate=self.tax_rate or Decimal(0),
        )


class UsageCreditBody(_Line):
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
    SubscriptionBody | OneTimeBody | UsageCreditBody, Field(discriminator="kind")
]


def _billable(lines: tuple[_Line, ...]) -> tuple[_Line, ...]:
    """Raises ValidationErrors with what is wrong with the lines as a whole."""
    if found := [*lines_mistakes([each.meant() for each in lines])]:
        raise ValidationErrors(each.at("") for each in found)
    return lines


billable = AfterValidator(checked(_billable))
"""There is something to bill."""


class ContractDocument(InCurrency):
    """The terms, from which the schedule of invoices comes."""

    currency: Currency
    start_date: StartDate
    term_months: Annotated[Term, Field(examples=[36], description="From 1 to 240.")]
    billing_frequency: BillingFrequency
    billing_timing: Annotated[
        BillingTiming | None, Field(description="Where nothing is said, in advance.")
    ] = None
    net_terms: Annotated[
        Whole,
        AfterValidator(checked(net_terms_of)),
        Field(examples=[45], description="Days from issue until due."),
    ]
    lines: Annotated[tuple[ContractLineBody, ...], billable]

    def terms(self) -> ContractTerms:
        """As the contract has them."""
        return ContractTerms(
            currency=self.currency,
            start_date=self.start_date,
            term_months=self.term_months,
            billing_frequency=self.billing_frequency,
            billing_timing=self.billing_timing or BillingTiming.ADVANCE,
            net_terms=self.net_terms,
            lines=tuple(each.meant() for each in self.lines),
        )

    @classmethod
    def known_of(cls, sent: Mapping[str, Any]) -> dict[str, Any]:
        """Its lines are held against its currency, its start and its term."""
        return frame_of(sent)._asdict()

    @field_validator("term_months")
    @classmethod
    def _ends_in_time(cls, months: int, known: ValidationInfo) -> int:
        if start := known.data.get("start_date"):
            checked(lambda _: expect_to_end_in_time(start, months))(months)
        return months

    @field_validator("billing_timing")
    @classmethod
    def _goes_with_frequency(
        cls, timing: BillingTiming | None, known: ValidationInfo
    ) -> BillingTiming | None:
        frequency = known.data.get("billing_frequency")
        if timing and frequency:
            checked(lambda _: expect_timing(timing, frequency))(timing)
        return timing
