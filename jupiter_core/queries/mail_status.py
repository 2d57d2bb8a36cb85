"""How mails to customers fare: what was given up, what waits for a person, what went out lately."""

from typing import NamedTuple

from jupiter_core.domain.event_details import MailOutcome
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.readers import Reader
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import DeadLetter, UnitOfWork
from jupiter_core.queries.readable import may_read
from jupiter_core.queries.recipient import mails_asked_about

LATEST = 12
_MOST_LOOKED_AT = 200
_OUTCOMES = (
    EventName.INVOICE_EMAILED,
    EventName.INVOICE_EMAIL_BOUNCED,
    EventName.INVOICE_LINK_TO_SEND,
    EventName.INVOICE_EMAIL_WITHHELD,
)


class MailTold(NamedTuple):
    """What became of a mail of an invoice, and to which address."""

    event: Event
    invoice: Invoice

    @property
    def email(self) -> str:
        """Empty where it is about no address."""
        return self.event.details.email if isinstance(self.event.details, MailOutcome) else ""

    @property
    def reason(self) -> str:
        """Why it bounced or has to be sent by hand."""
        return self.event.details.reason if isinstance(self.event.details, MailOutcome) else ""


class MailStuck(NamedTuple):
    """A mail that was given up."""

    letter: DeadLetter
    invoice: Invoice


class MailStatus(NamedTuple):
    """The latest first, as far as whoever asks may read of it."""

    stuck: tuple[MailStuck, ...]
    waiting: tuple[MailTold, ...]
    latest: tuple[MailTold, ...]


def mail_status(uow: UnitOfWork, reader: Reader, destination: str) -> MailStatus:
    """As it is now; `destination` is what messages by mail are addressed to in the outbox."""
    asked = _told(uow, reader, (EventName.INVOICE_EMAIL_WAITS,), _MOST_LOOKED_AT)
    waiting = {
        (each.invoice.id, each.email): each
        for each in reversed(asked)
        if each.email in mails_asked_about(uow, each.invoice.id)
    }
    return MailStatus(
        stuck=_stuck(uow, reader, destination),
        waiting=tuple(waiting.values())[:LATEST],
        latest=_told(uow, reader, _OUTCOMES, LATEST),
    )


def _told(
    uow: UnitOfWork, reader: Reader, names: tuple[EventName, ...], most: int
) -> tuple[MailTold, ...]:
    """Of the events that are looked at; an invoice that is gone or not theirs is left out."""
    found: list[MailTold] = []
    for event in uow.events.latest(names, limit=_MOST_LOOKED_AT):
        invoice = _readable(uow, reader, event.subject_id)
        if invoice and len(found) < most:
            found.append(MailTold(event, invoice))
    return tuple(found)


def _stuck(uow: UnitOfWork, reader: Reader, destination: str) -> tuple[MailStuck, ...]:
    found: list[MailStuck] = []
    for letter in reversed(uow.outbox.dead_letters()):
        if letter.message.destination == destination:
            invoice = _readable(uow, reader, str(letter.message.body.get("invoice_id", "")))
            if invoice:
                found.append(MailStuck(letter, invoice))
    return tuple(found[:LATEST])


def _readable(uow: UnitOfWork, reader: Reader, invoice_id: str) -> Invoice | None:
    try:
        invoice = uow.invoices.get(invoice_id)
    except NotFound:
        return None
    return invoice if may_read(uow, reader, invoice) else None
