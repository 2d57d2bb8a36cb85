"""What a message that was given up is about, and whose it is."""

from typing import NamedTuple

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice
from jupiter_core.ports import Message, UnitOfWork


class LetterSubject(NamedTuple):
    """The invoice or contract, and as people call it; who drafted it."""

    title: str
    drafted_by: Actor
    deal: Invoice | Contract


def about(uow: UnitOfWork, message: Message) -> LetterSubject | None:
    """None for a message that is about neither."""
    if "invoice_id" in message.body:
        invoice = uow.invoices.get(message.body["invoice_id"])
        return LetterSubject(invoice.title, invoice.drafted_by, invoice)
    if "contract_id" in message.body:
        contract = uow.contracts.get(message.body["contract_id"])
        return LetterSubject(contract.title, contract.drafted_by, contract)
    return None
