"""What becomes known of an invoice's payment before it comes: disputed, promised, not reminded of.

The customer's AP may dispute and promise, by the link; the deal team, finance, accounts receivable
and the keys of all of them may do all of it. None of it is a revision of the paper.
"""

from datetime import date

from jupiter_core.commands.permission import expect_own_invoice
from jupiter_core.commands.record import as_seen, record
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.collection import REASON_LIMIT, Collection
from jupiter_core.domain.event_details import ReminderWait
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NotPermitted, Required, placed
from jupiter_core.domain.text import paragraph_of
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import INVOICE

_NAMED_IN_SETUP = "An admin names who may with /invoice setup."
_OWNER_MAY_NOT = (
    "The owner of this key is neither a drafter nor an approver nor accounts receivable."
)


class DisputeInvoice(Frozen):
    """`expected_version` None takes whatever is there now; `reason` is kept and told."""

    by: Actor
    invoice_id: str
    expected_version: int | None
    reason: str


class ResolveDispute(Frozen):
    """`note` says how it ended, and may be empty."""

    by: Actor
    invoice_id: str
    expected_version: int | None
    note: str = ""


class PromisePayment(Frozen):
    """`date` is the day on which it will be paid, from today where the legal entity is."""

    by: Actor
    invoice_id: str
    expected_version: int | None
    date: date


class PauseReminders(Frozen):
    """`until` is the first day on which reminders go out again."""

    by: Actor
    invoice_id: str
    expected_version: int | None
    until: date


class ResumeReminders(Frozen):
    """Ends a pause before its day."""

    by: Actor
    invoice_id: str
    expected_version: int | None


def dispute_invoice(command: DisputeInvoice, uow: UnitOfWork) -> Invoice:
    """Raises Required, TooLong or Unprintable at `reason`, NothingChanged for the same reason once
    more, and what `_collected` raises."""
    reason = _paragraph(command.reason, "reason", "Reason")
    if not reason:
        raise Required("A reason").at("reason")
    before = _expected(uow, command, "dispute invoices")
    news = before.awaiting.disputed(reason, command.by, uow.now)
    after = before.collecting(news, "disputed")
    return record(uow, before, after, EventName.INVOICE_DISPUTED, by=command.by, note=reason)


def resolve_dispute(command: ResolveDispute, uow: UnitOfWork) -> Invoice:
    """Reminders go on. Raises NotDisputed, and NotPermitted for AP, who pays instead."""
    note = _paragraph(command.note, "note", "Note")
    before = _expected(uow, command, "resolve disputes", people_here=True)
    news = before.awaiting.resolved(before.title)
    after = before.collecting(news, "changed")
    name = EventName.INVOICE_DISPUTE_RESOLVED
    return record(uow, before, after, name, by=command.by, note=note)


def promise_payment(command: PromisePayment, uow: UnitOfWork) -> Invoice:
    """No reminder goes out before that day is over. Raises OutOfRange at `date`, or NothingChanged
    for the same day once more."""
    before = _expected(uow, command, "say when invoices will be paid")
    news = placed("date", lambda: _promising(before, command, uow))
    after = before.collecting(news, "promised")
    details = ReminderWait(promised=command.date)
    name = EventName.INVOICE_PAYMENT_PROMISED
    return record(uow, before, after, name, by=command.by, details=details)


def pause_reminders(command: PauseReminders, uow: UnitOfWork) -> Invoice:
    """Raises OutOfRange at `until`, NothingChanged, and NotPermitted for AP."""
    before = _expected(uow, command, "pause reminders", people_here=True)
    news = placed("until", lambda: _pausing(before, command, uow))
    after = before.collecting(news, "changed")
    details = ReminderWait(until=command.until)
    name = EventName.INVOICE_REMINDERS_PAUSED
    return record(uow, before, after, name, by=command.by, details=details)


def resume_reminders(command: ResumeReminders, uow: UnitOfWork) -> Invoice:
    """Raises NotPaused, and NotPermitted for AP."""
    before = _expected(uow, command, "resume reminders", people_here=True)
    after = before.collecting(before.awaiting.resumed(before.title), "changed")
    return record(uow, before, after, EventName.INVOICE_REMINDERS_RESUMED, by=command.by)


def _promising(before: Invoice, command: PromisePayment, uow: UnitOfWork) -> Collection:
    today = before.content.seller.today(uow.now)
    return before.awaiting.promising(command.date, today, command.by, uow.now)


def _pausing(before: Invoice, command: PauseReminders, uow: UnitOfWork) -> Collection:
    today = before.content.seller.today(uow.now)
    return before.awaiting.pausing(command.until, today, command.by, uow.now)


def _expected(
    uow: UnitOfWork,
    command: DisputeInvoice | ResolveDispute | PromisePayment | PauseReminders | ResumeReminders,
    action: str,
    *,
    people_here: bool = False,
) -> Invoice:
    """The invoice as it was seen. Raises NotFound, ChangedSinceSeen, NotInScope, or NotPermitted,
    where only `people_here` may also for AP."""
    invoice = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    match command.by.kind:
        case ActorKind.AP if people_here:
            raise NotPermitted(action, "Answer in the e-mail that you received.")
        case ActorKind.SLACK_USER | ActorKind.API_KEY:
            expect_collector(uow, command.by, action)
            expect_own_invoice(uow, command.by, invoice)
    return invoice


def expect_collector(uow: UnitOfWork, by: Actor, action: str) -> None:
    """The deal team, finance and accounts receivable; a key may what its owner may. Raises
    NotPermitted; `action` completes “you may not”."""
    workspace = uow.workspace()
    if not (workspace.may_draft(by.person) or workspace.may_receive(by.person)):
        of_key = by.kind is ActorKind.API_KEY
        raise NotPermitted(action, _OWNER_MAY_NOT if of_key else _NAMED_IN_SETUP)


def _paragraph(text: str, path: str, what: str) -> str:
    return placed(path, lambda: paragraph_of(text, what, REASON_LIMIT))
