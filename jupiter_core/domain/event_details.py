"""What an event has to say beside its changes, as fields of its own kind.

A note is what a person wrote. What the app knows stands here, so that nothing reads it out of a
sentence; `words` are for systems that read an event's note.
"""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from jupiter_core.domain.changes import Change
from jupiter_core.domain.contract.lapsed import Lapsed
from jupiter_core.domain.delivery import ON_THEIR_PORTAL
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.domain.spelled_day import spelled_day

_NEVER_AGREED = (
    "The contract was approved before its approval covered the legal entity, the bank account and "
    "the customer's details."
)
_REMINDER = re.compile(r"(\d+) days after issue")
_FOR_CONTRACT = re.compile(r"PO number (.+) for the whole contract", re.DOTALL)


class PoReminder(Frozen):
    """A PO number is still missing, so many whole days after issue. `on` is the day for which the
    reminder was planned; older events do not say."""

    kind: Literal["po_reminder"] = "po_reminder"
    days_since_issue: int
    on: date | None = Field(default=None, exclude_if=lambda day: day is None)

    @property
    def words(self) -> str:
        return f"{self.days_since_issue} days after issue"


class PoLeft(Frozen):
    """How a purchase order stands: its amount, what is left of it, and its last day."""

    kind: Literal["po_left"] = "po_left"
    po_number: str
    amount: Money | None = None
    left: Money | None = None
    valid_until: date | None = None

    @property
    def words(self) -> str:
        left = f"{self.left.words} of {self.amount.words} left" if self.left and self.amount else ""
        until = f"valid until {spelled_day(self.valid_until)}" if self.valid_until else ""
        return ", ".join(filter(None, (f"PO {self.po_number}", left, until)))


class MilestoneNews(Frozen):
    """A milestone was accepted `on` a day, or was `expected` and is not; its amount with tax. `to`
    are the people who are asked about it."""

    kind: Literal["milestone"] = "milestone"
    name: str
    amount: Money
    on: date | None = Field(default=None, exclude_if=lambda day: day is None)
    expected: date | None = None
    to: tuple[str, ...] = Field(default=(), exclude_if=lambda people: not people)

    @property
    def words(self) -> str:
        if self.on:
            when = f"accepted on {spelled_day(self.on)}"
        else:
            when = f"expected on {spelled_day(self.expected)}" if self.expected else "expected"
        return f"{self.name}, {self.amount.words}, {when}"


class IndexAsked(Frozen):
    """The invoice of the day `issue_on` waits for values of these indexes, or what they make of the
    contract year `true_up_year`, which is billed already; `again` where that was said before,
    `held` where a change of the contract has to be decided first."""

    kind: Literal["index_asked"] = "index_asked"
    indexes: tuple[str, ...]
    issue_on: date
    again: bool = False
    held: bool = Field(default=False, exclude_if=lambda held: not held)
    true_up_year: int | None = Field(default=None, exclude_if=lambda year: year is None)

    @property
    def words(self) -> str:
        year = self.true_up_year
        what = f"difference of year {year}, billed already," if year else "invoice of"
        needed = f"{', '.join(self.indexes)} for the {what} {spelled_day(self.issue_on)}"
        return f"{needed}, once the change of the contract is decided" if self.held else needed


class ReminderWait(Frozen):
    """Until which day no reminder goes out: `promised` for payment, or paused `until` then."""

    kind: Literal["reminder_wait"] = "reminder_wait"
    promised: date | None = None
    until: date | None = None

    @property
    def words(self) -> str:
        if self.promised:
            return f"payment on {spelled_day(self.promised)}"
        return f"until {spelled_day(self.until)}"


class ReminderSent(Frozen):
    """The reminder of the day `on`, so many whole days after the due date (negative: before) when
    it went out; `email` where AP is written to. Of a held one, the day that it was for."""

    kind: Literal["reminder"] = "reminder"
    on: date
    days: int
    email: bool = False

    @property
    def words(self) -> str:
        return f"{spelled_day(self.on)}, {self.days} days after the due date"


class MailOutcome(Frozen):
    """Which address a mail is about, and why it bounced or has to be sent by hand; `beside` where
    that is another than the first AP contact's."""

    kind: Literal["mail"] = "mail"
    email: str = ""
    reason: str = ""
    beside: bool = Field(default=False, exclude_if=lambda each: not each)

    @property
    def is_on_portal(self) -> bool:
        """Whether it is not mailed because the customer has a portal."""
        return self.reason == ON_THEIR_PORTAL

    @property
    def words(self) -> str:
        return ": ".join(filter(None, (self.email, self.reason)))


class CreditMoved(Frozen):
    """So much of a contract's usage credit was used, or has expired."""

    kind: Literal["credit"] = "credit"
    credit: str
    amount: Money

    @property
    def words(self) -> str:
        return f"{self.amount.words} of {self.credit}"


class AlikePair(Frozen):
    """Two accounts, each named with its id, and what they have in common."""

    one: str
    other: str
    shared: str


class LookAlike(Frozen):
    """Somebody did `action` (`approved JUS-000001`) and looks like another who took part in it."""

    kind: Literal["look_alike"] = "look_alike"
    by: str
    action: str
    pairs: tuple[AlikePair, ...]

    @property
    def words(self) -> str:
        pairs = "; ".join(f"{each.one} and {each.other} have {each.shared}" for each in self.pairs)
        return f"{self.by} {self.action}. {pairs}. Check that these are two people."


class ChangeAsked(Frozen):
    """What AP's change would concern, without its values, or the PO that it is to give to the
    whole contract."""

    kind: Literal["change"] = "change"
    concerns: tuple[str, ...] = ()
    po_number_for_contract: str = ""

    @property
    def words(self) -> str:
        po = self.po_number_for_contract
        return f"PO number {po} for the whole contract" if po else ", ".join(self.concerns)


class OwnApproval(Frozen):
    """Why an invoice of an approved contract needs an approval of its own: its usage credit was
    drawn on, the parties of the contract were never approved, or differ since by `changes`, or its
    purchase order does not cover it, in the words of `more_than_ordered`."""

    kind: Literal["own_approval"] = "own_approval"
    credit_drawn: bool = False
    never_agreed: bool = False
    changes: tuple[Change, ...] = ()
    more_than_ordered: str = Field(default="", exclude_if=lambda words: not words)

    @property
    def words(self) -> str:
        drawn = "Its usage credit was drawn on meanwhile." if self.credit_drawn else ""
        never = _NEVER_AGREED if self.never_agreed else ""
        said = "; ".join(each.words for each in self.changes)
        differ = f"Not as approved with the contract: {said}." if said else ""
        return " ".join(filter(None, (drawn, never, differ, self.more_than_ordered)))


class MoneyMoved(Frozen):
    """What money did to an invoice. `paid` and `settled` are by how much those became more, or
    less where they are negative; `credit` is what of the payment no invoice took; `from_credit`
    says that the customer's credit paid, `settled_as` what the rest became."""

    kind: Literal["money"] = "money"
    payment_id: str = ""
    received_on: date | None = None
    paid: Money
    settled: Money
    settled_as: SettlementKind | None = None
    settled_why: str = ""
    credit: Money
    from_credit: bool = False

    @property
    def words(self) -> str:
        """Of a plain payment nothing: its note is its reference."""
        parts = []
        if self.from_credit and self.paid.minor > 0:
            parts.append(f"{self.paid.words} of the customer's credit applied")
        if self.settled_as and self.settled.minor > 0:
            why = f" ({self.settled_why})" if self.settled_why else ""
            parts.append(f"{self.settled.words} settled as {self.settled_as.words}{why}")
        if self.credit.minor:
            parts.append(f"{self.credit.words} kept as the customer's credit")
        return "; ".join(parts)


class CreditOffered(Frozen):
    """The customer has so much credit, which the invoice could take."""

    kind: Literal["credit_offered"] = "credit_offered"
    credit: Money

    @property
    def words(self) -> str:
        return f"The customer has {self.credit.words} of credit, which can be applied."


class Forwarding(Frozen):
    """The link that AP forwarded to an address, and whether it may change what AP's may."""

    kind: Literal["forwarding"] = "forwarding"
    email: str
    writes: bool
    link_id: str

    @property
    def words(self) -> str:
        return f"{self.email}, {'for changes' if self.writes else 'view-only'}"


class PoDocumentCame(Frozen):
    """The file that AP handed over, its SHA-256, and the order's number and amount where its text
    says them."""

    kind: Literal["po_document"] = "po_document"
    document_id: str
    name: str
    sha256: str
    size: int
    po_number: str = ""
    amount: Money | None = None
    valid_until: date | None = None
    active: bool = False

    @property
    def words(self) -> str:
        po = f"PO {self.po_number}" if self.po_number else ""
        amount = self.amount.words if self.amount else ""
        return ", ".join(filter(None, (self.name, po, amount, f"SHA-256 {self.sha256}")))


class OnBehalf(Frozen):
    """Somebody approved as the delegate of an approver: `approver` is their Slack user id."""

    kind: Literal["on_behalf"] = "on_behalf"
    approver: str
    name: str

    @property
    def words(self) -> str:
        return f"for {self.name}"


class ApprovalReassigned(Frozen):
    """Who is asked from now on, as Slack user ids: the `delegate` of an `approver` who is away, or,
    where no delegate is named, that approver again. The other two are names."""

    kind: Literal["approval_reassigned"] = "approval_reassigned"
    asked: tuple[str, ...]
    approver: str
    delegate: str = ""
    until: date | None = None

    @property
    def words(self) -> str:
        if not self.delegate:
            return f"{self.approver} is asked again"
        return f"{self.delegate} approves for {self.approver} until {spelled_day(self.until)}"


class ApproversReminded(Frozen):
    """Whose working hours it is, as Slack user ids."""

    kind: Literal["approvers_reminded"] = "approvers_reminded"
    asked: tuple[str, ...]

    @property
    def words(self) -> str:
        """Of no use to other systems."""
        return ""


class MessageNews(Frozen):
    """A message to people was given up, and why, or goes again: its id, where it goes to, and what
    kind of `message` it is."""

    kind: Literal["message"] = "message"
    message_id: str
    destination: str
    message: str
    error: str = ""

    @property
    def words(self) -> str:
        what = f"{self.message.replace('_', ' ')} to {self.destination}"
        return f"{what}: {self.error}" if self.error else what


Details = Annotated[
    Forwarding
    | PoDocumentCame
    | OnBehalf
    | ApprovalReassigned
    | ApproversReminded
    | PoReminder
    | ReminderWait
    | ReminderSent
    | MoneyMoved
    | CreditOffered
    | PoLeft
    | MilestoneNews
    | IndexAsked
    | Lapsed
    | MailOutcome
    | CreditMoved
    | LookAlike
    | MessageNews
    | ChangeAsked
    | OwnApproval,
    Field(discriminator="kind"),
]


def details_in_note(event: str, note: str) -> Details | None:
    """The fields of an event that was stored while its note held them; None where it held none."""
    match event:
        case "invoice.po_number_missing":
            days = _REMINDER.fullmatch(note)
            return PoReminder(days_since_issue=int(days[1])) if days else None
        case "invoice.emailed" | "invoice.email_waits" | "invoice.email_withheld":
            return MailOutcome(email=note)
        case "invoice.email_bounced":
            email, _, reason = note.partition(": ")  # an address has no `: ` in it
            return MailOutcome(email=email, reason=reason)
        case "invoice.link_to_send":
            return MailOutcome(reason=note)
        case "invoice.change_held":
            return ChangeAsked(concerns=tuple(note.split(", ")))
        case "invoice.change_proposed":
            po = _FOR_CONTRACT.fullmatch(note)
            return ChangeAsked(po_number_for_contract=po[1]) if po else None
    return None
