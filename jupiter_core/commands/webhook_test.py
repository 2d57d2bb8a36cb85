"""A test event to one webhook endpoint: signed and logged as any other, and heard by it alone."""

from jupiter_core.commands.hearing import expect_to_read
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen, canonical_json
from jupiter_core.domain.refusals import NotInState
from jupiter_core.outbox.messages import webhook_message
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.event import EventResource


class SendTestEvent(Frozen):
    """To an endpoint that is on, whatever kinds of events it takes."""

    by: Actor
    endpoint_id: str


def send_test_event(command: SendTestEvent, uow: UnitOfWork) -> Event:
    """Puts it into the outbox, from where it is sent and tried again like others.

    Raises NotFound, NotInState for an endpoint that is switched off, or EventsNotInScope where the
    endpoint's own key, by which it hears, may not read events of endpoints.
    """
    endpoint = uow.webhook_endpoints.get(command.endpoint_id)
    if not endpoint.is_on:
        raise NotInState("The webhook endpoint", "switched off", "tested")
    for reader in (command.by, endpoint.answering):
        expect_to_read(uow, reader, (EventName.WEBHOOK_ENDPOINT_TESTED,))
    event = Event(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        name=EventName.WEBHOOK_ENDPOINT_TESTED,
        subject_id=endpoint.id,
        sequence=0,
        at=uow.now,
        by=command.by,
        note="A test event: nothing has happened.",
    )
    uow.events.add(event)
    payload = canonical_json(EventResource.of(event, None))
    uow.outbox.put(webhook_message(event, endpoint, payload, uow.new_id()))
    return event
