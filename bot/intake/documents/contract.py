"""A contract's document: its terms, from which the schedule of invoices comes."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, NamedTuple, TypeVar

from pydantic import (
    AfterValidator,
    Field,
    TypeAdapter,
    ValidationError,
    ValidationInfo,
    field_validator,
)

from bot.intake.documents.base import (
    WIDEST_CURRENCY,
    InCurrency,
    checked,
    currency_in,
    spoken,
)
from bot.intake.documents.contract_lines import ContractLineBody, billable
from bot.intake.documents.payment_terms import WithPaymentTerms
from bot.intake.documents.values import (
    Currency,
    Day,
    EarlyPaymentTerm,
    Line,
    Whole,
)
from bot.intake.notation.contract import term_of
from jupiter_core.domain.contract.contract import NAME_LIMIT
from jupiter_core.domain.contract.terms import (
    BillingFrequency,
    BillingTiming,
    ContractTerms,
    expect_timing,
    expect_to_end_in_time,
    term_months_of,
)
from jupiter_core.domain.early_payment import early_payment_of
from jupiter_core.domain.terms import issue_date_of, net_terms_of
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


def name_of(typed: str) -> str:
    """What the team calls the contract. Raises TooLong or Unprintable."""
    return line_of(typed, "Name", NAME_LIMIT)


StartDate = Annotated[Day, AfterValidator(checked(issue_date_of))]
Term = Annotated[Whole, spoken(term_of), AfterValidator(checked(term_months_of))]
_START, _TERM = TypeAdapter(StartDate), TypeAdapter(Term)
ContractName = Annotated[Line, AfterValidator(checked(name_of))]


class ContractDocument(InCurrency, WithPaymentTerms):
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
    early_payment: EarlyPaymentTerm = ""
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
            due_rule=self.due_rule,
            early_payment=early_payment_of(self.early_payment),
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
