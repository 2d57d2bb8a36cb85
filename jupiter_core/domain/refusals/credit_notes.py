"""Refusals of a credit note, and of what one stands in the way of."""

from jupiter_core.domain.refusals.base import Refusal


class OverCredit(Refusal):
    """A credit note is for more than is left to credit, of its tax rate or of the whole invoice.
    `amount`, `left` and what is `waiting` in other credit notes are gross, in words with the
    currency; `invoice` is the title."""

    template = "{amount} is more than the amount left to credit on {invoice}: {left}."
    invoice: str
    amount: str
    left: str
    waiting: str = ""

    @property
    def sentence(self) -> str:
        held = (
            f" {self.waiting} is in credit notes that are not issued yet." if self.waiting else ""
        )
        return super().sentence + held


class NetAndGross(Refusal):
    """A part is to be credited that says its amount twice, or not at all."""

    template = "Give one amount: before tax, or with it."


class BesideTheWhole(Refusal):
    """An amount was given although all of the invoice is to be credited."""

    template = "Leave this empty to credit all of it, or choose “Partial amount” above."


class NotInFull(Refusal):
    """The rest is to be credited of an invoice of which too much was credited at a rate. `left` is
    gross, in words with the currency."""

    template = (
        "More of {invoice} was credited at one tax rate than it charged. Enter an amount; {left} "
        "is left to credit."
    )
    invoice: str
    left: str


class NothingLeftToCredit(Refusal):
    """All of an invoice is credited. `invoice` is its title."""

    template = "{invoice} is already credited in full."
    invoice: str


class NothingLeftAtRate(Refusal):
    """A part is to be credited at a tax rate at which all of an invoice is credited, or nothing
    was charged. `invoice` is its title, `rate` in percent."""

    template = "Nothing is left to credit on {invoice} at {rate}% tax."
    invoice: str
    rate: str


class RestIsWaiting(Refusal):
    """All that is left of an invoice is in credit notes that are not issued yet. `waiting` is
    gross, in words with the currency."""

    template = (
        "Nothing more is left to credit on {invoice}: {waiting} is in credit notes that are not "
        "issued yet. Void one of them to credit something else."
    )
    invoice: str
    waiting: str


class CreditNoteStands(Refusal):
    """A credit note is itself to be credited, or to be voided after its issue. `invoice` is its
    title."""

    template = (
        "{invoice} is a credit note. It cannot be credited; bill the amount again on a new invoice."
    )
    invoice: str


class CreditedAlready(Refusal):
    """An invoice that has a credit note is to be voided. `invoice` is its title."""

    template = "{invoice} has a credit note, so it cannot be voided. Credit the rest of it instead."
    invoice: str


class CreditNoteNotEdited(Refusal):
    """A credit note that is not issued yet is to be edited. `invoice` is the number of the invoice
    that it corrects."""

    template = "Draft credit notes cannot be edited. Void it, and draft another from {invoice}."
    invoice: str
