"""What e-invoices to a customer need: in the customer's form, and when a new one is saved."""

from collections.abc import Sequence

from bot.slack.views.blocks import Block, context, modal, plain, section
from bot.wording.e_invoice_readiness import readiness_words
from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness

SAVED = "setup_customer_is_saved"


def readiness_blocks(found: Sequence[EInvoiceReadiness]) -> list[Block]:
    """By legal entity; nothing where there is none yet."""
    blocks: list[Block] = []
    for each in found:
        words = readiness_words(each)
        if words:
            blocks.append(context(f"E-invoices from {each.legal_name}"))
            blocks += [section(plain(paragraph)) for paragraph in words]
    return blocks


def saved_view(name: str, found: Sequence[EInvoiceReadiness]) -> Block:
    """In place of the form of a new customer whose e-invoices lack something."""
    told = context(f"{name} is saved. What is missing can be added at any time before an invoice.")
    return modal(
        "Customer saved", [told, *readiness_blocks(found)], callback_id=SAVED, close="Close"
    )
