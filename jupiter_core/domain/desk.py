"""The desk: what of an invoice or a contract waits for whom, and what is owed.

An entry says nothing that its invoice or contract does not say; each version writes it anew.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from jupiter_core.domain.approval import Delegator
from jupiter_core.domain.content import OPEN, State
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice

DUE_SOON = timedelta(days=7)
RECENTLY = timedelta(days=14)
"""How long a paid invoice stays on the desk, and how long a draft does before it folds."""
REASON_LIMIT = 300


def is_due_soon(invoice: Invoice, today: date) -> bool:
    """Something of it is due within DUE_SOON, and not late."""
    left = invoice.content.due_date - today
    is_owed = invoice.state in OPEN and invoice.amount_due.minor > 0
    return is_owed and timedelta() <= left <= DUE_SOON


class DeskKind(StrEnum):
    """What an entry is of."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"
    CONTRACT = "contract"


class DeskSection(StrEnum):
    """The lists of the desk, in the order in which they stand there."""

    TO_APPROVE = "to_approve"
    SENT_BACK = "sent_back"
    SUBMITTED = "submitted"
    OVERDUE = "overdue"
    DUE_SOON = "due_soon"
    WAITING_FOR_PO = "waiting_for_po"
    TO_UPLOAD = "to_upload"
    RECENTLY_PAID = "recently_paid"
    DRAFTS = "drafts"


class DeskEntry(Frozen):
    """A row of a list. `name` is a contract's name or an invoice's number, empty on a draft.

    `due_on` is set while something is owed, which is `due_minor`; before issue and on a credit note
    nothing is. `spoken_for` are the people who may not approve it (any more) while it waits for
    that: whoever wrote it, and whoever approved it. `sent_back` is the reason of who asked for
    changes, on a draft. What is owed may be `disputed`, or promised for a day. `upload_due` is what
    somebody has to put on the customer's portal.
    """

    subject_id: str
    kind: DeskKind
    sequence: int
    name: str
    state: str
    customer: str
    total_minor: int
    currency: str
    seller_id: str
    drafted_by: str
    issue_date: date | None = None
    due_date: date | None = None
    due_on: date | None = None
    due_minor: int = 0
    po_awaited: bool = False
    spoken_for: tuple[str, ...] = ()
    sent_back: str = ""
    disputed: bool = False
    promised_on: date | None = None
    settled_at: datetime | None = None
    upload_due: bool = False
    updated_at: datetime

    def delegator(self, approves_for: Iterable[Delegator]) -> Delegator | None:
        """The first of them for whom a delegate may approve it; None where there is none."""
        return next((each for each in approves_for if each.id not in self.spoken_for), None)


class LocalDays(Frozen):
    """The day that it is now at each legal entity: `usual`, but for those in `elsewhere`."""

    usual: date
    elsewhere: tuple[tuple[str, date], ...] = ()

    @classmethod
    def among(cls, days: Iterable[tuple[str, date]], usual: date) -> "LocalDays":
        """Of entities by id, each with its day."""
        return cls(usual=usual, elsewhere=tuple(each for each in days if each[1] != usual))

    def at(self, seller_id: str) -> date:
        return dict(self.elsewhere).get(seller_id, self.usual)


class DeskLook(Frozen):
    """Whose desk it is, and when. `whose` limits what is owed, paid and waited for to what that
    person drafted; empty means everybody's. `approves_for` are the approvers for whom a delegate
    approves; empty for who approves in their own right."""

    person: str
    whose: str
    approves_for: tuple[Delegator, ...] = ()
    days: LocalDays
    at: datetime


class Owed(Frozen):
    """What is owed in one currency, in its minor units: all of it, what of that is overdue, and
    what is due within DUE_SOON; each with the number of its invoices."""

    currency: str
    open_minor: int = 0
    open_count: int = 0
    overdue_minor: int = 0
    overdue_count: int = 0
    soon_minor: int = 0
    soon_count: int = 0


def entry_of_invoice(invoice: Invoice, at: datetime) -> DeskEntry:
    """As it is since `at`."""
    content = invoice.content
    owed = invoice.amount_due.minor if invoice.state in OPEN else 0
    waits, awaiting = invoice.state is State.PENDING_APPROVAL, invoice.awaiting
    awaited = invoice.state in OPEN and content.bill_to.po_required and not invoice.is_credit_note
    return DeskEntry(
        subject_id=invoice.id,
        kind=DeskKind.CREDIT_NOTE if invoice.is_credit_note else DeskKind.INVOICE,
        sequence=invoice.sequence,
        name=invoice.number or "",
        state=invoice.state.value,
        customer=content.bill_to.legal_name,
        total_minor=invoice.total.minor,
        currency=content.currency,
        seller_id=content.seller.profile_id,
        drafted_by=invoice.drafted_by.person,
        issue_date=content.issue_date,
        due_date=content.due_date,
        due_on=content.due_date if owed else None,
        due_minor=owed,
        po_awaited=awaited and invoice.po_pending,
        spoken_for=_spoken_for(invoice) if waits else (),
        sent_back=invoice.reason[:REASON_LIMIT] if invoice.state is State.DRAFT else "",
        disputed=bool(owed and awaiting.dispute),
        promised_on=awaiting.promised.date if owed and awaiting.promised else None,
        settled_at=invoice.settled_at,
        upload_due=invoice.upload_due,
        updated_at=at,
    )


def entry_of_contract(contract: Contract, at: datetime) -> DeskEntry:
    """As it is since `at`."""
    waits = contract.state is ContractState.PENDING_APPROVAL
    return DeskEntry(
        subject_id=contract.id,
        kind=DeskKind.CONTRACT,
        sequence=contract.sequence,
        name=contract.name,
        state=contract.state.value,
        customer=contract.customer_name,
        total_minor=contract.shown.total.minor,
        currency=contract.shown.terms.currency,
        seller_id=contract.sender_profile_id,
        drafted_by=contract.drafted_by.person,
        spoken_for=_spoken_for(contract) if waits else (),
        sent_back=contract.reason[:REASON_LIMIT] if contract.state is ContractState.DRAFT else "",
        updated_at=at,
    )


def _spoken_for(subject: Invoice | Contract) -> tuple[str, ...]:
    approved = (person for each in subject.approvals for person in each.people)
    return tuple(sorted({*subject.writers, *approved} - {""}))
