"""Refusals of files that another system exported, and of rows in them."""

from jupiter_core.domain.refusals.base import Refusal


class BadRows(Refusal):
    """Some rows cannot be taken, and nobody said to leave them out. `counted` says of how many:
    `1 row has`; `first` is about the first of them."""

    template = (
        "{counted} a mistake, so nothing was imported. Correct the file, or leave such rows out. "
        "{first}"
    )
    counted: str
    first: str


class NothingToImport(Refusal):
    """All that the file has is here already."""

    template = "Nothing to import: all that this file has is here already."


class PlanChanged(Refusal):
    """Between the dry run that a person read and their word, something was changed here."""

    template = (
        "Something in this file was changed here since the dry run, so nothing was imported. "
        "Read the new dry run first."
    )


class RepeatedRow(Refusal):
    """Two rows of one file are about the same thing; `row` is the first of them."""

    template = "Row {row} is the same {noun}. Keep one of the two."
    row: int
    noun: str


class NoSuchEntity(Refusal):
    """`known` are the names of all legal entities in use."""

    template = "“{typed}” is not one of your legal entities: {known}."
    typed: str
    known: str


class CarriedOver(Refusal):
    """What was open on another system's invoice is to be credited or reissued here. `system` is
    that system's name."""

    template = (
        "{title} was issued by {system}, which has its tax. Correct it there; here, settle or void "
        "what is open."
    )
    title: str
    system: str


class NoSuchCustomer(Refusal):
    """A row names a customer by a name or an id that nobody has."""

    template = "No customer is called “{typed}” or has that as external id. Import customers first."
    typed: str


class NumberOfOurs(Refusal):
    """Another system's number is one that a legal entity may give one day."""

    template = (
        "{number} is a number that {entity} could give to an invoice of its own. Let its numbers "
        "begin higher, or give it another series, with /invoice setup."
    )
    number: str
    entity: str


class DueBeforeIssue(Refusal):
    """A due date that lies before the issue date."""

    template = "The due date is before the issue date."


class NotIssuedYet(Refusal):
    """An issue date that has not come."""

    template = "The issue date is in the future."


class MoreOpenThanBilled(Refusal):
    """`open_amount` and `total` are in words."""

    template = "{open_amount} is more than the invoice's total, {total}."
    open_amount: str
    total: str


class ChooseEntity(Refusal):
    """Nothing says which of several legal entities it is from; `known` are their names."""

    template = "Say which legal entity this is from: {known}."
    known: str


class OpenCredit(Refusal):
    """An open amount below zero: the customer's money, and no invoice."""

    template = "This is a credit, not an open invoice. It is not carried over."
