"""A deal goes on in another channel: its card, its thread, and the question that is open there.

What was meant for a channel that is gone goes to the new one, in its order.
"""

from jupiter_core.commands.permission import expect_own_contract, expect_own_invoice
from jupiter_core.commands.record import record
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import BEFORE_ISSUE, OPEN, Invoice
from jupiter_core.domain.refusals import Required
from jupiter_core.outbox.messages import SLACK, contract_stream, invoice_stream
from jupiter_core.ports import UnitOfWork


class ChangeChannel(Frozen):
    """`deal_channel` is a Slack channel's id. Of an invoice that comes from a contract, the whole
    contract moves: they share a thread. Whatever happened to it meanwhile stays."""

    by: Actor
    deal_channel: str
    invoice_id: str = ""
    contract_id: str = ""


def change_channel(command: ChangeChannel, uow: UnitOfWork) -> Invoice | Contract:
    """Raises NotFound, NothingChanged, NotInScope, or Required at `deal_channel`."""
    if not command.deal_channel:
        raise Required("The deal's channel").at("deal_channel")
    if not command.contract_id:
        invoice = uow.invoices.get(command.invoice_id)
        if invoice.contract_id is None:
            expect_own_invoice(uow, command.by, invoice)
            return _moved_invoice(uow, invoice, command)
        return _moved_contract(uow, invoice.contract_id, command)
    return _moved_contract(uow, command.contract_id, command)


def _moved_contract(uow: UnitOfWork, contract_id: str, command: ChangeChannel) -> Contract:
    """With its invoices that something may still happen to; the others have said it all."""
    before = uow.contracts.get(contract_id)
    expect_own_contract(uow, command.by, before)
    after = before.in_channel(command.deal_channel)
    record(uow, before, after, EventName.CONTRACT_CHANNEL_CHANGED, by=command.by)
    _revive(uow, contract_stream(contract_id))
    for invoice in uow.invoices.of_contract(contract_id):
        if invoice.state in {*BEFORE_ISSUE, *OPEN} and invoice.deal_channel != after.deal_channel:
            _moved_invoice(uow, invoice, command)
    return after


def _moved_invoice(uow: UnitOfWork, before: Invoice, command: ChangeChannel) -> Invoice:
    after = before.in_channel(command.deal_channel)
    record(uow, before, after, EventName.INVOICE_CHANNEL_CHANGED, by=command.by)
    _revive(uow, invoice_stream(before.id))
    return after


def _revive(uow: UnitOfWork, stream: str) -> None:
    """What was given up for Slack in this stream is tried again, where it belongs now."""
    for letter in uow.outbox.dead_letters():
        if letter.message.stream == stream and letter.message.destination == SLACK:
            uow.outbox.revive(letter.message.id)
