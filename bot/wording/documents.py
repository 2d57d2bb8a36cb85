"""The PDF of a version in the thread: its name, and the words with it."""

import re

from bot.wording.names import customer, title
from jupiter_core.domain.invoice import Invoice

_UNSAFE = re.compile(r"[^\w.-]+")


def file_name(invoice: Invoice) -> str:
    """`JUS-000001-v2.pdf`, or `DRAFT-Acme-Corporation.pdf` before there is a number."""
    return f"{file_stem(invoice)}.pdf"


def file_stem(invoice: Invoice) -> str:
    """What the names of all its files begin with."""
    if invoice.number:
        return f"{_safe(invoice.number)}-v{invoice.revision}"
    return f"DRAFT-{_safe(customer(invoice))}"


def document_words(invoice: Invoice) -> str:
    """What is said with the file, unescaped."""
    if invoice.number:
        return f"{title(invoice)}, version {invoice.revision} (PDF)"
    return "Draft PDF, for internal review."


def document_link_words(invoice: Invoice, link: str) -> str:
    """What is said where the file could not be shared, unescaped."""
    if invoice.number:
        version = f"{title(invoice)}, version {invoice.revision}"
        return f"{version} (PDF): {link}/v/{invoice.revision}.pdf"
    return f"I couldn't share the PDF of {title(invoice)} here. Click Edit to see its lines."


def _safe(text: str) -> str:
    """Letters, digits, dots and hyphens: the same name on every disk."""
    return _UNSAFE.sub("-", text).strip("-.")[:80] or "invoice"
