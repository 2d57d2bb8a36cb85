"""A message was given up, or goes again: an event of the invoice or contract that it is about, for
the systems that listen. People hear of it by other ways."""

from collections.abc import Iterable

from jupiter_core.commands.record import notify, publish_about
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.event_details import MessageNews
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NotFound
from jupiter_core.outbox.resendable import can_be_resent
from jupiter_core.ports import Message, UnitOfWork
from jupiter_core.queries.dead_letters import about


def publish_given_up(message: Message, error: str, uow: UnitOfWork) -> None:
    """Of what can be sent again alone. What a webhook endpoint did not take is none of it: its
    event would go to the same endpoint."""
    if not can_be_resent(message):
        return
    news, deal = _news(message, error), _deal(uow, message)
    if deal is None:
        name = EventName.WORKSPACE_MESSAGE_UNDELIVERED
        notify(uow, name, uow.workspace_id, by=TIMER, details=news, told=False)
    elif isinstance(deal, Contract):
        name = EventName.CONTRACT_MESSAGE_UNDELIVERED
        publish_about(uow, deal, name, by=TIMER, details=news)
    else:
        name = EventName.INVOICE_MESSAGE_UNDELIVERED
        publish_about(uow, deal, name, by=TIMER, details=news)


def publish_resent(messages: Iterable[Message], uow: UnitOfWork, *, by: Actor) -> None:
    """Of each that is about an invoice or a contract."""
    for message in messages:
        if deal := _deal(uow, message):
            of_contract = isinstance(deal, Contract)
            invoice, contract = EventName.INVOICE_MESSAGE_RESENT, EventName.CONTRACT_MESSAGE_RESENT
            name = contract if of_contract else invoice
            publish_about(uow, deal, name, by=by, details=_news(message))


def _deal(uow: UnitOfWork, message: Message) -> Invoice | Contract | None:
    """None where it is about neither, or about a draft that is gone."""
    try:
        subject = about(uow, message)
    except NotFound:
        return None
    return subject.deal if subject else None


def _news(message: Message, error: str = "") -> MessageNews:
    return MessageNews(
        message_id=message.id,
        destination=message.destination,
        message=message.kind,
        error=error,
    )
