"""Refusals of a legal entity that is not in use, or has no bank account that is."""

from jupiter_core.domain.refusals.base import Refusal


class EntityArchived(Refusal):
    """Nothing new is billed by it. What it has issued can be paid, credited and amended, and its
    running contracts go on."""

    template = "{legal_name} is archived, so nothing new is billed by it. Choose another entity."
    legal_name: str


class InvalidNumberPattern(Refusal):
    """A pattern of invoice numbers that cannot be followed; `reason` is a part of the sentence."""

    template = (
        "“{typed}” is not a number pattern: {reason}. Write it like {{SERIES}}{{YYYY}}-{{SEQ:5}}; "
        "{{YY}} and {{MM}} may be in it too."
    )
    typed: str
    reason: str


class NumbersGiven(Refusal):
    """A first number is asked for where counting has begun. `last` is the number given last."""

    template = (
        "{last} has been given already, and numbers have no gaps. A first number can be chosen "
        "only before the first {what} of a series."
    )
    last: str
    what: str = "invoice"


class NoBankAccount(Refusal):
    """An entity has no bank account, not even a proposed one, or a proposal leaves it without."""

    template = "{legal_name} has no bank account. An admin can add one with /invoice setup."
    legal_name: str


class SeveralCustomers(Refusal):
    """A name that several customers have, where one is meant. `places` are their cities."""

    template = (
        "Several customers are called {name}: in {places}. Name one by its id or external id, or "
        "with its address."
    )
    name: str
    places: str


class BankDetailsUnconfirmed(Refusal):
    """An approval is asked for while no bank account of the entity is confirmed."""

    template = (
        "The bank details of {legal_name} are not in use yet. Approvers confirm them in Slack; "
        "then this can be approved."
    )
    legal_name: str


class NoAccountInCurrency(Refusal):
    """The workspace's policy asks for an account in the invoice's own currency."""

    template = (
        "{legal_name} has no bank account in {currency}, and the policy does not allow payment to "
        "an account in another currency. Choose another legal entity or currency, or propose an "
        "account with /invoice setup."
    )
    legal_name: str
    currency: str


class ReferencesMissing(Refusal):
    """The customer requires them by now, and what is to be approved lacks them."""

    template = (
        "{title} cannot be approved yet: {customer} takes no invoice without these references: "
        "{labels}. Add them under References with “Edit” on its card, or ask for changes."
    )
    title: str
    customer: str
    labels: str


class ReferencesRequired(Refusal):
    """The customer takes no invoice without them. `labels` are told in one text."""

    template = "{customer} takes no invoice without these references: {labels}."
    customer: str
    labels: str
