"""What the state of an invoice or a contract does not allow."""

from dataclasses import dataclass

from jupiter_core.domain.refusals.base import Refusal


@dataclass(eq=False)
class NotInState(Refusal):
    """`deed` is a past participle: `approved`, `submitted`."""

    template = "{invoice} is {state}; it cannot be {deed} now."
    invoice: str
    state: str
    deed: str


@dataclass(eq=False)
class FiscalChange(Refusal):
    template = (
        "{what} of an issued invoice cannot be changed. "
        "Issue a credit note from its card, then a new invoice."
    )
    what: str


@dataclass(eq=False)
class NothingChanged(Refusal):
    template = "Nothing has changed."


@dataclass(eq=False)
class Overpayment(Refusal):
    template = "{amount} is more than the amount due, {due}."
    amount: str
    due: str
