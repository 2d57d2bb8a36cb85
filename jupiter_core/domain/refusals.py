"""Refusals: one class a mistake, with its fields and a sentence for people.

A refusal knows nothing of HTTP or Slack; each door maps the classes once. `path` says where
in what was sent the mistake is (`lines[2].quantity`, `po_number`), where there is such a place.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Self, TypeVar

T = TypeVar("T")


class Refusal(Exception):
    """What was asked for is not done, and nothing has changed."""

    template: ClassVar[str]
    path: str | None = None

    def at(self, path: str) -> Self:
        """The same refusal, placed at `path`."""
        self.path = path
        return self

    @property
    def sentence(self) -> str:
        """What is wrong and, where there is one, the way that is open."""
        return self.template.format_map(vars(self))

    def __str__(self) -> str:
        return self.sentence


class Mistakes(Refusal):
    """Several refusals at once, each at its own path."""

    def __init__(self, refusals: Iterable[Refusal]) -> None:
        self.refusals: Sequence[Refusal] = tuple(refusals)
        super().__init__()

    @property
    def sentence(self) -> str:
        return "\n".join(
            f"{each.path}: {each.sentence}" if each.path else each.sentence
            for each in self.refusals
        )


def placed(path: str, check: Callable[[], T]) -> T:
    """What `check` gives; its refusal is placed at `path`."""
    try:
        return check()
    except Refusal as refusal:
        raise refusal.at(path) from None


# What somebody typed


@dataclass(eq=False)
class Required(Refusal):
    template = "{what} is needed."
    what: str


@dataclass(eq=False)
class TooLong(Refusal):
    template = "{what} can have {limit} characters at most; this has {length}."
    what: str
    limit: int
    length: int


@dataclass(eq=False)
class Unprintable(Refusal):
    """A character that no font of the document has, or that is invisible."""

    template = "{what} has {character}, which the invoice cannot print."
    what: str
    character: str


@dataclass(eq=False)
class InvalidNumber(Refusal):
    template = "“{typed}” is not a number. Write it like 250 or 1.5."
    typed: str


@dataclass(eq=False)
class InvalidAmount(Refusal):
    template = "“{typed}” is not an amount. Write it like 1200000.00 or 1,200,000.00."
    typed: str


@dataclass(eq=False)
class TooManyDecimals(Refusal):
    template = "“{typed}” has more decimals than {currency} has; {digits} at most."
    typed: str
    currency: str
    digits: int


@dataclass(eq=False)
class InvalidDate(Refusal):
    template = "“{typed}” is not a date. Write it like 2026-11-22."
    typed: str


@dataclass(eq=False)
class AmountTooLarge(Refusal):
    template = "“{typed}” is larger than any amount that can be invoiced."
    typed: str


@dataclass(eq=False)
class OutOfRange(Refusal):
    template = "{what} must be from {least} to {most}."
    what: str
    least: str
    most: str


@dataclass(eq=False)
class UnknownCurrency(Refusal):
    template = "“{code}” is not a currency code such as USD or EUR (ISO 4217)."
    code: str


@dataclass(eq=False)
class InvalidIdentifier(Refusal):
    """`reason` is a half-sentence: `its check digits are wrong`."""

    template = "This is not a valid {standard}: {reason}."
    standard: str
    reason: str


@dataclass(eq=False)
class InvalidAddress(Refusal):
    template = "{reason}"
    reason: str


@dataclass(eq=False)
class InvalidEmail(Refusal):
    template = "“{typed}” is not an e-mail address."
    typed: str


@dataclass(eq=False)
class InvalidColour(Refusal):
    template = "“{typed}” is not a colour. Write it like #1a2b3c."
    typed: str


# What an invoice can be


@dataclass(eq=False)
class NoLines(Refusal):
    template = "An invoice needs at least one line."


@dataclass(eq=False)
class InvalidLine(Refusal):
    template = "Line {position} is not complete. Open it to see what is missing."
    position: int


@dataclass(eq=False)
class TooManyLines(Refusal):
    template = "An invoice made here has {limit} lines at most."
    limit: int


@dataclass(eq=False)
class MixedCurrencies(Refusal):
    template = "This amount is in {found}; the invoice is in {wanted}."
    found: str
    wanted: str


@dataclass(eq=False)
class TotalBelowZero(Refusal):
    template = "The total is {total} {currency}. An invoice cannot be below zero; lower the credit."
    total: str
    currency: str


@dataclass(eq=False)
class TaxBelowZero(Refusal):
    template = (
        "The credits at {rate}% are larger than the charges at {rate}%, so the tax would be "
        "below zero. Give the credit the rate of the lines that it pays for."
    )
    rate: str


@dataclass(eq=False)
class NoBankAccount(Refusal):
    template = "{legal_name} has no bank account. An admin can add one with /invoice setup."
    legal_name: str


@dataclass(eq=False)
class BankDetailsUnconfirmed(Refusal):
    template = (
        "Nobody has confirmed the bank details of {legal_name} yet. An approver or an admin does, "
        "in Slack; then this can be approved."
    )
    legal_name: str


# What a contract can be


@dataclass(eq=False)
class NothingToBill(Refusal):
    template = "A contract needs at least one subscription or one-time line."


@dataclass(eq=False)
class TooManyContractLines(Refusal):
    template = "A contract has {limit} lines at most."
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
    template = "What is billed upfront is billed in advance, not in arrears."


@dataclass(eq=False)
class StartsAfterEnd(Refusal):
    template = "{description} starts on {starts_on}; the contract cannot end before that."
    description: str
    starts_on: str


@dataclass(eq=False)
class CreditNoteNeeded(Refusal):
    """Issued invoices bill more than the new terms, and the next one cannot make up for it."""

    template = (
        "What is issued already bills {excess} {currency} more than the next invoice can take "
        "back. The way that is open is a credit note for what was issued."
    )
    excess: str
    currency: str


@dataclass(eq=False)
class IssuedUnderOtherTerms(Refusal):
    template = (
        "Invoices of this contract are issued, so its start, its currency and the lines that they "
        "bill stay where they are. Add new lines at the end."
    )


# What may happen to an invoice, and by whom


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


# What is not there, or was there before


@dataclass(eq=False)
class NotInChannel(Refusal):
    template = "I am not in this channel. Type /invite @{bot} there, or choose another channel."
    bot: str


@dataclass(eq=False)
class NotFound(Refusal):
    template = "There is no {what} “{name}” here."
    what: str
    name: str


@dataclass(eq=False)
class AlreadyTaken(Refusal):
    template = "There is {article} {what} “{name}” already."
    what: str
    name: str

    @property
    def sentence(self) -> str:
        article = "an" if self.what.startswith(tuple("aeiou")) else "a"
        return self.template.format(article=article, what=self.what, name=self.name)


@dataclass(eq=False)
class AlreadyDone(Refusal):
    """The same request arrived a second time; the first one counted."""

    template = "This was done already."


@dataclass(eq=False)
class SecondPersonNeeded(Refusal):
    template = "You proposed these bank details; somebody else has to confirm them."


@dataclass(eq=False)
class LinkNotValid(Refusal):
    template = "This link is not valid any more. Ask the sender for a new one."
