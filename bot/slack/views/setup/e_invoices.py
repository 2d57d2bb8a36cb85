"""What e-invoices to a customer need: in the list of their sections, and in that of e-invoices."""

from collections.abc import Sequence

from bot.slack.views.blocks import Block, context, plain, section
from bot.slack.views.setup.customer_words import CUSTOMER_TITLES
from bot.wording.e_invoice_readiness import readiness_words
from jupiter_core.domain.e_invoice_readiness import EInvoiceReadiness, NeedOf
from jupiter_core.queries.customer_sections import sections_lacking


def readiness_blocks(found: Sequence[EInvoiceReadiness]) -> list[Block]:
    """By legal entity; nothing where there is none yet."""
    blocks: list[Block] = []
    for each in found:
        words = readiness_words(each)
        if words:
            blocks.append(context(f"E-invoices from {each.legal_name}"))
            blocks += [section(plain(paragraph)) for paragraph in words]
    return blocks


def where_blocks(found: Sequence[EInvoiceReadiness]) -> list[Block]:
    """Where what is missing is added; nothing where all is there."""
    sections = ", ".join(f"“{CUSTOMER_TITLES[each]}”" for each in sections_lacking(found))
    entities = ", ".join(each.legal_name for each in found if _lacks(each))
    told = (
        f"To add what is missing of the customer, edit {sections}." if sections else "",
        f"What is missing of {entities} is added under Legal entities." if entities else "",
    )
    return [context(each) for each in told if each]


def _lacks(found: EInvoiceReadiness) -> bool:
    """Of the legal entity."""
    missing = (need for standard in found.standards for need in standard.missing)
    return any(need.of is NeedOf.ENTITY for need in missing)
