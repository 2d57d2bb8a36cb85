"""What other systems were told: an event with its subject as it was right after it."""

from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import Event
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.payment import Payment
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.event import EventResource

_OF_INVOICES = ("invoice", "credit_note")
_OF_CONTRACTS = ("contract",)
_OF_PAYMENTS = ("payment",)


def told(uow: UnitOfWork, event: Event) -> EventResource:
    """Word for word what its webhooks say; only a payment is as it is now, since it has no
    versions."""
    return EventResource.of(event, _subject(uow, event))


def _subject(uow: UnitOfWork, event: Event) -> Invoice | Contract | Payment | None:
    """None for what has no versions: a legal entity, a key, an endpoint."""
    noun = event.name.partition(".")[0]
    if noun in _OF_INVOICES:
        return uow.versions.at(event.subject_id, event.sequence).invoice()
    if noun in _OF_CONTRACTS:
        return uow.versions.at(event.subject_id, event.sequence).contract()
    if noun in _OF_PAYMENTS:
        return uow.payments.get(event.subject_id)
    return None
