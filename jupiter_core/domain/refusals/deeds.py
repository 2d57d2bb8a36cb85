"""What may not happen to an invoice or a contract, or not by this person."""

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
class SelfApproval(Refusal):
    template = "You drafted or submitted {invoice}; somebody else has to approve it."
    invoice: str


@dataclass(eq=False)
class NotAnApprover(Refusal):
    template = "Only approvers can do this. An admin names them with /invoice setup."


@dataclass(eq=False)
class AlreadyApproved(Refusal):
    template = "You have approved {invoice} already; it waits for one more person."
    invoice: str


@dataclass(eq=False)
class NotApprovedAsItStands(Refusal):
    template = "{invoice} is not what was approved; it has to be approved again."
    invoice: str


@dataclass(eq=False)
class IssuedMeanwhile(Refusal):
    template = (
        "An invoice of {contract} was issued since this change was proposed. "
        "Open the change and submit it again, so that its schedule is true."
    )
    contract: str


@dataclass(eq=False)
class CreditUsedUp(Refusal):
    template = "This credit has {left} {currency} left."
    left: str
    currency: str


@dataclass(eq=False)
class NotPermitted(Refusal):
    """`deed` completes “to”: `draft invoices`."""

    template = "You may not {deed} in this workspace. {way}"
    deed: str
    way: str


@dataclass(eq=False)
class ChangedSinceSeen(Refusal):
    """A second writer. `changes` are what happened since the version that this one saw."""

    template = "{invoice} has changed since you opened it: {summary}."
    invoice: str
    summary: str
    seen: int
    current: int


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


@dataclass(eq=False)
class OverCredit(Refusal):
    template = (
        "{amount} is more than the {left} {currency} of {invoice} that can still be credited."
    )
    invoice: str
    amount: str
    left: str
    currency: str


@dataclass(eq=False)
class BesideTheWhole(Refusal):
    template = "Leave this empty to credit all of it, or choose “An amount” above."


@dataclass(eq=False)
class NotInFull(Refusal):
    template = (
        "A part of {invoice} is credited already. Credit an amount: {left} {currency} are left."
    )
    invoice: str
    left: str
    currency: str


@dataclass(eq=False)
class CreditNoteStands(Refusal):
    template = "{invoice} is a credit note. It stays as it is; what it took off is billed anew."
    invoice: str


@dataclass(eq=False)
class CreditedAlready(Refusal):
    template = "{invoice} has a credit note, so it cannot be void. Credit what is left of it."
    invoice: str


@dataclass(eq=False)
class CreditNoteNotEdited(Refusal):
    template = "A draft credit note is not edited. Void it, and draft another from {invoice}."
    invoice: str


@dataclass(eq=False)
class SentAlready(Refusal):
    """`what` starts the sentence: `The e-invoice of JUS-000001, version 2,`."""

    template = "{what} is in the thread already."
    what: str


@dataclass(eq=False)
class MailWaits(Refusal):
    template = (
        "The mail with {title} to {address} waits for an answer in its thread: nothing was ever "
        "sent there for this customer."
    )
    title: str
    address: str


@dataclass(eq=False)
class MailNotWaiting(Refusal):
    template = "No mail with {title} waits any more. The thread tells what became of it."
    title: str


@dataclass(eq=False)
class SetTheAddress(Refusal):
    """Who changed where mails go does not say alone that it is right."""

    template = "You set {address} for this customer; somebody else has to say that it is right."
    address: str
