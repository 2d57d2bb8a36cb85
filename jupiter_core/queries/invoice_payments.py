"""What came in for an invoice, and which other invoices the same payment could cover."""

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.content import OPEN
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Allocation, Payment, ReceivingAccount
from jupiter_core.domain.version import Version
from jupiter_core.ports import InvoiceFilter, UnitOfWork

EARLIER = "version:"
"""Begins the source key of a payment of before payments had rows of their own."""
_MOST = 100


def payments_on(uow: UnitOfWork, invoice: Invoice) -> list[Payment]:
    """All that ever paid for it, oldest first. Of what was recorded before payments had rows of
    their own, as the versions have it: each with an id that follows from its version."""
    found = uow.payments.of_invoice(invoice.id)
    if found or not invoice.paid.minor:
        return found
    before = Money.zero(invoice.content.currency)
    for version in uow.versions.of(invoice.id):
        after = version.invoice()
        if after.revision and after.paid.minor > before.minor:
            found.append(_earlier(version, after, after.paid - before, version.by))
        before = after.paid
    return found


def _earlier(version: Version, invoice: Invoice, amount: Money, by: Actor) -> Payment:
    content, name = invoice.content, f"{invoice.id}-{version.sequence}"
    return Payment(
        id=name,
        workspace_id=invoice.workspace_id,
        customer_id=content.bill_to.customer_id,
        sender_profile_id=content.seller.profile_id,
        amount=amount,
        received_on=content.seller.today(version.at),
        account=ReceivingAccount.of(content.remit_to),
        reference=version.note,
        source_key=f"{EARLIER}{name}",
        by=by,
        at=version.at,
        allocations=(
            Allocation(id=f"{name}-1", invoice_id=invoice.id, amount=amount, by=by, at=version.at),
        ),
    )


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
