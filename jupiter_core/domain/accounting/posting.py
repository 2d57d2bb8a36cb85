"""What of invoices and credit notes is posted: pure, of the document alone.

An invoice debits the customer's account with its total and credits revenue and tax for each rate;
a credit note does the reverse; voiding takes back what issuing posted. VAT is posted with invoices
and credit notes only: however the rest of an invoice is settled, that leaves it alone.
"""

from datetime import date

from jupiter_core.domain.accounting.journal import JournalEntry, JournalLine, balanced
from jupiter_core.domain.accounting.mapping import AccountMapping, tax_key
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.totals import TaxLine


def issued_entry(invoice: Invoice, mapping: AccountMapping) -> JournalEntry | None:
    """Of an issued invoice or credit note; None where it posts nothing: an invoice of 0.00, and one
    that another system issued, whose revenue, tax and receivable are in the books already.

    Raises Required where an account is missing in the mapping.
    """
    content = invoice.content
    if invoice.is_carried_over:
        return None
    sign = 1 if invoice.is_credit_note else -1
    parts = []
    for each in content.totals.taxes:
        key = tax_key(each.category, each.rate)
        net, tax = (each.net, each.tax) if sign > 0 else (-each.net, -each.tax)
        revenue = mapping.revenue(each.category, each.rate)
        parts.append(JournalLine(account=revenue, amount=net, memo=f"Net at {key}", tax=key))
        if each.taxes:
            parts += _by_name(each, mapping, sign)
            continue
        account = mapping.tax(each.category, each.rate) if tax.minor else ""
        parts.append(JournalLine(account=account, amount=tax, memo=f"Tax at {key}"))
    memo = "Credit note" if invoice.is_credit_note else "Invoice"
    against = mapping.receivable(content.bill_to.customer_id)
    lines = balanced(against, parts, content.currency, memo)
    if not lines:
        return None
    return JournalEntry(
        id=f"{invoice.id}-issued",
        day=content.issue_date,
        reference=invoice.number or "",
        memo=memo,
        currency=content.currency,
        profile_id=content.seller.profile_id,
        customer_id=content.bill_to.customer_id,
        customer=content.bill_to.legal_name,
        lines=lines,
    )


def _by_name(line: TaxLine, mapping: AccountMapping, sign: int) -> list[JournalLine]:
    """Each of several taxes by itself, on the account of its own rate."""
    return [
        JournalLine(
            account=mapping.tax(line.category, tax.charged),
            amount=part if sign > 0 else -part,
            memo=f"Tax: {tax.words}",
        )
        for tax, part in zip(line.taxes, line.parts, strict=True)
        if part.minor
    ]


def voided_entry(invoice: Invoice, mapping: AccountMapping, day: date) -> JournalEntry | None:
    """Takes back what issuing posted, on the day when it was voided."""
    posted = issued_entry(invoice, mapping)
    return posted.reversed(f"{invoice.id}-voided", day, "Voided") if posted else None
