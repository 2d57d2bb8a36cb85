"""The PO number that covers a whole contract."""

from jupiter_core.commands.permission import expect_own_contract
from jupiter_core.commands.printable import expect_printable
from jupiter_core.commands.record import as_seen, record
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.contract import Contract, PoProposal
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import BEFORE_ISSUE, Invoice
from jupiter_core.domain.payment_instructions.find import expect_no_payment_words
from jupiter_core.domain.po_number import po_number_of
from jupiter_core.domain.refusals import NothingChanged, NotInState
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.ports.subject import CONTRACT


class AddContractPoNumber(Frozen):
    """A PO for all coming invoices of a contract. `expected_version` None takes whatever is there
    now."""

    by: Actor
    contract_id: str
    expected_version: int | None
    po_number: str


def add_contract_po_number(
    command: AddContractPoNumber, uow: UnitOfWork, renderer: Renderer
) -> Contract:
    """Issued invoices stay as they are; coming ones carry it and stay approved.

    Raises Required, TooLong, Unprintable, NotInScope, ChangedSinceSeen, NotInState or
    NothingChanged.
    """
    before = as_seen(uow, CONTRACT, command.contract_id, command.expected_version)
    expect_own_contract(uow, command.by, before)
    po_number = po_number_of(command.po_number, required=True)
    expect_printable({"po_number": ("PO number", po_number)}, renderer)
    return carry_contract_po(uow, before, po_number, by=command.by)


def carry_contract_po(uow: UnitOfWork, before: Contract, po_number: str, *, by: Actor) -> Contract:
    """Raises NotInState, NothingChanged, or ValidationErrors for payment instructions: no approver
    reads it on the invoices that carry it."""
    expect_no_payment_words({"po_number": po_number}, beside={})
    after = before.with_po(po_number)
    record(uow, before, after, EventName.CONTRACT_PO_NUMBER_ADDED, by=by)
    _carry(uow, before.id, po_number, by=by)
    return after


def carry_po_number(uow: UnitOfWork, invoice: Invoice, *, by: Actor) -> None:
    """Puts an invoice's PO number on its contract, and so on all coming invoices of it.

    Coming invoices that are brought already carry it at once, and stay approved. Raises
    ValidationErrors for payment instructions.
    """
    if invoice.contract_id is None:
        return
    po_number = invoice.content.po_number
    expect_no_payment_words({"po_number": po_number}, beside={})
    contract = uow.contracts.get(invoice.contract_id)
    if contract.po_number != po_number and contract.ended_on is None:
        after = contract.with_po(po_number)
        record(uow, contract, after, EventName.CONTRACT_PO_NUMBER_ADDED, by=by)
    _carry(uow, invoice.contract_id, po_number, by=by)


def propose_po_number(uow: UnitOfWork, invoice: Invoice, *, by: Actor) -> bool:
    """Asks the deal team whether AP's PO number is for all coming invoices; whether it was new."""
    if invoice.contract_id is None:
        return False
    contract = uow.contracts.get(invoice.contract_id)
    proposal = PoProposal(
        po_number=invoice.content.po_number, by=by, at=uow.now, invoice_id=invoice.id
    )
    try:
        after = contract.with_po_proposed(proposal)
    except (NothingChanged, NotInState):
        return False
    name, note = EventName.CONTRACT_PO_NUMBER_PROPOSED, proposal.po_number
    record(uow, contract, after, name, by=by, note=note)
    return True


def _carry(uow: UnitOfWork, contract_id: str, po_number: str, *, by: Actor) -> None:
    for coming in uow.invoices.of_contract(contract_id):
        if coming.state in BEFORE_ISSUE and coming.content.po_number != po_number:
            carried = coming.with_po_carried(po_number)
            record(uow, coming, carried, EventName.INVOICE_PO_NUMBER_CARRIED, by=by)
