"""What was said of an invoice, as its thread is told of it."""

from jupiter_core.domain.conversation import Remark
from jupiter_core.domain.events import Event, EventName
from jupiter_core.ports import UnitOfWork

_OF_WORDS = frozenset(
    {
        EventName.INVOICE_QUESTION_ASKED,
        EventName.INVOICE_QUESTION_ANSWERED,
        EventName.INVOICE_DISPUTED,
        EventName.INVOICE_DISPUTE_RESOLVED,
        EventName.INVOICE_PAYMENT_PROMISED,
    }
)


def remark_of(uow: UnitOfWork, event: Event) -> Remark | None:
    """The message that the event is about; None where it is about none, or that was erased."""
    if event.name not in _OF_WORDS:
        return None
    said = uow.conversation.of(event.subject_id)
    return next((each for each in said if each.event_id == event.id), None)
