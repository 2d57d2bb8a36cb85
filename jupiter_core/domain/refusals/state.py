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
        "The way that is open: “Credit note” on its card, and a new invoice."
    )
    what: str


@dataclass(eq=False)
class NothingChanged(Refusal):
    template = "Nothing is different from what is there already."


@dataclass(eq=False)
class Overpayment(Refusal):
    template = "{amount} is more than the {due} {currency} that are due."
    amount: str
    due: str
    currency: str
