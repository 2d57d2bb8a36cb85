"""A fee that is billed in parts: on agreed days, or once somebody says that a thing was accepted.

Shares in percent are parts of the whole by largest remainder, earliest first; a part without a
share of its own takes the rest. Either way they add up to the minor unit.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, PlainSerializer

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.description import Description
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money, allocate, decimals_of
from jupiter_core.domain.refusals import (
    AmountNotPositive,
    MixedCurrencies,
    OutOfRange,
    Refusal,
    Required,
    SharesDoNotAddUp,
    TooManyParts,
    TwoShares,
)
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.terms import IssueDate, issue_date_of
from jupiter_core.domain.text import line_of
from jupiter_core.domain.totals import TaxRate, plain

NAME_LIMIT = 100
MOST_PARTS = 24


def part_name_of(text: str) -> str:
    """`Go-live`. Raises Required, TooLong or Unprintable."""
    return line_of(text, "The name of a milestone", NAME_LIMIT, required=True)


def share_percent_of(value: Decimal) -> Decimal:
    """Raises OutOfRange."""
    if not value.is_finite() or not 0 < value <= 100 or decimals_of(value) > 4:
        raise OutOfRange("A share", "0.0001", "100 percent, with four decimals at most")
    return value


SharePercent = Annotated[
    Decimal, AfterValidator(share_percent_of), PlainSerializer(plain, return_type=str)
]


class Milestone(Frozen):
    """One part, billed on the day `on`; without one, on acceptance, which is expected by
    `expected_on` where that is known. Without percent and amount it takes the rest."""

    name: str
    percent: SharePercent | None = None
    amount: Money | None = None
    on: IssueDate | None = None
    expected_on: date | None = None

    @property
    def when(self) -> str:
        """`on 30 Jun 2027`, `on acceptance, expected 30 Jun 2027`."""
        if self.on:
            return f"on {spelled_day(self.on)}"
        expected = f", expected {spelled_day(self.expected_on)}" if self.expected_on else ""
        return f"on acceptance{expected}"

    @property
    def share(self) -> str:
        """`40%`, `50,000.00` or `the rest`."""
        if self.percent is not None:
            return f"{plain(self.percent)}%"
        return f"{self.amount.decimal:,f}" if self.amount else "the rest"


class Milestones(Frozen):
    """A fee of `amount` in all, billed in `parts`."""

    kind: Literal["milestones"] = "milestones"
    description: Description
    amount: Money
    tax_rate: TaxRate = Decimal(0)
    parts: tuple[Milestone, ...] = Field(min_length=1)

    @property
    def shares(self) -> tuple[Money, ...]:
        """What each part is, in their order."""
        whole = self.amount.minor
        percents = [int((each.percent or 0) * 10_000) for each in self.parts]
        # What the percentages leave of a hundred is the share of the others together.
        others = 100 * 10_000 - sum(percents)
        parted = allocate(whole, [*percents, others])
        found = [
            each.amount.minor if each.amount else minor
            for each, minor in zip(self.parts, parted[:-1], strict=True)
        ]
        for n, each in enumerate(self.parts):
            if each.percent is None and each.amount is None:
                found[n] = whole - sum(found)
        return tuple(Money.of_minor(each, self.amount.currency) for each in found)


class Acceptance(Frozen):
    """Somebody said that the part at this place was accepted on a day: both places count from 0.
    Of those that were said before it was kept, `by` and `at` are None."""

    line: int
    part: int
    on: date
    by: Actor | None = Field(default=None, exclude_if=lambda who: who is None)
    at: datetime | None = Field(default=None, exclude_if=lambda when: when is None)
    note: str = Field(default="", exclude_if=lambda note: not note)


def milestones_mistakes(line: Milestones, currency: str) -> Iterator[Refusal]:
    """What does not fit together, each at its path within the line."""
    found = [*_parts_mistakes(line, currency)]
    if line.amount.currency != currency:
        found.append(MixedCurrencies(line.amount.currency, currency).at("amount"))
    elif line.amount.minor <= 0:
        found.append(AmountNotPositive("A fee").at("amount"))
    if len(line.parts) > MOST_PARTS:
        found.append(TooManyParts(MOST_PARTS).at("parts"))
    yield from found
    if not found:
        yield from _sum_mistakes(line)


def _parts_mistakes(line: Milestones, currency: str) -> Iterator[Refusal]:
    for n, part in enumerate(line.parts):
        at = f"parts[{n}]"
        try:
            part_name_of(part.name)
            issue_date_of(part.on) if part.on else None
        except Refusal as refusal:
            yield refusal.at(f"{at}.on" if part.name.strip() else f"{at}.name")
        if part.percent is not None and part.amount is not None:
            yield TwoShares().at(f"{at}.amount")
        if part.on and part.expected_on:
            yield TwoShares().at(f"{at}.expected_on")
        if part.amount and part.amount.currency != currency:
            yield MixedCurrencies(part.amount.currency, currency).at(f"{at}.amount")
        elif part.amount and part.amount.minor <= 0:
            yield AmountNotPositive("A part").at(f"{at}.amount")


def _sum_mistakes(line: Milestones) -> Iterator[Refusal]:
    """The parts are the whole, and each of them something."""
    rests = [each for each in line.parts if each.percent is None and each.amount is None]
    percent = sum((each.percent or Decimal(0) for each in line.parts), Decimal(0))
    if len(rests) > 1:
        yield Required("A share of all milestones but one").at("parts")
    elif percent > 100:
        yield SharesDoNotAddUp(f"{plain(percent)}%", "100%").at("parts")
    else:
        told = Money.sum(line.shares, line.amount.currency)
        if told != line.amount:
            yield SharesDoNotAddUp(told.words, line.amount.words).at("parts")
        elif min(each.minor for each in line.shares) <= 0:
            yield AmountNotPositive("A part").at("parts")
