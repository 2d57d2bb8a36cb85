"""What the page says where a change waits: for a code, for a person, or for the right link."""

from bot.intake.link.conflict import merged
from bot.intake.link.fields import AMENDABLE, COVERS_CONTRACT, LABELS, LinkForm, shown, spelled
from jupiter_core.domain.changes import Change
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.held_change import HeldChange
from jupiter_core.domain.invoice import OPEN, Invoice


class ToChange(Frozen):
    """On a page that only reads: how to come to change things. `mailbox` is where the link for
    changes can be mailed, masked, and empty where it cannot; `contact` is whom to ask then."""

    mailbox: str
    customer: str
    seller: str
    contact: str


class WaitingChange(Frozen):
    """A change that waits for its code."""

    held_id: str
    number: str
    seller: str
    mailbox: str
    name: str
    email: str
    changes: tuple[Change, ...]
    covers: bool


def masked(email: str) -> str:
    """`d…@acme.example`."""
    local, _, domain = email.rpartition("@")
    return f"{local[:1]}…@{domain}" if local else ""


def to_change(invoice: Invoice, mailbox: str) -> ToChange | None:
    """None where nothing changes any more. `mailbox` is empty where nothing can be mailed."""
    if invoice.state not in OPEN:
        return None
    seller = invoice.content.seller
    return ToChange(
        mailbox=masked(mailbox),
        customer=invoice.content.bill_to.legal_name,
        seller=seller.legal_name,
        contact=seller.email or seller.phone,
    )


def waiting(held: HeldChange, seen: Invoice) -> WaitingChange:
    """`seen` is the invoice as AP saw it."""
    typed, before = LinkForm.model_validate(held.typed), spelled(seen.amendable())
    values = merged(typed, seen, seen).values
    changes = tuple(
        Change(what=LABELS[each.name], old=_short(each.name, before), new=_short(each.name, values))
        for each in AMENDABLE
        if values[each.name] != before[each.name]
    )
    return WaitingChange(
        held_id=held.id,
        number=seen.number or "",
        seller=seen.content.seller.legal_name,
        mailbox=masked(held.mailbox),
        name=held.by.name,
        email=held.by.email,
        changes=changes,
        covers=typed.covers == COVERS_CONTRACT,
    )


def _short(name: str, values: dict[str, str]) -> str:
    return shown(name, values[name]) if values[name] else ""
