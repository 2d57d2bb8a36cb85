"""Recording a change of an invoice or a contract: its version, event and messages, at once."""

from collections.abc import Iterable

from jupiter_core.commands.delivery import delivery_of
from jupiter_core.commands.hearing import listening
from jupiter_core.commands.mail_each import mail_each
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.changes import Change
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.delivery import ON_THEIR_PORTAL, Delivery
from jupiter_core.domain.event_details import Details, MailOutcome
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.mail_domain import MAIL_HOME, Recipient
from jupiter_core.domain.payment import Payment
from jupiter_core.domain.refusals import ChangedSinceSeen, NotFound
from jupiter_core.domain.version import GENESIS, Version
from jupiter_core.outbox.messages import EMAIL, webhook_message
from jupiter_core.outbox.routing import route
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import S, SubjectKind, kind_of
from jupiter_core.queries.contract_cautions import contract_cautions
from jupiter_core.queries.resources.event import EventResource


def record_first(
    uow: UnitOfWork,
    subject: S,
    *,
    by: Actor,
    name: EventName | None = None,
    details: Details | None = None,
    note: str = "",
) -> S:
    """Stores a new invoice or contract with its first version. Raises AlreadyTaken.

    `name` is that of the event, where it is not simply created; its note, or its details in words,
    are the version's note.
    """
    kind = kind_of(subject)
    name = name or kind.event("created")
    note = note or (details.words if details else "")
    version = _sealed(uow, subject, name, by=by, note=note, previous_hash=GENESIS)
    kind.repository(uow).add(subject, version)
    publish_about(uow, subject, name, by=by, note="" if details else note, details=details)
    return subject


def record(
    uow: UnitOfWork,
    before: S,
    after: S,
    name: EventName,
    *,
    by: Actor,
    note: str = "",
    details: Details | None = None,
) -> S:
    """Stores `after` as the next version. Raises ChangedSinceSeen when another was first."""
    kind = kind_of(after)
    repository = kind.repository(uow)
    previous = repository.head(after.id).hash
    repository.save(after, _sealed(uow, after, name, by=by, note=note, previous_hash=previous))
    changes = kind.changes(before, after)
    publish_about(uow, after, name, by=by, changes=changes, note=note, details=details)
    return after


def _sealed(
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


def as_seen(
    uow: UnitOfWork, kind: SubjectKind[S], subject_id: str, expected_version: int | None
) -> S:
    """It, if nobody changed it since version `expected_version` (None: whatever it is now).

    Raises NotFound or ChangedSinceSeen, which says what changed meanwhile.
    """
    subject = kind.get(uow, subject_id)
    if expected_version is not None and expected_version != subject.sequence:
        raise changed_since(uow, subject, expected_version)
    return subject


def changed_since(uow: UnitOfWork, subject: S, expected_version: int) -> ChangedSinceSeen:
    """The refusal for a writer who saw version `expected_version` of what is now `subject`."""
    kind = kind_of(subject)
    try:
        changes = kind.changes(kind.at(uow, subject.id, expected_version), subject)
    except NotFound:
        changes = ()
    summary = "; ".join(change.words for change in changes) or "somebody worked on it"
    return ChangedSinceSeen(subject.title, summary, expected_version, subject.sequence)


def publish(
    uow: UnitOfWork,
    event: Event,
    subject: Invoice | Contract | Payment | None,
    also: Iterable[str] = (),
    *,
    told: bool = True,
) -> None:
    """Keeps an event and puts what others have to hear of it into the outbox; of one that is not
    `told`, other systems alone.

    Where it concerns no deal, the people `also` hear of it beside approvers and admins. Other
    systems get it as it is now: a payload that is made once is never made again. A mail to where
    none was ever sent for that customer is not sent: its thread asks a person; nor is one to a
    customer who wants none, or has a portal, where a person puts it.
    """
    uow.events.add(event)
    held: list[Recipient] = []
    delivery = Delivery.MAIL
    messages = route(event, subject, uow.workspace(), uow.new_id, also) if told else []
    for message in messages:
        if message.destination != EMAIL or not isinstance(subject, Invoice):
            uow.outbox.put(message)
            continue
        delivery = delivery_of(uow, event, subject)
        if delivery is Delivery.MAIL:
            held = mail_each(uow, event, subject, message)
    hearing = listening(uow, event.name)
    if hearing:
        cautions = (
            contract_cautions(uow, subject, event.at) if isinstance(subject, Contract) else ()
        )
        payload = canonical_json(EventResource.of(event, subject, cautions))
        for endpoint in hearing:
            uow.outbox.put(webhook_message(event, endpoint, payload, uow.new_id()))
    # Behind the event's own messages, so that the thread first hears what the mail is about.
    if isinstance(subject, Invoice):
        for each in held:
            ask_about_mail(uow, subject, each, by=event.by)
    if delivery is Delivery.PORTAL and isinstance(subject, Invoice):
        why = MailOutcome(reason=ON_THEIR_PORTAL)
        publish_about(uow, subject, EventName.INVOICE_LINK_TO_SEND, by=event.by, details=why)


def ask_about_mail(uow: UnitOfWork, invoice: Invoice, held: Recipient, *, by: Actor) -> None:
    """Asks in the thread whether a mail may go to where none ever went for this customer."""
    asked = (Change(what=MAIL_HOME, old=held.like, new=held.home),)
    publish_about(
        uow,
        invoice,
        EventName.INVOICE_EMAIL_WAITS,
        by=by,
        changes=asked,
        details=MailOutcome(email=held.email),
    )


def notify(
    uow: UnitOfWork,
    name: EventName,
    subject_id: str,
    *,
    by: Actor,
    changes: tuple[Change, ...] = (),
    note: str = "",
    details: Details | None = None,
    also: Iterable[str] = (),
    told: bool = True,
) -> str:
    """An event that concerns no deal: kept, and, unless it is not `told`, said to approvers, admins
    and the people `also`. Its id."""
    event = _event(uow, name, subject_id, by=by, changes=changes, note=note, details=details)
    publish(uow, event, None, also, told=told)
    return event.id


def publish_about(
    uow: UnitOfWork,
    subject: Invoice | Contract | Payment,
    name: EventName,
    *,
    by: Actor,
    changes: tuple[Change, ...] = (),
    note: str = "",
    details: Details | None = None,
) -> None:
    """An event of an invoice, a contract or a payment as it is now, with what it changed."""
    event = _event(
        uow,
        name,
        subject.id,
        sequence=0 if isinstance(subject, Payment) else subject.sequence,
        by=by,
        changes=changes,
        note=note,
        details=details,
    )
    publish(uow, event, subject)


def _event(
    uow: UnitOfWork,
    name: EventName,
    subject_id: str,
    *,
    sequence: int = 0,
    by: Actor,
    changes: tuple[Change, ...],
    note: str,
    details: Details | None,
) -> Event:
    return Event(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        name=name,
        subject_id=subject_id,
        sequence=sequence,
        at=uow.now,
        by=by,
        changes=changes,
        note=note,
        details=details,
    )
