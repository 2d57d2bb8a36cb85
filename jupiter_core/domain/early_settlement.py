"""Whether what is left of an invoice is the early-payment discount that its terms give."""

from datetime import date

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NoDiscountLeft
from jupiter_core.domain.spelled_day import spelled_day


def discount_taken(invoice: Invoice, received_on: date) -> str:
    """The terms that give what is due of it, as a reason: `2/10 net 30, received on 30 Nov 2026`.

    The discount is of what is left after credit notes. Raises NoDiscountLeft where the terms give
    none, the day has passed, or more is due than the discount.
    """
    term, content = invoice.content.early_payment, invoice.content
    if term is None:
        raise NoDiscountLeft(f"The terms of {invoice.title} give no early-payment discount.")
    last = term.last_day(content.issue_date)
    if received_on > last:
        raise NoDiscountLeft(
            f"The early-payment discount of {invoice.title} ended on {spelled_day(last)}."
        )
    most = term.discount(invoice.creditable)
    if invoice.amount_due.minor > most.minor:
        due = invoice.amount_due.words
        raise NoDiscountLeft(f"{due} is left, and the early-payment discount is {most.words}.")
    terms = content.payment_terms
    net = terms.words if terms.rule else f"net {terms.net_terms}"
    return f"{term.words} {net}, received on {spelled_day(received_on)}"
