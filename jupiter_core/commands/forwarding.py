"""AP forwards an invoice to a colleague: a link of their own, by mail, until it is revoked."""

from jupiter_core.commands.record import publish_about
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.event_details import Forwarding
from jupiter_core.domain.events import EventName
from jupiter_core.domain.forwarded_link import (
    ForwardedLink,
    ForwardingGone,
    expect_room_to_forward,
)
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import NotFound
from jupiter_core.outbox.messages import forward_message
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.recipient import recipient_at


class ForwardLink(Frozen):
    """By AP, to the address `email`; `writes` for a link that may change what AP's may."""

    by: Actor
    invoice_id: str
    email: str
    writes: bool


class DecideForwarding(Frozen):
    """A person's word on a link that waits for it."""

    by: Actor
    link_id: str
    confirmed: bool


class RevokeForwarding(Frozen):
    """By AP, or by the deal team; `invoice_id` is that of which the revoker speaks."""

    by: Actor
    invoice_id: str
    link_id: str


def forward_link(command: ForwardLink, uow: UnitOfWork) -> ForwardedLink:
    """Mailed, and told to the thread; where no mail to that customer ever went to the address's
    domain, the thread is asked first. The same once more is the one that is there. Raises
    TooManyForwarded."""
    invoice = uow.invoices.get(command.invoice_id)
    known = uow.forwarded_links.of(invoice.id)
    for each in known:
        same = each.email.lower() == command.email.lower() and each.writes == command.writes
        if same and not each.revoked:
            return each
    expect_room_to_forward(known, uow.now)
    to = recipient_at(uow, invoice.content.bill_to.customer_id, "", command.email)
    link = ForwardedLink(
        id=uow.new_id(),
        invoice_id=invoice.id,
        email=command.email,
        writes=command.writes,
        by=command.by,
        at=uow.now,
        confirmed=bool(to.home) and not to.is_new,
    )
    uow.forwarded_links.save(link)
    name = EventName.INVOICE_FORWARDED if link.confirmed else EventName.INVOICE_FORWARD_PROPOSED
    _tell(uow, link, name, command.by)
    if link.confirmed:
        _mail(uow, link)
    return link


def decide_forwarding(command: DecideForwarding, uow: UnitOfWork) -> ForwardedLink:
    """Confirmed, it is mailed; mails to its domain go on to be asked about. Raises
    ForwardingGone."""
    link = _link(uow, command.link_id)
    if not link.waits:
        raise ForwardingGone()
    changed = {"confirmed": True} if command.confirmed else {"revoked": True}
    after = link.model_copy(update=changed)
    uow.forwarded_links.save(after)
    name = (
        EventName.INVOICE_FORWARD_CONFIRMED
        if command.confirmed
        else EventName.INVOICE_FORWARD_REVOKED
    )
    _tell(uow, after, name, command.by)
    if command.confirmed:
        _mail(uow, after)
    return after


def revoke_forwarding(command: RevokeForwarding, uow: UnitOfWork) -> ForwardedLink:
    """It opens nothing from now on. Raises ForwardingGone."""
    link = _link(uow, command.link_id)
    if link.revoked or link.invoice_id != command.invoice_id:
        raise ForwardingGone()
    after = link.model_copy(update={"revoked": True})
    uow.forwarded_links.save(after)
    _tell(uow, after, EventName.INVOICE_FORWARD_REVOKED, command.by)
    return after


def forwarded_from(uow: UnitOfWork, invoice_id: str) -> list[ForwardedLink]:
    """Those of an invoice that open it, or wait."""
    return [each for each in uow.forwarded_links.of(invoice_id) if not each.revoked]


def _link(uow: UnitOfWork, link_id: str) -> ForwardedLink:
    try:
        return uow.forwarded_links.get(link_id)
    except NotFound:
        raise ForwardingGone() from None


def _tell(uow: UnitOfWork, link: ForwardedLink, name: EventName, by: Actor) -> None:
    details = Forwarding(email=link.email, writes=link.writes, link_id=link.id)
    invoice = uow.invoices.get(link.invoice_id)
    publish_about(uow, invoice, name, by=by, details=details)


def _mail(uow: UnitOfWork, link: ForwardedLink) -> None:
    message = forward_message(uow.workspace_id, link.invoice_id, link.id, uow.new_id())
    uow.outbox.put(message)
