"""What an invoice cannot be."""

from dataclasses import dataclass

from jupiter_core.domain.refusals.base import Refusal


@dataclass(eq=False)
class NoLines(Refusal):
    template = "An invoice needs at least one line."


@dataclass(eq=False)
class InvalidLine(Refusal):
    template = "Line {position} is incomplete. Edit it to see what's missing."
    position: int


@dataclass(eq=False)
class TooManyLines(Refusal):
    template = "An invoice created here can have up to {limit} lines."
    limit: int


@dataclass(eq=False)
class MixedCurrencies(Refusal):
    template = "This amount is in {found}; the invoice is in {wanted}."
    found: str
    wanted: str


@dataclass(eq=False)
class TotalBelowZero(Refusal):
    template = "The total is {total}. An invoice cannot be below zero; lower the credit."
    total: str


@dataclass(eq=False)
class TaxBelowZero(Refusal):
    template = (
        "The credits at {rate}% are larger than the charges at {rate}%, so the tax would be "
        "below zero. Give the credit the rate of the lines that it pays for."
    )
    rate: str
