"""Refusals of what the state of an invoice or a contract does not allow."""

from jupiter_core.domain.refusals.base import Refusal


class NotInState(Refusal):
    """`action` is a past participle: `approved`, `submitted`."""

    template = "{invoice} is {state}; it cannot be {action} now."
    invoice: str
    state: str
    action: str


class FiscalChange(Refusal):
    """A change of what an issued invoice charged, which only a credit note may correct. `what`
    begins the sentence: `The fee “Onboarding”`."""

    template = (
        "{what} of an issued invoice cannot be changed. "
        "Issue a credit note from its card, then a new invoice."
    )
    what: str


class NothingChanged(Refusal):
    """What is asked for is what is there, so no version and no approval comes of it."""

    template = "Nothing has changed."


class NothingDue(Refusal):
    """A payment is recorded where nothing is to pay: a credit note, or what is settled. `title`
    begins the sentence."""

    template = "{title} has nothing to pay."
    title: str


class Overpayment(Refusal):
    """A payment is larger than what is due. `amount` and `due` are in words, with
    the currency."""

    template = (
        "{amount} is more than the amount due, {due}. "
        "Correct it, or keep what is over as the customer's credit."
    )
    amount: str
    due: str
