"""What came in for an invoice, and which other invoices the same payment could cover."""

from jupiter_core.domain.content import OPEN
from jupiter_core.domain.earlier_payments import earlier_payments
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.payment import Payment
from jupiter_core.ports import InvoiceFilter, UnitOfWork

_MOST = 100


def payments_on(uow: UnitOfWork, invoice: Invoice) -> list[Payment]:
    """All that ever paid for it, oldest first. Of what was recorded before payments had rows of
    their own, as the versions have it: each with an id that follows from its version."""
    found = uow.payments.of_invoice(invoice.id)
    if found or not invoice.paid.minor:
        return found
    return earlier_payments(uow.versions.of(invoice.id))


def open_beside(uow: UnitOfWork, invoice: Invoice) -> list[Invoice]:
    """The other open invoices of its customer, legal entity and currency, oldest due first."""
    content = invoice.content
    wanted = InvoiceFilter(states=tuple(sorted(OPEN)), customer_id=content.bill_to.customer_id)
    same = (
        each
        for each in uow.invoices.page(wanted, limit=_MOST)
        if each.id != invoice.id
        and not each.is_credit_note
        and each.amount_due.minor > 0
        and each.sender_profile_id == invoice.sender_profile_id
        and each.content.currency == content.currency
    )
    return sorted(same, key=lambda each: (each.content.due_date, each.number or ""))
