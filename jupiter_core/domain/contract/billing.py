"""How a contract is billed: how often, when, from which day of the month, and by which measure
what covers part of a period is priced."""

from enum import StrEnum
from typing import Self

from pydantic import Field, model_validator

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import OutOfRange, Required, UpfrontInArrears, ValidationErrors

LONGEST_TERM = 240
LONGEST_ADVANCE = 180
MONTH_END = 31
"""The day of a month that is always its last: it is clamped to the month's end."""


class BillingFrequency(StrEnum):
    """How much of the term one invoice covers: `upfront` is all of it, `custom` the contract's
    `billing_months`."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    UPFRONT = "upfront"
    CUSTOM = "custom"

    def period_months(self, term_months: int, billing_months: int | None = None) -> int:
        """How many months one invoice covers; upfront, all of the term."""
        if self is BillingFrequency.CUSTOM:
            return billing_months or 1
        return {"monthly": 1, "quarterly": 3, "semiannual": 6, "annual": 12}.get(self, term_months)


class BillingTiming(StrEnum):
    """Whether an invoice is issued on its period's first day, or on the day after its last."""

    ADVANCE = "advance"
    ARREARS = "arrears"


class Proration(StrEnum):
    """What a change inside a period costs, and what a period that is not whole does.

    `by_month`: months of 12, a broken month by its days; what changes, changes on the first day of
    a month. `by_day`: by the days of the period, of the contract year where a period is longer.
    Both bill what is added at once. `at_next_period`: nothing changes before the next period.
    """

    BY_MONTH = "by_month"
    BY_DAY = "by_day"
    AT_NEXT_PERIOD = "at_next_period"

    @property
    def words(self) -> str:
        """`by day`."""
        return self.value.replace("_", " ")


class EarlyEndRule(StrEnum):
    """What an end before the term's own means for what is billed already: it stays, it is given
    back for the days that are not served, or it stays and a fee is due."""

    NONE = "none"
    PRO_RATA = "pro_rata"
    FEE = "fee"


class EarlyEnd(Frozen):
    """The agreed rule; `fee` is there where the rule is one. Raises ValidationErrors."""

    rule: EarlyEndRule
    fee: Money | None = Field(default=None, exclude_if=lambda fee: fee is None)

    @property
    def words(self) -> str:
        """`no credit`, `credit for the rest`, `a fee of USD 5,000.00`."""
        if self.fee is not None:
            return f"a fee of {self.fee.words}"
        return "credit for the rest" if self.rule is EarlyEndRule.PRO_RATA else "no credit"

    @model_validator(mode="after")
    def _fee_where_there_is_one(self) -> Self:
        if (self.rule is EarlyEndRule.FEE) != (self.fee is not None):
            raise ValidationErrors([Required("The fee of an early end").at("early_end_fee")])
        return self


def term_months_of(months: int) -> int:
    """The length of a contract, 1 to 240 months. Raises OutOfRange."""
    if not 1 <= months <= LONGEST_TERM:
        raise OutOfRange("The term", "1", f"{LONGEST_TERM} months")
    return months


def billing_months_of(months: int) -> int:
    """How many months an invoice covers, 1 to 240. Raises OutOfRange."""
    if not 1 <= months <= LONGEST_TERM:
        raise OutOfRange("A billing period", "1", f"{LONGEST_TERM} months")
    return months


def billing_day_of(day: int) -> int:
    """A day of the month, 31 being its last. Raises OutOfRange."""
    if not 1 <= day <= MONTH_END:
        raise OutOfRange("The billing day", "1", "31, which is the last day of any month")
    return day


def advance_days_of(days: int) -> int:
    """How many days before its period an invoice is issued. Raises OutOfRange."""
    if not 0 <= days <= LONGEST_ADVANCE:
        raise OutOfRange("Days in advance", "0", str(LONGEST_ADVANCE))
    return days


def fiscal_month_of(month: int) -> int:
    """The month in which the customer's fiscal year begins. Raises OutOfRange."""
    if not 1 <= month <= 12:
        raise OutOfRange("The fiscal year's first month", "1", "12")
    return month


def expect_timing(timing: BillingTiming, frequency: BillingFrequency) -> None:
    """Raises UpfrontInArrears: all of a term is not billed after its end."""
    if timing is BillingTiming.ARREARS and frequency is BillingFrequency.UPFRONT:
        raise UpfrontInArrears
