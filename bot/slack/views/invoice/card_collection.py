"""What a card says while an invoice's payment is waited for."""

from bot.wording.figures import day
from bot.wording.names import VALUE_LIMIT
from bot.wording.text import shortened
from jupiter_core.domain.invoice import OPEN, Invoice


def collection_facts(invoice: Invoice) -> list[tuple[str, str]]:
    """Its dispute, its promise and its pause, while it is open."""
    if invoice.state not in OPEN:
        return []
    known, facts = invoice.awaiting, []
    if known.dispute:
        facts.append(("Disputed", shortened(known.dispute.reason, VALUE_LIMIT)))
    if known.promised:
        facts.append(("Payment promised", day(known.promised.date)))
    if known.paused:
        facts.append(("Reminders", f"Paused until {day(known.paused.until)}"))
    return facts
