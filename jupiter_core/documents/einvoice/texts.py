"""The words of an e-invoice: those that its page has, in the customer's language."""

from collections.abc import Iterator

from jupiter_core.documents.einvoice.references import unplaced
from jupiter_core.documents.sums import is_nil
from jupiter_core.documents.words import Wording
from jupiter_core.domain.content import Content
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import Version


def note_of(version: Version, invoice: Invoice, say: Wording) -> str:
    """BT-22: which revision this is, what is left of the usage credit, references that have no term
    of their own, the memo."""
    return "\n".join(_notes(version, invoice, say))


def _notes(version: Version, invoice: Invoice, say: Wording) -> Iterator[str]:
    content = invoice.content
    if invoice.revision > 1:
        yield say.revision(version, invoice)
    if content.credit_balance is not None:
        amount = say.spell.amount_with_currency(content.credit_balance)
        yield say.labels.credit_left.format(amount=amount)
    yield from unplaced(content, say)
    if content.memo:
        yield content.memo


def attention_of(content: Content, say: Wording) -> str:
    """The line of the address, or an empty string."""
    name = content.bill_to.attention
    return say.labels.attention.format(name=name) if name else ""


def terms_of(content: Content, say: Wording) -> str:
    """BT-20. A credit note is not paid by terms; it says what it is for."""
    if content.corrects:
        return f"{say.labels.amount_credited}, {say.labels.for_invoice}".format(
            number=content.corrects
        )
    if is_nil(content):
        return say.labels.nothing_to_pay
    sentences = [text for text in (say.early_payment(content), say.late_fee(content)) if text]
    terms = say.terms(content.payment_terms)
    return " ".join((f"{terms}.", *sentences)) if sentences else terms
