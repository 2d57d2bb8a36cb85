"""What a card says of credit notes: its own side, and that of the invoice that they correct."""

from bot.wording.figures import amount, day
from bot.wording.names import VALUE_LIMIT
from bot.wording.sums import content_facts
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.invoice import OPEN, Invoice, State

Facts = list[tuple[str, str]]


def heading(invoice: Invoice) -> str:
    """Its number, or what kind of draft it is."""
    return invoice.number or ("Draft credit note" if invoice.is_credit_note else "Draft")


def note_facts(invoice: Invoice) -> Facts:
    """Of a credit note: nothing is due, so there are no terms."""
    content = invoice.content
    return [
        ("Credits", f"{amount(invoice.total)} of {shortened(content.corrects, NAME_LIMIT)}"),
        *content_facts(content),
        ("From", shortened(content.seller.legal_name, NAME_LIMIT)),
        ("Issue date", day(content.issue_date)),
        ("PO", shortened(content.po_number, VALUE_LIMIT) or "none"),
    ]


def credited_facts(invoice: Invoice) -> Facts:
    """Of an invoice: what credit notes, payments and settlements took off its total, what is
    due then, and what is the customer's of it."""
    facts = [("Credited", f"{amount(each.amount)} by {each.number}") for each in invoice.credits]
    if invoice.paid.minor:
        facts.append(("Paid", amount(invoice.paid)))
    facts += [
        ("Settled", f"{amount(each.amount)} as {each.kind.words}") for each in invoice.settlements
    ]
    if facts:
        facts.append(("Amount due", amount(invoice.amount_due)))
    if invoice.to_refund.minor:
        facts.append(("To be refunded", amount(invoice.to_refund)))
    return facts


def replaced_facts(invoice: Invoice) -> Facts:
    """Whose place it takes, and what takes its own: a number, or that it is drafted."""
    facts: Facts = []
    if invoice.content.replaces:
        facts.append(("Replaces", shortened(invoice.content.replaces, NAME_LIMIT)))
    if invoice.replaced_by:
        facts.append(("Replaced by", invoice.replaced_by.number or "a draft"))
    return facts


def settled_words(invoice: Invoice) -> str:
    """How it ended: `Paid in full`, or `Settled` where credit notes or settlements did some of it,
    or where nothing was to pay."""
    if invoice.is_nil:
        return "Settled, nothing to pay"
    return "Settled" if invoice.credits or invoice.settlements else "Paid in full"


def can_be_credited(invoice: Invoice) -> bool:
    """Whether a credit note can be drafted for it: another system's invoice is corrected there."""
    if invoice.is_carried_over:
        return False
    return invoice.state in {*OPEN, State.PAID} and invoice.creditable.minor > 0
