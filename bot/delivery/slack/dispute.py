"""What told the thread of a dispute says, once that is resolved, who resolved it, and when."""

from collections.abc import Iterator

from slack_sdk import WebClient

from bot.delivery.slack.context import MessageContext
from bot.delivery.slack.post import MessagePlace, Receipt, change_if_there
from bot.slack.views.invoice.conversation import dispute_closed
from bot.slack.views.rich_text import Rendered
from jupiter_core.domain.events import Event, EventName
from jupiter_core.outbox.messages import MessageKind
from jupiter_core.ports import Store, UnitOfWork
from jupiter_core.queries.conversation import remark_of

_MOST_ANNOUNCED = 100
"""Of an invoice's announcements, the last: those among which its disputes are looked for."""


def told_of(event: Event, posted: Receipt) -> Receipt:
    """The receipt of a dispute names its event, by which the message is found again."""
    return {**posted, "event_id": event.id} if event.name is EventName.INVOICE_DISPUTED else posted


class ToldDisputes:
    """The messages about disputes, where they stand in their threads."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def close(self, client: WebClient, letter: MessageContext) -> Receipt:
        """Every message about the dispute that the letter's event resolved, as far as it is still
        there. Raises as `slack_trouble`."""
        with self._store.read(letter.message.workspace_id) as uow:
            found = list(_drawn(uow, letter))
        for place, rendered in found:
            strict = place.within(letter.channel)
            change_if_there(client, letter.message, place, rendered, strict=strict)
        return found[-1][0].receipt() if found else {"skipped": "nothing told of the dispute"}


def _drawn(uow: UnitOfWork, letter: MessageContext) -> Iterator[tuple[MessagePlace, Rendered]]:
    places = _places(uow, letter)
    for each in _disputes(uow.events.of(letter.invoice.id), letter.event):
        if place := places.get(each.id):
            invoice = uow.versions.at(each.subject_id, each.sequence).invoice()
            yield place, dispute_closed(each, invoice, remark_of(uow, each), letter.event)


def _places(uow: UnitOfWork, letter: MessageContext) -> dict[str, MessagePlace]:
    """By the ids of the events."""
    stream = letter.message.stream
    receipts = uow.outbox.receipts(stream, MessageKind.ANNOUNCEMENT, _MOST_ANNOUNCED)
    found = ((each.get("event_id", ""), MessagePlace.of(each)) for each in receipts)
    return {event_id: place for event_id, place in found if place and event_id}


def _disputes(events: list[Event], resolved: Event) -> list[Event]:
    """A dispute may be told several times, each time with another reason, before it is resolved."""
    found: list[Event] = []
    for each in events:
        if each.id == resolved.id:
            break
        if each.name is EventName.INVOICE_DISPUTE_RESOLVED:
            found = []
        if each.name is EventName.INVOICE_DISPUTED:
            found.append(each)
    return found
