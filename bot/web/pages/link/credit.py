"""Credit notes in the words of a reader in AP."""

from bot.wording.page.wording import PageWording, sentence_of
from jupiter_core.domain.content import Content
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money


def amount_label(invoice: Invoice, say: PageWording) -> str:
    """What the large figure of the page is."""
    if invoice.is_credit_note:
        return say.words.amount_credited
    if invoice.state is State.VOID:
        return say.words.invoice_total
    return say.words.nothing_to_pay if invoice.is_nil else say.words.amount_due


def settled_words(invoice: Invoice, say: PageWording) -> str:
    """Why an invoice that nobody has to pay any more cannot be changed."""
    if invoice.is_nil:
        return say.words.closed_nil
    numbers = ", ".join(each.number for each in invoice.credits)
    told = [sentence_of(say.words.closed_settled, numbers=numbers)]
    if invoice.to_refund.minor:
        told.append(say.words.refunded.format(amount=say.amount(invoice.to_refund)))
    return " ".join([*told, say.words.closed_end])


def note_facts(content: Content, say: PageWording) -> tuple[tuple[str, str], ...]:
    """Of a credit note, label and value; nothing is due, so there are no terms."""
    return (
        (say.words.for_invoice, content.corrects),
        (say.words.po_number, content.po_number),
        (say.words.issued, say.day(content.issue_date)),
        (say.words.contract, content.contract_name),
    )


def rounding_facts(content: Content, say: PageWording) -> list[tuple[str, Money]]:
    """By what a credit note's tax differs from its rate's own, with a label."""
    return [
        (say.words.tax_rounding.format(rate=say.rate(each.rate)), each.difference)
        for each in content.tax_rounding
    ]
