"""What the page says where a change waits: for a code, for a person, or for the right link."""

from bot.intake.link.conflict import merged
from bot.intake.link.fields import AMENDABLE, COVERS_CONTRACT, LinkForm, spelled
from bot.web.pages.fieldset import field_label
from bot.web.pages.link.contact import call_to, mail_to
from bot.wording.page.wording import PageWording
from jupiter_core.domain.changes import Change
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.held_change import HeldChange
from jupiter_core.domain.invoice import OPEN, Invoice


class ToChange(Frozen):
    """On a page that only reads: how to come to change things. `mailbox` is where the link for
    changes can be mailed, masked, and empty where it cannot; `contact` is whom to ask
    then, as text and as the address of a link."""

    mailbox: str
    customer: str
    seller: str
    contact: tuple[str, str]


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


def _contact(email: str, phone: str) -> tuple[str, str]:
    return (email, mail_to(email)) if email else (phone, call_to(phone))


def to_change(invoice: Invoice, mailbox: str) -> ToChange | None:
    """None where nothing changes any more. `mailbox` is empty where nothing can be mailed."""
    if invoice.state not in OPEN:
        return None
    seller = invoice.content.seller
    return ToChange(
        mailbox=masked(mailbox),
        customer=invoice.content.bill_to.legal_name,
        seller=seller.legal_name,
        contact=_contact(seller.email, seller.phone),
    )


def waiting(held: HeldChange, seen: Invoice, say: PageWording) -> WaitingChange:
    """`seen` is the invoice as AP saw it."""
    typed, before = LinkForm.model_validate(held.typed), spelled(seen.amendable())
    values = merged(typed, seen, seen).values
    changes = tuple(
        Change(
            what=field_label(each.name, seen, say),
            old=_short(each.name, before, say),
            new=_short(each.name, values, say),
        )
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


def _short(name: str, values: dict[str, str], say: PageWording) -> str:
    return say.field_value(name, values[name]) if values[name] else ""
