"""Recording a change of an invoice: the version, the event, and the messages, in one go."""

from collections.abc import Iterable

from jupiter_core.commands.hearing import listening
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.changes import Change, changes_between
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import MAIL_HOME, Recipient
from jupiter_core.domain.refusals import ChangedSinceSeen, NotFound
from jupiter_core.domain.version import GENESIS, Version
from jupiter_core.outbox.messages import EMAIL, webhook_message
from jupiter_core.outbox.routing import route
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.recipient import mail_recipient
from jupiter_core.queries.resources.event import EventResource


def record_first(
    uow: UnitOfWork,
    invoice: Invoice,
    *,
    by: Actor,
    name: EventName = EventName.INVOICE_CREATED,
    note: str = "",
) -> Invoice:
    """Keeps a new invoice with its first version."""
    version = sealed(uow, invoice, name, by=by, note=note, previous_hash=GENESIS)
    uow.invoices.add(invoice, version)
    tell_of(uow, invoice, name, by=by, before=None, note=note)
    return invoice


def record(
    uow: UnitOfWork,
    before: Invoice,
    after: Invoice,
    name: EventName,
    *,
    by: Actor,
    note: str = "",
) -> Invoice:
    """Keeps `after` as the next version. Raises ChangedSinceSeen when another was first."""
    previous = uow.invoices.head_hash(after.id)
    version = sealed(uow, after, name, by=by, note=note, previous_hash=previous)
    uow.invoices.save(after, version)
    tell_of(uow, after, name, by=by, before=before, note=note)
    return after


def sealed(
    uow: UnitOfWork,
    subject: Invoice | Contract,
    name: EventName,
    *,
    by: Actor,
    note: str,
    previous_hash: str,
) -> Version:
    """The version that records it as it is now, under this transaction's clock and key."""
    return Version.sealed(
        subject,
        at=uow.now,
        by=by,
        why=name,
        note=note,
        previous_hash=previous_hash,
        seal=uow.signer.seal,
    )


def as_seen(uow: UnitOfWork, invoice_id: str, seen: int | None) -> Invoice:
    """The invoice, if nobody changed it since version `seen` (None: whatever it is now).

    Raises NotFound or ChangedSinceSeen, which says what changed meanwhile.
    """
    invoice = uow.invoices.get(invoice_id)
    if seen is not None and seen != invoice.sequence:
        raise changed_since(uow, invoice, seen)
    return invoice


def changed_since(uow: UnitOfWork, invoice: Invoice, seen: int) -> ChangedSinceSeen:
    """The refusal for a writer who saw version `seen` of what is now `invoice`."""
    try:
        changes = changes_between(uow.versions.at(invoice.id, seen).invoice(), invoice)
    except NotFound:
        changes = ()
    summary = "; ".join(change.words for change in changes) or "somebody worked on it"
    return ChangedSinceSeen(invoice.title, summary, seen, invoice.sequence)


def tell(
    uow: UnitOfWork,
    event: Event,
    subject: Invoice | Contract | None,
    also: Iterable[str] = (),
) -> None:
    """Keeps an event and puts what others have to hear of it into the mailbox.

    Where it concerns no deal, the people `also` hear of it beside approvers and admins. Other
    systems get it as it is now: a payload that is made once is never made again. A mail to where
    none was ever sent for that customer is not sent: its thread asks a person.
    """
    uow.events.add(event)
    held = None
    for message in route(event, subject, uow.workspace(), uow.new_id, also):
        if message.destination == EMAIL and isinstance(subject, Invoice):
            held = _held_at(uow, subject)
        if message.destination != EMAIL or held is None:
            uow.outbox.put(message)
    hearing = listening(uow, event.name)
    if hearing:
        payload = canonical_json(EventResource.of(event, subject))
        for endpoint in hearing:
            uow.outbox.put(webhook_message(event, endpoint, payload, uow.new_id()))
    if held and isinstance(subject, Invoice):
        ask_about_mail(uow, subject, held, by=event.by)


def _held_at(uow: UnitOfWork, invoice: Invoice) -> Recipient | None:
    """Whom the mail may not go to without a person's word; None where it may go."""
    recipient = mail_recipient(uow, invoice)
    return recipient if recipient.is_new else None


def ask_about_mail(uow: UnitOfWork, invoice: Invoice, held: Recipient, *, by: Actor) -> None:
    """Asks in the thread whether a mail may go to where none ever went for this customer."""
    event = Event(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        name=EventName.INVOICE_EMAIL_WAITS,
        subject_id=invoice.id,
        sequence=invoice.sequence,
        at=uow.now,
        by=by,
        changes=(Change(what=MAIL_HOME, old=held.like, new=held.home),),
        note=held.email,
    )
    tell(uow, event, invoice)


def notify(
    uow: UnitOfWork,
    name: EventName,
    subject_id: str,
    *,
    by: Actor,
    changes: tuple[Change, ...] = (),
    note: str = "",
    also: Iterable[str] = (),
) -> None:
    """An event that concerns no deal: kept, and told to approvers, admins and the people `also`."""
    event = Event(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        name=name,
        subject_id=subject_id,
        at=uow.now,
        by=by,
        changes=changes,
        note=note,
    )
    tell(uow, event, None, also)


def tell_of(
    uow: UnitOfWork,
    invoice: Invoice,
    name: EventName,
    *,
    by: Actor,
    before: Invoice | None = None,
    note: str = "",
) -> None:
    """An event of the invoice, with what is different from `before`."""
    event = Event(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        name=name,
        subject_id=invoice.id,
        sequence=invoice.sequence,
        at=uow.now,
        by=by,
        changes=changes_between(before, invoice) if before else (),
        note=note,
    )
    tell(uow, event, invoice)
