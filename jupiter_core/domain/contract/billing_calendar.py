"""The calendar of a contract: its years and months, its billing periods, and its end."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, Field

from jupiter_core.domain.contract.billing import (
    MONTH_END,
    BillingFrequency,
    BillingTiming,
    Proration,
    advance_days_of,
    billing_day_of,
    billing_months_of,
    expect_timing,
    fiscal_month_of,
    term_months_of,
)
from jupiter_core.domain.contract.calendar import (
    MONTHS_A_YEAR,
    ONE_DAY,
    is_month_end,
    last_day_before,
    month_start,
)
from jupiter_core.domain.contract.periods import PeriodRule, first_of_fiscal, first_on_day
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import (
    EndsTooLate,
    NotAMonthEnd,
    NotBeforeArrears,
    NotOfAFiscalYear,
    OnlyForCustom,
    OutsideTerm,
    Refusal,
    Required,
    TwoBillingDays,
    UpfrontInArrears,
    UpfrontIsOnePeriod,
)
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.terms import LAST_ISSUE_DATE, IssueDate


def expect_to_end_in_time(start: date, term_months: int) -> None:
    """Raises EndsTooLate where it ends after the last day that an invoice can bear."""
    if last_day_before(start, term_months) > LAST_ISSUE_DATE:
        raise EndsTooLate(spelled_day(LAST_ISSUE_DATE))


class BillingCalendar(Frozen):
    """When a contract runs, and when it is billed.

    Contract years and months run from the start; with `month_end`, on the last day of each month.
    Periods begin with the start too, or on `billing_day`, or with the customer's fiscal year, whose
    first month `fiscal_year_start` is (1 to 12): then the first period is what lies before that.
    `bill_in_advance_days` is how long before its period an invoice is issued. `ends_on` is the last
    day where that is before the term's own.
    """

    start_date: IssueDate
    term_months: Annotated[int, AfterValidator(term_months_of)]
    billing_frequency: BillingFrequency
    billing_timing: BillingTiming = BillingTiming.ADVANCE
    billing_months: Annotated[int, AfterValidator(billing_months_of)] | None = Field(
        default=None, exclude_if=lambda months: months is None
    )
    billing_day: Annotated[int, AfterValidator(billing_day_of)] | None = Field(
        default=None, exclude_if=lambda day: day is None
    )
    month_end: bool = Field(default=False, exclude_if=lambda kept: not kept)
    fiscal_year_start: Annotated[int, AfterValidator(fiscal_month_of)] | None = Field(
        default=None, exclude_if=lambda month: month is None
    )
    bill_in_advance_days: Annotated[int, AfterValidator(advance_days_of)] = Field(
        default=0, exclude_if=lambda days: not days
    )
    proration: Proration = Field(
        default=Proration.BY_MONTH, exclude_if=lambda measure: measure is Proration.BY_MONTH
    )
    ends_on: date | None = Field(default=None, exclude_if=lambda day: day is None)

    @property
    def years(self) -> int:
        """How many contract years there are, a stub year included."""
        return -(-self.term_months // 12)

    @property
    def period_months(self) -> int:
        """How many months a whole period has."""
        return self.billing_frequency.period_months(self.term_months, self.billing_months)

    @property
    def bills_years_ahead(self) -> bool:
        """Whether one invoice bills contract years that begin long after it: where a price follows
        an index, each of these is made up for when its index is known."""
        in_advance = self.billing_timing is BillingTiming.ADVANCE
        return in_advance and self.period_months > MONTHS_A_YEAR

    @property
    def anchor_day(self) -> int:
        """The day of the month on which contract months begin; clamped to the month's end."""
        return MONTH_END if self.month_end else self.start_date.day

    @property
    def has_anchor(self) -> bool:
        """Whether periods begin on another day than the contract's months and years."""
        return self.billing_day is not None or self.fiscal_year_start is not None

    @property
    def any_day(self) -> bool:
        """Whether a line may begin or change on any day, not on the first of a contract month."""
        return self.has_anchor or self.proration is not Proration.BY_MONTH

    @property
    def term_end(self) -> date:
        """The day after the last of the whole term."""
        return self.month_start(self.term_months)

    @property
    def end(self) -> date:
        """The day after the last."""
        return self.ends_on + ONE_DAY if self.ends_on else self.term_end

    @property
    def last_day(self) -> date:
        return self.ends_on or self.term_end - ONE_DAY

    @property
    def periods(self) -> PeriodRule:
        """Where its billing periods begin."""
        start, months, day = self.start_date, self.period_months, self.billing_day
        first, anchor = start, self.anchor_day
        if self.fiscal_year_start:
            anchor = day or 1
            first = first_of_fiscal(start, anchor, self.fiscal_year_start, months)
        elif day:
            first, anchor = first_on_day(start, day), day
        return PeriodRule(start, self.end, first, anchor, months)

    def effective(self, day: date) -> date:
        """When what is agreed from `day` on begins to count: at the next period, where that is
        agreed; after the end where no period is left."""
        if self.proration is not Proration.AT_NEXT_PERIOD or day <= self.start_date:
            return day
        return self.periods.next_after(day) or self.end

    def month_start(self, months: int) -> date:
        """The first day of the contract month of this index, from 0."""
        return month_start(self.start_date, months, self.anchor_day)

    def year_start(self, year: int) -> date:
        """The first day of the contract year, from 1."""
        return self.month_start((year - 1) * MONTHS_A_YEAR)

    def year_of(self, day: date) -> int:
        """The contract year, from 1, in which it lies; the first or last for a day outside."""
        begun = sum(self.month_start(n) <= day for n in range(0, self.term_months, MONTHS_A_YEAR))
        return max(begun, 1)

    def calendar_mistakes(self) -> Iterator[Refusal]:
        """What of it does not fit together, each at its field."""
        try:
            expect_to_end_in_time(self.start_date, self.term_months)
        except EndsTooLate as too_late:
            yield too_late.at("term_months")
        try:
            expect_timing(self.billing_timing, self.billing_frequency)
        except UpfrontInArrears as in_arrears:
            yield in_arrears.at("billing_timing")
        yield from self._frequency_mistakes()
        yield from self._anchor_mistakes()
        if self.bill_in_advance_days and self.billing_timing is BillingTiming.ARREARS:
            yield NotBeforeArrears().at("bill_in_advance_days")
        if self.ends_on and not self.start_date <= self.ends_on < self.term_end - ONE_DAY:
            days = self.ends_on, self.start_date, self.term_end - 2 * ONE_DAY
            yield OutsideTerm(*map(spelled_day, days)).at("ends_on")

    def _frequency_mistakes(self) -> Iterator[Refusal]:
        custom = self.billing_frequency is BillingFrequency.CUSTOM
        if custom and self.billing_months is None:
            yield Required("A number of months").at("billing_months")
        if self.billing_months is not None and not custom:
            yield OnlyForCustom().at("billing_months")

    def _anchor_mistakes(self) -> Iterator[Refusal]:
        anchor = "fiscal_year_start" if self.fiscal_year_start else "billing_day"
        if self.month_end and not is_month_end(self.start_date):
            yield NotAMonthEnd(spelled_day(self.start_date)).at("month_end")
        if self.month_end and self.has_anchor:
            yield TwoBillingDays().at("month_end")
        if self.billing_frequency is BillingFrequency.UPFRONT and self.has_anchor:
            yield UpfrontIsOnePeriod().at(anchor)
        months = self.period_months
        fits = MONTHS_A_YEAR % months == 0 or months % MONTHS_A_YEAR == 0
        if self.fiscal_year_start and not fits:
            yield NotOfAFiscalYear(months).at("fiscal_year_start")
