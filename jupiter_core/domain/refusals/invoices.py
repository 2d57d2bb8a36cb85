"""Refusals of an invoice's content: its lines, currencies and totals."""

from dataclasses import dataclass

from jupiter_core.domain.refusals.base import Refusal


@dataclass(eq=False)
class NoLines(Refusal):
    """An invoice without a line, which EN 16931 (BR-16) does not allow either."""

    template = "An invoice needs at least one line."


@dataclass(eq=False)
class InvalidLine(Refusal):
    """A line of a draft form does not make a line item yet. `position` counts from 1."""

    template = "Line {position} is incomplete. Edit it to see what's missing."
    position: int


@dataclass(eq=False)
class TooManyLines(Refusal):
    """An invoice drafted in Slack has more lines than `limit`."""

    template = "An invoice created here can have up to {limit} lines."
    limit: int


@dataclass(eq=False)
class MixedCurrencies(Refusal):
    """Two currencies met where one is needed. `found` and `wanted` are ISO 4217 codes."""

    template = "This amount is in {found}; the invoice is in {wanted}."
    found: str
    wanted: str


@dataclass(eq=False)
class TotalBelowZero(Refusal):
    """The credits are larger than the charges. `total` is in words, with the currency."""

    template = "The total is {total}. An invoice cannot be below zero; lower the credit."
    total: str


@dataclass(eq=False)
class TaxBelowZero(Refusal):
    """The tax of one rate would be negative. `rate` is a percentage: `8.875`."""

    template = (
        "The credits at {rate}% are larger than the charges at {rate}%, so the tax would be "
        "below zero. Give the credit the rate of the lines that it pays for."
    )
    rate: str
