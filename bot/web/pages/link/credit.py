"""Credit notes in the words of a reader in AP."""

from bot.wording.figures import amount, day
from jupiter_core.domain.content import Content
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.totals import plain


def amount_label(invoice: Invoice) -> str:
    """What the large figure of the page is."""
    if invoice.is_credit_note:
        return "Amount credited"
    if invoice.state is State.VOID:
        return "Invoice total"
    return "Nothing to pay" if invoice.is_nil else "Amount due"


def settled_words(invoice: Invoice) -> str:
    """Why an invoice that nobody has to pay any more cannot be changed."""
    if invoice.is_nil:
        return "This invoice has nothing to pay. It is settled, and it can no longer be changed."
    numbers = ", ".join(each.number for each in invoice.credits)
    lead = f"This invoice is settled with credit note {numbers}."
    back = (
        f" {amount(invoice.to_refund)} will be refunded to you." if invoice.to_refund.minor else ""
    )
    return f"{lead}{back} Nothing is due, and it can no longer be changed."


def note_facts(content: Content) -> tuple[tuple[str, str], ...]:
    """Of a credit note, label and value; nothing is due, so there are no terms."""
    return (
        ("For invoice", content.corrects),
        ("PO number", content.po_number),
        ("Issued", day(content.issue_date)),
        ("Contract", content.contract_name),
    )


def rounding_facts(content: Content) -> list[tuple[str, str]]:
    """By what a credit note's tax differs from its rate's own, label and value."""
    return [
        (f"Rounding included in tax {plain(each.rate)}%", amount(each.difference))
        for each in content.tax_rounding
    ]
