"""The calendar of a contract's document: term, billing periods, and what part of one costs."""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, ValidationInfo, field_validator, model_validator

from bot.intake.documents.base import (
    Document,
    checked,
    field_read,
    mistakes,
    spoken,
)
from bot.intake.documents.values import Amount, Day, Flag, Whole
from bot.intake.notation.contract import month_of, term_of
from jupiter_core.domain.contract.billing import (
    MONTH_END,
    BillingFrequency,
    BillingTiming,
    EarlyEnd,
    EarlyEndRule,
    Proration,
    advance_days_of,
    billing_day_of,
    billing_months_of,
    expect_timing,
    fiscal_month_of,
    term_months_of,
)
from jupiter_core.domain.contract.billing_calendar import BillingCalendar, expect_to_end_in_time
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.terms import issue_date_of

StartDate = Annotated[Day, AfterValidator(checked(issue_date_of))]
Term = Annotated[Whole, spoken(term_of), AfterValidator(checked(term_months_of))]
_PERIODS = (
    "billing_frequency",
    "billing_months",
    "billing_day",
    "month_end",
    "fiscal_year_start",
    "proration",
)
"""What decides on the days on which a line may begin or change, and on what part of a year is."""


class CalendarDocument(Document):
    """When it runs, how it is billed, and what is due where it changes or ends inside a period."""

    start_date: StartDate
    term_months: Annotated[Term, Field(examples=[36], description="From 1 to 240.")]
    billing_frequency: BillingFrequency
    billing_timing: Annotated[
        BillingTiming | None, Field(description="Where nothing is said, in advance.")
    ] = None
    billing_months: Annotated[
        Annotated[Whole, AfterValidator(checked(billing_months_of))] | None,
        Field(examples=[5], description="With the frequency `custom`: months of one invoice."),
    ] = None
    billing_day: Annotated[
        Annotated[Whole, AfterValidator(checked(billing_day_of))] | None,
        Field(
            examples=[1],
            description="The day of the month on which periods begin; 31 is the last of any "
            "month. The first period runs until then. With 1, periods end with the month.",
        ),
    ] = None
    month_end: Annotated[
        Flag | None,
        Field(description="A contract from a month's last day has its months from each last day."),
    ] = None
    fiscal_year_start: Annotated[
        Annotated[Whole, spoken(month_of), AfterValidator(checked(fiscal_month_of))] | None,
        Field(
            examples=[4],
            description="The first month of the customer's fiscal year, with which periods begin. "
            "Contract years and escalators stay as from the start.",
        ),
    ] = None
    bill_in_advance_days: Annotated[
        Annotated[Whole, AfterValidator(checked(advance_days_of))] | None,
        Field(examples=[30], description="Days before a period on which its invoice is issued."),
    ] = None
    proration: Annotated[
        Proration | None,
        Field(
            description="How a change or a period that is not whole is priced: by month, as where "
            "nothing is said, or by day, billed at once; or no change before the next period."
        ),
    ] = None
    early_end: Annotated[
        EarlyEndRule | None, Field(description="What an end before the term's own means.")
    ] = None
    early_end_fee: Annotated[Amount | None, Field(examples=["5000.00"])] = None
    ends_on: Annotated[
        Day | None, Field(description="The last day, where it is before the term's own.")
    ] = None

    def calendar(self) -> dict[str, Any]:
        """As the fields of `ContractTerms`, without what is not said."""
        said = {name: getattr(self, name) for name in BillingCalendar.model_fields}
        return {name: value for name, value in said.items() if value is not None}

    def agreed_early_end(self) -> EarlyEnd | None:
        """Raises ValidationErrors where a fee is missing, or stands beside another rule."""
        if self.early_end is None and self.early_end_fee is None:
            return None
        return EarlyEnd(rule=self.early_end or EarlyEndRule.NONE, fee=self.early_end_fee)

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

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        found = list(BillingCalendar(**self.calendar()).calendar_mistakes())
        try:
            self.agreed_early_end()
        except ValidationErrors as missing:
            found += missing.refusals
        if found:
            raise mistakes(found)
        return self


def calendar_in(sent: Mapping[str, Any]) -> dict[str, Any]:
    """What can be read of the periods in what was sent, as the fields of `ContractTerms`."""
    read = {
        name: field_read(CalendarDocument, name, sent[name]) for name in _PERIODS if name in sent
    }
    return {name: value for name, value in read.items() if value is not None}


def anchor_in(calendar: Mapping[str, Any]) -> int:
    """The day on which contract months begin, where it is not the start's own."""
    return MONTH_END if calendar.get("month_end") else 0


def any_day_in(calendar: Mapping[str, Any]) -> bool:
    """Whether a line may begin or change on any day."""
    by_month = calendar.get("proration", Proration.BY_MONTH) is Proration.BY_MONTH
    return bool(calendar.get("billing_day") or calendar.get("fiscal_year_start")) or not by_month
