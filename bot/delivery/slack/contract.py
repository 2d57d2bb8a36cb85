"""Sends what a contract has to say: its card, the question to finance, notices in its thread."""

from typing import Any, Literal

from slack_sdk import WebClient

from bot.delivery.slack.post import (
    MessagePlace,
    Receipt,
    change,
    change_if_there,
    leave,
    post,
    put,
)
from bot.delivery.slack.trouble import SlackRefusal
from bot.slack.views.contract.card import contract_card
from bot.slack.views.contract.request import contract_closed, contract_request
from bot.slack.views.contract.thread import contract_notice
from bot.slack.views.rich_text import Rendered
from bot.wording.names import start
from jupiter_core.domain.cautions import Caution
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.outbox.messages import MessageKind, contract_stream
from jupiter_core.ports import Message, Store, UnitOfWork
from jupiter_core.queries.approvers import mentioned_approvers
from jupiter_core.queries.contract_cautions import contract_cautions
from jupiter_core.queries.contract_view import ContractView, contract_view
from jupiter_core.queries.recipient import recipient_named

ContractKind = Literal[
    MessageKind.CONTRACT_CARD,
    MessageKind.CONTRACT_REQUEST,
    MessageKind.CONTRACT_CLOSED,
    MessageKind.CONTRACT_COUNTED,
    MessageKind.CONTRACT_NOTICE,
    MessageKind.CONTRACT_ANNOUNCEMENT,
]


class ContractLetter(Frozen):
    """One message of a contract: its event, the version that it speaks of, the contract as it
    stands now, what was sent before.

    `asked` is the version that the last request for approval showed; `request` is where it is,
    and `is_open` whether it still has its buttons. `channel` is where the deal is now; `card`
    is there, and `left` is one that was left behind elsewhere. `asked_by` is the event that
    brought the request. `cautions` are those of what this version proposes.
    """

    message: Message
    event: Event
    contract: Contract
    view: ContractView
    approvers: tuple[str, ...]
    card: MessagePlace | None
    request: MessagePlace | None
    asked: Contract | None
    recipient: Recipient | None
    asked_recipient: Recipient | None
    cautions: tuple[Caution, ...]
    is_open: bool
    channel: str
    left: MessagePlace | None = None
    asked_by: Event | None = None


def send_contract_letter(client: WebClient, letter: ContractLetter, kind: ContractKind) -> Receipt:
    """Channel and `ts` of what was posted. Raises RetryLater or Undeliverable."""
    match kind:
        case MessageKind.CONTRACT_CARD:
            return _card(client, letter)
        case MessageKind.CONTRACT_REQUEST:
            return _request(client, letter)
        case MessageKind.CONTRACT_CLOSED:
            return _closed(client, letter)
        case MessageKind.CONTRACT_COUNTED:
            return _counted(client, letter)
        case MessageKind.CONTRACT_NOTICE:
            return _notice(client, letter)
        case MessageKind.CONTRACT_ANNOUNCEMENT:
            return _announcement(client, letter)


def read_contract_letter(store: Store, message: Message) -> ContractLetter:
    """Raises NotFound when the contract is not in the message's workspace."""
    body = message.body
    contract_id = body["contract_id"]
    stream = contract_stream(contract_id)
    with store.read(message.workspace_id) as uow:
        request = uow.outbox.receipt(stream, MessageKind.CONTRACT_REQUEST)
        closed = MessagePlace.of(uow.outbox.receipt(stream, MessageKind.CONTRACT_CLOSED))
        place = MessagePlace.of(request)
        channel = uow.contracts.get(contract_id).deal_channel
        card = MessagePlace.of(uow.outbox.receipt(stream, MessageKind.CONTRACT_CARD))
        asked = uow.versions.at(contract_id, request["sequence"]).contract() if request else None
        contract = uow.versions.at(contract_id, body["sequence"]).contract()
        event = uow.events.get(body["event_id"])
        return ContractLetter(
            message=message,
            event=event,
            cautions=contract_cautions(uow, contract, event.at),
            contract=contract,
            view=contract_view(uow, contract_id),
            approvers=mentioned_approvers(uow, contract),
            card=card if card and card.within(channel) else None,
            channel=channel,
            asked_by=_asked_by(uow, request),
            left=None if card is None or card.within(channel) else card,
            request=place,
            asked=asked,
            recipient=_recipient(uow, contract),
            asked_recipient=_recipient(uow, asked) if asked else None,
            is_open=place is not None and place != closed,
        )


def _asked_by(uow: UnitOfWork, request: dict[str, Any] | None) -> Event | None:
    """None where it was asked before receipts named it."""
    event_id = (request or {}).get("event_id")
    return uow.events.get(event_id) if event_id else None


def _recipient(uow: UnitOfWork, contract: Contract) -> Recipient | None:
    parties = contract.shown.parties
    return recipient_named(uow, parties.bill_to) if parties else None


def contract_anchor(uow: UnitOfWork, contract_id: str) -> MessagePlace | None:
    """The contract's card, in whose thread its invoices live; None before it is posted."""
    return MessagePlace.of(
        uow.outbox.receipt(contract_stream(contract_id), MessageKind.CONTRACT_CARD)
    )


def refresh_contract_card(
    client: WebClient, message: Message, place: MessagePlace, view: ContractView
) -> None:
    """Brings the card up to what its invoices have become; where it is gone, lets it be."""
    try:
        change(client, message, place, contract_card(view))
    except SlackRefusal:
        return


def _card(client: WebClient, letter: ContractLetter) -> Receipt:
    """Changed in its place; posted when it has none, or somebody deleted it."""
    rendered = contract_card(letter.view)
    receipt = put(client, letter.message, letter.channel, rendered, at=letter.card)
    if letter.left:
        leave(client, letter.message, letter.left, start(letter.contract.title), letter.channel)
    return receipt


def _request(client: WebClient, letter: ContractLetter) -> Receipt:
    """An open request is drawn anew where it stands; otherwise there is a new one."""
    rendered = contract_request(
        letter.contract, letter.event, letter.approvers, letter.recipient, letter.cautions
    )
    open_at = letter.request if letter.is_open else None
    there = open_at and open_at.within(letter.channel)
    if open_at and there and not change_if_there(client, letter.message, open_at, rendered):
        place = open_at
    else:
        _close(client, letter)
        place = _into_thread(client, letter, rendered)
    asked = {"sequence": letter.contract.sequence, "event_id": letter.event.id}
    return {**place.receipt(), **asked}


def _counted(client: WebClient, letter: ContractLetter) -> Receipt:
    """Whoever has approved is asked no more."""
    if letter.request is None or letter.asked_by is None or not letter.is_open:
        return {"skipped": "nothing was asked"}
    rendered = contract_request(
        letter.contract, letter.asked_by, letter.approvers, letter.recipient, letter.cautions
    )
    gone = change_if_there(client, letter.message, letter.request, rendered)
    return {"skipped": gone} if gone else letter.request.receipt()


def _closed(client: WebClient, letter: ContractLetter) -> Receipt:
    if letter.request is None:
        return {"skipped": "nothing was asked"}
    _close(client, letter)
    return letter.request.receipt()


def _announcement(client: WebClient, letter: ContractLetter) -> Receipt:
    if letter.event.name is EventName.CONTRACT_ENDED:
        _close(client, letter)
    return _notice(client, letter, broadcast=True)


def _notice(client: WebClient, letter: ContractLetter, *, broadcast: bool = False) -> Receipt:
    rendered = contract_notice(letter.event, letter.contract, letter.view)
    return _into_thread(client, letter, rendered, broadcast=broadcast).receipt()


def _close(client: WebClient, letter: ContractLetter) -> None:
    """Takes the buttons off the open request; doing so twice is doing it once."""
    if letter.request is None or not letter.is_open:
        return
    asked = letter.asked or letter.contract
    rendered = contract_closed(asked, letter.event, letter.contract, letter.asked_recipient)
    moved = not letter.request.within(letter.channel)
    change_if_there(client, letter.message, letter.request, rendered, strict=not moved)


def _into_thread(
    client: WebClient, letter: ContractLetter, rendered: Rendered, *, broadcast: bool = False
) -> MessagePlace:
    return post(
        client, letter.message, letter.channel, rendered, thread=letter.card, broadcast=broadcast
    )
