"""What a credit note cannot be."""

from dataclasses import dataclass

from jupiter_core.domain.refusals.base import Refusal


@dataclass(eq=False)
class OverCredit(Refusal):
    template = "{amount} is more than the amount left to credit on {invoice}: {left}."
    invoice: str
    amount: str
    left: str


@dataclass(eq=False)
class BesideTheWhole(Refusal):
    template = "Leave this empty to credit all of it, or choose “Partial amount” above."


@dataclass(eq=False)
class NotInFull(Refusal):
    template = "{invoice} is already partly credited. Enter an amount; {left} is left to credit."
    invoice: str
    left: str


@dataclass(eq=False)
class CreditNoteStands(Refusal):
    template = (
        "{invoice} is a credit note. It cannot be credited; bill the amount again on a new invoice."
    )
    invoice: str


@dataclass(eq=False)
class CreditedAlready(Refusal):
    template = "{invoice} has a credit note, so it cannot be voided. Credit the rest of it instead."
    invoice: str


@dataclass(eq=False)
class CreditNoteNotEdited(Refusal):
    template = "Draft credit notes cannot be edited. Void it, and draft another from {invoice}."
    invoice: str
