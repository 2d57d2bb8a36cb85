"""What threads are told of credit notes."""

from bot.wording.figures import amount
from bot.wording.names import title
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.invoice import Invoice


def issued_words(note: Invoice) -> str:
    """In the credit note's own thread."""
    corrected = shortened(note.content.corrects, NAME_LIMIT)
    return f"{title(note)} is issued: it credits {amount(note.total)} of {corrected}. "


def credited_words(invoice: Invoice) -> str:
    """In the thread of the invoice, as its last credit note left it."""
    last = invoice.credits[-1]
    lead = f"{last.number} credits {amount(last.amount)} of {title(invoice)}."
    if invoice.to_refund.minor:
        return f"{lead} To be refunded: {amount(invoice.to_refund)}."
    if invoice.amount_due.minor:
        return f"{lead} Amount due: {amount(invoice.amount_due)}."
    return f"{lead} It is settled in full."


def draft_another(note: Invoice) -> str:
    """What whoever drafted it does where changes are asked for: it is not edited."""
    corrected = shortened(note.content.corrects, NAME_LIMIT)
    return f"Void it on its card, and draft another one from the card of {corrected}."
