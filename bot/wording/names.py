"""How invoices, people and changes are named in messages, each short enough for one."""

from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.changes import Change
from jupiter_core.domain.content import Content
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.purchase_order import po_numbers_of

VALUE_LIMIT = 300


def who(actor: Actor, invoice: Invoice) -> str:
    """`Dana Reyes (accounts payable of Acme Corporation)`; our own people by name."""
    name = shortened(actor.name, NAME_LIMIT)
    if actor.kind is ActorKind.AP:
        doubt = "unverified, " if actor.unverified else ""
        return f"{name} ({doubt}accounts payable of {customer(invoice)})"
    return name


def customer(invoice: Invoice) -> str:
    """The legal name, cut to NAME_LIMIT."""
    return shortened(invoice.content.bill_to.legal_name, NAME_LIMIT)


def title(invoice: Invoice) -> str:
    """Its number, or whom the draft is for."""
    return shortened(invoice.title, NAME_LIMIT + 20)


def start(text: str) -> str:
    """As it stands at the start of a sentence."""
    return text[:1].upper() + text[1:]


def changed_words(change: Change) -> str:
    """What somebody did, behind their name: `added PO number 4500017342`, `changed the PO number:
    1 → 2`, `removed PO number 1`."""
    old, new = shortened(change.old, VALUE_LIMIT), shortened(change.new, VALUE_LIMIT)
    if old and new:
        return f"changed the {change.what}: {old} → {new}"
    return f"added {change.what} {new}" if new else f"removed {change.what} {old}"


def change_words(change: Change) -> str:
    """`PO number added: 4500017342`, each side short enough for a message."""
    short = change.model_copy(
        update={
            "what": shortened(change.what, NAME_LIMIT),
            "old": shortened(change.old, VALUE_LIMIT),
            "new": shortened(change.new, VALUE_LIMIT),
        }
    )
    return short.words


def po_numbers(content: Content) -> str:
    """All that a document names; where a line has none, that one is missing too."""
    named = ", ".join(po_numbers_of(content))
    if named and not content.has_po:
        return f"{shortened(named, VALUE_LIMIT)}; not for all lines yet"
    return po_number(named, required=content.bill_to.po_required)


def po_number(number: str, *, required: bool = False) -> str:
    """The PO number, or that there is none yet and whether the customer requires one."""
    if number:
        return shortened(number, VALUE_LIMIT)
    return "Required, not received yet" if required else "Not received yet"
