"""All that the words of one outbox message are made from, read at once."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.delivery.slack.contract import contract_anchor
from bot.delivery.slack.post import MessagePlace
from jupiter_core.domain.cautions import Caution
from jupiter_core.domain.conversation import Remark
from jupiter_core.domain.events import Event
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.domain.version import Version
from jupiter_core.outbox.messages import MessageKind, invoice_stream
from jupiter_core.ports import Message, RetryLater, UnitOfWork
from jupiter_core.queries.approvers import mentioned_approvers
from jupiter_core.queries.contract_view import ContractView, contract_view
from jupiter_core.queries.conversation import remark_of
from jupiter_core.queries.doubles import Double, doubles_of, like
from jupiter_core.queries.late_fee import owes_late_fee
from jupiter_core.queries.purchase_orders import po_cautions
from jupiter_core.queries.recipient import mail_recipient

NOBODY = Recipient(name="", email="")
_ASKING = frozenset({MessageKind.APPROVAL_REQUEST, MessageKind.APPROVAL_COUNTED})
_OF_REQUEST = _ASKING | {MessageKind.APPROVAL_CLOSED}


class MessageContext(Frozen):
    """One message of an invoice: its event, the version that it speaks of, what was sent before.
    What its kind does not show is not read, and is empty.

    `asked` is the version that the last request for approval showed, and `is_open` says that it
    still has its buttons. Where it comes from a
    contract, `anchor` is that one's card, and `contract` how it stands now. `recipient` is whom
    this version is mailed to. `channel` is where the deal is now; `card` is there, and
    `left` is one that was left behind elsewhere. `doubles` look like
    this invoice, while it is not issued; `cautions` are what its purchase orders do not cover.
    `shared` is what came back for the paper before it.
    `remark` is what AP or the deal team said in it. Where it `owes_fee`, a late fee can be drafted.
    """

    message: Message
    event: Event
    version: Version
    invoice: Invoice
    card: MessagePlace | None
    anchor: MessagePlace | None
    channel: str
    approvers: tuple[str, ...] = ()
    request: MessagePlace | None = None
    asked: Invoice | None = None
    contract: ContractView | None = None
    recipient: Recipient = NOBODY
    asked_recipient: Recipient = NOBODY
    left: MessagePlace | None = None
    doubles: tuple[Double, ...] = ()
    is_open: bool = False
    remark: Remark | None = None
    cautions: tuple[Caution, ...] = ()
    owes_fee: bool = False
    shared: Mapping[str, Any] = {}

    @property
    def thread(self) -> MessagePlace | None:
        """Its contract's thread, else its own.

        A card that had to be posted in the channel, because the contract's was gone, has its own.
        """
        own = self.card and self.card.thread_ts is None
        return self.card if own or self.anchor is None else self.anchor


def read_letter(uow: UnitOfWork, message: Message) -> MessageContext:
    """Raises NotFound when the invoice is not in the message's workspace, RetryLater where it
    belongs in the thread of a contract whose card is not posted yet."""
    body, kind = message.body, MessageKind(message.kind)
    version = uow.versions.at(body["invoice_id"], body["sequence"])
    invoice, event = version.invoice(), uow.events.get(body["event_id"])
    stream = invoice_stream(body["invoice_id"])
    channel = uow.invoices.get(body["invoice_id"]).deal_channel
    card = MessagePlace.of(uow.outbox.receipt(stream, MessageKind.CARD))
    return MessageContext(
        message=message,
        event=event,
        remark=remark_of(uow, event),
        version=version,
        invoice=invoice,
        card=card if card and card.within(channel) else None,
        anchor=_anchor(uow, invoice, channel),
        channel=channel,
        left=None if card is None or card.within(channel) else card,
        **(_of_card(uow, invoice) if kind is MessageKind.CARD else {}),
        **(_of_paper(uow, stream) if kind is MessageKind.DOCUMENT else {}),
        **(_of_asking(uow, invoice) if kind in _ASKING else {}),
        **(_of_request(uow, stream, invoice) if kind in _OF_REQUEST else {}),
    )


def _of_card(uow: UnitOfWork, invoice: Invoice) -> dict[str, Any]:
    return {
        "contract": contract_view(uow, invoice.contract_id) if invoice.contract_id else None,
        "recipient": mail_recipient(uow, invoice),
        "owes_fee": owes_late_fee(uow, invoice),
    }


def _of_paper(uow: UnitOfWork, stream: str) -> dict[str, Any]:
    return {"shared": uow.outbox.receipt(stream, MessageKind.DOCUMENT) or {}}


def _of_asking(uow: UnitOfWork, invoice: Invoice) -> dict[str, Any]:
    return {
        "approvers": mentioned_approvers(uow, invoice),
        "doubles": _doubles(uow, invoice),
        "cautions": _cautions(uow, invoice),
        "recipient": mail_recipient(uow, invoice),
    }


def _of_request(uow: UnitOfWork, stream: str, invoice: Invoice) -> dict[str, Any]:
    request = uow.outbox.receipt(stream, MessageKind.APPROVAL_REQUEST)
    place = MessagePlace.of(request)
    closed = MessagePlace.of(uow.outbox.receipt(stream, MessageKind.APPROVAL_CLOSED))
    asked = _asked(uow, invoice.id, request) if place else None
    return {
        "request": place,
        "is_open": place is not None and not _same(place, closed),
        "asked": asked,
        "asked_recipient": mail_recipient(uow, asked or invoice) if place else NOBODY,
    }


def _same(one: MessagePlace | None, other: MessagePlace | None) -> bool:
    """The very message, however its thread is told."""
    return (
        one is not None
        and other is not None
        and (one.channel, one.ts)
        == (
            other.channel,
            other.ts,
        )
    )


Read = Callable[[Message], MessageContext]


def _anchor(uow: UnitOfWork, invoice: Invoice, channel: str) -> MessagePlace | None:
    if invoice.contract_id is None:
        return None
    anchor = contract_anchor(uow, invoice.contract_id)
    if anchor is None or not anchor.within(channel):
        raise RetryLater("The contract's card is not posted yet")
    return anchor


def _doubles(uow: UnitOfWork, invoice: Invoice) -> tuple[Double, ...]:
    if invoice.state is not State.PENDING_APPROVAL or invoice.is_credit_note:
        return ()
    return tuple(doubles_of(uow, like(invoice)))


def _cautions(uow: UnitOfWork, invoice: Invoice) -> tuple[Caution, ...]:
    """What its purchase orders do not cover, while somebody may still say no."""
    if invoice.state is not State.PENDING_APPROVAL:
        return ()
    content = invoice.content
    return po_cautions(uow, content, content.seller.today(uow.now), invoice_id=invoice.id)


def _asked(uow: UnitOfWork, invoice_id: str, request: dict[str, Any] | None) -> Invoice | None:
    if request is None or "sequence" not in request:
        return None
    return uow.versions.at(invoice_id, request["sequence"]).invoice()
