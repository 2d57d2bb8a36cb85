"""Which issued invoices wait for a PO number that their customer needs."""

from jupiter_core.domain.invoice import Invoice
from jupiter_core.ports import UnitOfWork


def waiting_for_po(uow: UnitOfWork, drafted_by: str, limit: int = 20) -> list[Invoice]:
    """Those that this person drafted, oldest first: issued, unpaid, without a PO."""
    found: list[Invoice] = []
    for invoice_id in uow.invoices.without_po():
        invoice = uow.invoices.get(invoice_id)
        if invoice.drafted_by.person == drafted_by and invoice.content.bill_to.po_required:
            found.append(invoice)
        if len(found) == limit:
            break
    return found
