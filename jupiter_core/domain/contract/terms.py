"""What a contract says: from it comes the schedule of its invoices."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from jupiter_core.domain.contract.calendar import last_day_before, month_start
from jupiter_core.domain.contract.checks import line_mistakes, lines_mistakes
from jupiter_core.domain.contract.lines import (
    ContractLine,
    CreditUse,
    Escalator,
    OneTime,
    PriceChange,
    Subscription,
    UsageCredit,
)
from jupiter_core.domain.early_payment import EarlyPayment
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import CurrencyCode
from jupiter_core.domain.payment_terms import DueRule, PaymentTerms
from jupiter_core.domain.refusals import (
    EndsTooLate,
    NotFound,
    OneDueDateOnly,
    OutOfRange,
    Refusal,
    UpfrontInArrears,
    ValidationErrors,
)
from jupiter_core.domain.terms import LAST_ISSUE_DATE, IssueDate, NetTerms

__all__ = [
    "BillingFrequency",
    "BillingTiming",
    "ContractLine",
    "ContractTerms",
    "CreditUse",
    "Escalator",
    "OneTime",
    "PriceChange",
    "Subscription",
    "UsageCredit",
    "term_months_of",
]

LONGEST_TERM = 240


class BillingFrequency(StrEnum):
    """How much of the term one invoice covers: `upfront` is all of it."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    UPFRONT = "upfront"

    def period_months(self, term_months: int) -> int:
        """How many months one invoice covers; upfront, all of the term."""
        return {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}.get(self, term_months)


class BillingTiming(StrEnum):
    """Whether an invoice is issued on its period's first day, or on the day after its last."""

    ADVANCE = "advance"
    ARREARS = "arrears"


def term_months_of(months: int) -> int:
    """The length of a contract, 1 to 240 months. Raises OutOfRange."""
    if not 1 <= months <= LONGEST_TERM:
        raise OutOfRange("The term", "1", f"{LONGEST_TERM} months")
    return months


def expect_to_end_in_time(start: date, term_months: int) -> None:
    """Raises EndsTooLate where it ends after the last day that an invoice can bear."""
    if last_day_before(start, term_months) > LAST_ISSUE_DATE:
        raise EndsTooLate(str(LAST_ISSUE_DATE))


def expect_timing(timing: BillingTiming, frequency: BillingFrequency) -> None:
    """Raises UpfrontInArrears: all of a term is not billed after its end."""
    if timing is BillingTiming.ARREARS and frequency is BillingFrequency.UPFRONT:
        raise UpfrontInArrears


class ContractTerms(Frozen):
    """The terms of one contract. Raises ValidationErrors with all that does not fit together."""

    currency: CurrencyCode
    start_date: IssueDate
    term_months: Annotated[int, AfterValidator(term_months_of)]
    billing_frequency: BillingFrequency
    billing_timing: BillingTiming = BillingTiming.ADVANCE
    net_terms: NetTerms
    early_payment: EarlyPayment | None = Field(default=None, exclude_if=lambda term: term is None)
    due_rule: DueRule | None = Field(default=None, exclude_if=lambda rule: rule is None)
    lines: tuple[ContractLine, ...]

    @property
    def payment_terms(self) -> PaymentTerms:
        """When it is due, as its net terms and its rule say together."""
        return PaymentTerms(net_terms=self.net_terms, rule=self.due_rule)

    @property
    def years(self) -> int:
        """How many contract years there are, a stub year included."""
        return -(-self.term_months // 12)

    @property
    def schedule_lines(self) -> int:
        """How many lines all invoices of its schedule have together, at most."""
        invoices = self.years  # upfront, one invoice has a line for each year
        if self.billing_frequency is not BillingFrequency.UPFRONT:
            invoices = -(-self.term_months // self.billing_frequency.period_months(0))
        return len(self.lines) * invoices

    @property
    def last_day(self) -> date:
        return last_day_before(self.start_date, self.term_months)

    @property
    def subscriptions(self) -> Iterator[tuple[int, Subscription]]:
        """Each with its position among all lines."""
        return ((n, each) for n, each in enumerate(self.lines) if isinstance(each, Subscription))

    @property
    def fees(self) -> Iterator[tuple[int, OneTime]]:
        """Each with its position among all lines."""
        return ((n, each) for n, each in enumerate(self.lines) if isinstance(each, OneTime))

    @property
    def credits(self) -> Iterator[tuple[int, UsageCredit]]:
        """Each with its position among all lines."""
        return ((n, each) for n, each in enumerate(self.lines) if isinstance(each, UsageCredit))

    def subscription(self, position: int) -> Subscription:
        """The subscription at this position among all lines. Raises NotFound."""
        line = self.lines[position] if 0 <= position < len(self.lines) else None
        if not isinstance(line, Subscription):
            raise NotFound("subscription in line", str(position + 1))
        return line

    def credit_rate(self, credit: UsageCredit) -> Decimal:
        """Its own tax rate, else the first subscription's, else the first fee's."""
        if credit.tax_rate is not None:
            return credit.tax_rate
        rates = [each.tax_rate for _, each in self.subscriptions]
        rates += [each.tax_rate for _, each in self.fees]
        return rates[0] if rates else Decimal(0)

    def month_start(self, months: int) -> date:
        """The first day of the contract month of this index, from 0."""
        return month_start(self.start_date, months)

    def mistakes(self) -> Iterator[Refusal]:
        """All that does not fit together, each at its path (`lines[0].escalators[1].percent`)."""
        try:
            expect_to_end_in_time(self.start_date, self.term_months)
        except EndsTooLate as too_late:
            yield too_late.at("term_months")
        try:
            expect_timing(self.billing_timing, self.billing_frequency)
        except UpfrontInArrears as in_arrears:
            yield in_arrears.at("billing_timing")
        try:
            if self.early_payment:
                self.early_payment.expect_within(self.payment_terms.shortest)
        except OutOfRange as too_long:
            yield too_long.at("early_payment")
        if not self.payment_terms.recurs:
            yield OneDueDateOnly().at("net_terms")
        yield from lines_mistakes(self.lines)
        for n, line in enumerate(self.lines):
            for refusal in line_mistakes(line, self.currency, self.start_date, self.term_months):
                yield refusal.at(f"lines[{n}].{refusal.path}")

    @model_validator(mode="after")
    def _expect_no_mistakes(self) -> Self:
        if found := tuple(self.mistakes()):
            raise ValidationErrors(found)
        return self
