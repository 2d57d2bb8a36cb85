"""What a contract cannot be."""

from dataclasses import dataclass

from jupiter_core.domain.refusals.base import Refusal


@dataclass(eq=False)
class NothingToBill(Refusal):
    template = "A contract needs at least one subscription or one-time line."


@dataclass(eq=False)
class TooManyContractLines(Refusal):
    template = "A contract can have up to {limit} lines."
    limit: int


@dataclass(eq=False)
class TwoPrices(Refusal):
    template = "Give one yearly price or a price for each year, not both."


@dataclass(eq=False)
class BelowZero(Refusal):
    template = "{what} cannot be below zero."
    what: str


@dataclass(eq=False)
class CreditNotPositive(Refusal):
    template = "Give the credit as a positive amount; invoices show it as a deduction."


@dataclass(eq=False)
class MorePricesThanYears(Refusal):
    template = "There are more yearly prices than contract years ({years})."
    years: int


@dataclass(eq=False)
class NotAContractYear(Refusal):
    """`years` are those that it may be in: `2 to 5`, `2`."""

    template = "{what} must be in contract year {years} here."
    what: str
    years: str


@dataclass(eq=False)
class NoYearLeft(Refusal):
    template = "{what} has no contract year left to begin in; the last one is {last}."
    what: str
    last: int


@dataclass(eq=False)
class RepeatedYear(Refusal):
    template = "Contract year {contract_year} is given twice."
    contract_year: int


@dataclass(eq=False)
class RepeatedDate(Refusal):
    template = "{day} is given twice."
    day: str


@dataclass(eq=False)
class NotAContractMonth(Refusal):
    """`edge` is `begins` or `ends`."""

    template = "No month of the contract {edge} on {day} here. The nearest: {nearest}."
    day: str
    nearest: str
    edge: str = "begins"


@dataclass(eq=False)
class EndsTooLate(Refusal):
    template = "The contract must end by {latest}. Choose a shorter term."
    latest: str


@dataclass(eq=False)
class UpfrontInArrears(Refusal):
    template = "Upfront billing is in advance, not in arrears."


@dataclass(eq=False)
class StartsAfterEnd(Refusal):
    template = "{description} starts on {starts_on}; the contract cannot end before that."
    description: str
    starts_on: str


@dataclass(eq=False)
class CreditNoteNeeded(Refusal):
    """Issued invoices bill more than the new terms, and the next one cannot make up for it."""

    template = (
        "Issued invoices already bill {excess} more than the next invoice can take back. Issue a "
        "credit note for them first."
    )
    excess: str


@dataclass(eq=False)
class IssuedUnderOtherTerms(Refusal):
    template = (
        "Invoices of this contract are issued, so its start, its currency and the lines that they "
        "bill can't be changed. Add new lines at the end."
    )


@dataclass(eq=False)
class CreditUsedUp(Refusal):
    template = "This credit has {left} left."
    left: str
