"""What a contract says: from it comes the schedule of its invoices."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.contract.billing import (
    LONGEST_TERM,
    BillingFrequency,
    BillingTiming,
    EarlyEnd,
    EarlyEndRule,
    Proration,
    expect_timing,
    term_months_of,
)
from jupiter_core.domain.contract.billing_calendar import BillingCalendar, expect_to_end_in_time
from jupiter_core.domain.contract.checks import line_mistakes, lines_mistakes
from jupiter_core.domain.contract.lines import (
    ContractLine,
    CreditUse,
    Escalator,
    OneTime,
    PriceChange,
    QuantityChange,
    Subscription,
    UsageCredit,
)
from jupiter_core.domain.contract.milestone import Acceptance
from jupiter_core.domain.early_payment import EarlyPayment
from jupiter_core.domain.late_fee import LateFee
from jupiter_core.domain.money import CurrencyCode, Money
from jupiter_core.domain.payment_terms import DueRule, PaymentTerms
from jupiter_core.domain.references import Reference
from jupiter_core.domain.refusals import (
    BelowZero,
    MixedCurrencies,
    NotFound,
    OneDueDateOnly,
    OutOfRange,
    RateBesideTaxes,
    Refusal,
    ValidationErrors,
)
from jupiter_core.domain.tax import NamedTax, combined
from jupiter_core.domain.terms import NetTerms

__all__ = [
    "LONGEST_TERM",
    "BillingFrequency",
    "BillingTiming",
    "ContractLine",
    "ContractTerms",
    "CreditUse",
    "EarlyEnd",
    "EarlyEndRule",
    "Escalator",
    "OneTime",
    "PriceChange",
    "Proration",
    "QuantityChange",
    "Subscription",
    "UsageCredit",
    "expect_timing",
    "expect_to_end_in_time",
    "term_months_of",
]


class ContractTerms(BillingCalendar):
    """The terms of one contract. Raises ValidationErrors with all that does not fit together.

    `early_end` is what was agreed for an end before the term's own. `acceptances` are the
    milestones that were said to be accepted; they come of people's words, not of the agreement.
    `adjustments` are discounts and charges on the whole, `taxes` those by name that every line
    bears in place of a rate. `late_fee` and `references` are what each of its invoices says of
    paying late, and what it is filed by where that is not as usual for the customer.
    """

    currency: CurrencyCode
    net_terms: NetTerms
    early_payment: EarlyPayment | None = Field(default=None, exclude_if=lambda term: term is None)
    due_rule: DueRule | None = Field(default=None, exclude_if=lambda rule: rule is None)
    early_end: EarlyEnd | None = Field(default=None, exclude_if=lambda rule: rule is None)
    acceptances: tuple[Acceptance, ...] = Field(default=(), exclude_if=lambda each: not each)
    lines: tuple[ContractLine, ...]
    adjustments: tuple[Adjustment, ...] = Field(default=(), exclude_if=lambda each: not each)
    taxes: tuple[NamedTax, ...] = Field(default=(), exclude_if=lambda each: not each)
    prices_include_tax: bool = Field(default=False, exclude_if=lambda is_so: not is_so)
    late_fee: LateFee | None = Field(default=None, exclude_if=lambda fee: fee is None)
    references: tuple[Reference, ...] = Field(default=(), exclude_if=lambda each: not each)

    @property
    def payment_terms(self) -> PaymentTerms:
        """When it is due, as its net terms and its rule say together."""
        return PaymentTerms(net_terms=self.net_terms, rule=self.due_rule)

    @property
    def schedule_lines(self) -> int:
        """How many lines all invoices of its schedule have together, at most."""
        invoices = self.years  # upfront, one invoice has a line for each year
        if self.billing_frequency is not BillingFrequency.UPFRONT:
            cut = self.has_anchor or self.billing_frequency is BillingFrequency.CUSTOM
            # A period across two contract years has a line for each.
            invoices = -(-self.term_months // self.period_months) + (self.years if cut else 0)
        return len(self.lines) * invoices

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

    def with_acceptances_of(self, former: "ContractTerms") -> "ContractTerms":
        """With what was said to be accepted under the former terms, of the milestones that are
        still there."""
        kept = tuple(
            each
            for each in former.acceptances
            if each.line < len(self.lines) and self.lines[each.line] == former.lines[each.line]
        )
        return self if kept == self.acceptances else self.model_copy(update={"acceptances": kept})

    def credit_rate(self, credit: UsageCredit) -> Decimal:
        """Its own tax rate, else the first subscription's, else the first fee's."""
        if credit.tax_rate is not None:
            return credit.tax_rate
        rates = [each.tax_rate for _, each in self.subscriptions]
        rates += [each.tax_rate for _, each in self.fees]
        return rates[0] if rates else Decimal(0)

    def mistakes(self) -> Iterator[Refusal]:
        """All that does not fit together, each at its path (`lines[0].escalators[1].percent`)."""
        yield from self.calendar_mistakes()
        try:
            if self.early_payment:
                self.early_payment.expect_within(self.payment_terms.shortest)
        except OutOfRange as too_long:
            yield too_long.at("early_payment")
        try:
            if self.late_fee:
                self.late_fee.expect_in(self.currency)
        except MixedCurrencies as other:
            yield other.at("late_fee")
        if not self.payment_terms.recurs:
            yield OneDueDateOnly().at("net_terms")
        if self.early_end and self.early_end.fee:
            yield from _fee_mistakes(self.early_end.fee, self.currency)
        yield from self._sums_mistakes()
        yield from lines_mistakes(self.lines)
        for n, line in enumerate(self.lines):
            for refusal in line_mistakes(
                line,
                self.currency,
                self.start_date,
                self.term_months,
                anchor=self.anchor_day,
                any_day=self.any_day,
            ):
                yield refusal.at(f"lines[{n}].{refusal.path}")

    def _sums_mistakes(self) -> Iterator[Refusal]:
        for n, each in enumerate(self.adjustments):
            if (amount := each.discount.amount) and amount.currency != self.currency:
                found = MixedCurrencies(amount.currency, self.currency)
                yield found.at(f"adjustments[{n}].amount")
        for n, line in enumerate(self.lines if self.taxes else ()):
            if line.tax_rate:
                yield RateBesideTaxes(combined(self.taxes)).at(f"lines[{n}].tax_rate")

    @model_validator(mode="after")
    def _expect_no_mistakes(self) -> Self:
        if found := tuple(self.mistakes()):
            raise ValidationErrors(found)
        return self


def _fee_mistakes(fee: Money, currency: str) -> Iterator[Refusal]:
    if fee.currency != currency:
        yield MixedCurrencies(fee.currency, currency).at("early_end_fee")
    elif fee.minor < 0:
        yield BelowZero("A fee").at("early_end_fee")
