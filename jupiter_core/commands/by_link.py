"""A person's word on what AP asked for by link: the PO of a whole contract, another AP e-mail, and
what nobody's mailbox could vouch for."""

from jupiter_core.commands.amendment import Amend, amend
from jupiter_core.commands.mail_domain import vouch_for
from jupiter_core.commands.po_number import carry_contract_po
from jupiter_core.commands.record import publish_about, record
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.held_change import HeldChange, HeldChangeGone, WaitsFor
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NotFound, NothingChanged, Refusal
from jupiter_core.ports import Renderer, UnitOfWork


class DecidedAlready(Refusal):
    """It waits no longer, or another one of AP's took its place since the message was posted."""

    template = (
        "This was already confirmed, discarded or replaced; see the thread. Nothing was done."
    )


class DecideContractPo(Frozen):
    """`expected_version` is the version of the contract that asked."""

    by: Actor
    contract_id: str
    expected_version: int
    confirmed: bool


class DecideApEmail(Frozen):
    """`expected_version` is the version of the invoice that asked."""

    by: Actor
    invoice_id: str
    expected_version: int
    confirmed: bool


class DecideChange(Frozen):
    """`held_id` names a HeldChange that waits for a person."""

    by: Actor
    held_id: str
    confirmed: bool


def decide_contract_po(command: DecideContractPo, uow: UnitOfWork) -> Contract:
    """Confirmed, it goes on all coming invoices. Raises DecidedAlready, NotFound or NotInState."""
    contract = uow.contracts.get(command.contract_id)
    asked = uow.versions.at(contract.id, command.expected_version).contract().po_proposal
    if asked is None or contract.po_proposal != asked:
        raise DecidedAlready()
    if command.confirmed:
        return carry_contract_po(uow, contract, asked.po_number, by=command.by)
    after, name = contract.with_po_discarded(), EventName.CONTRACT_PO_NUMBER_DISCARDED
    return record(uow, contract, after, name, by=command.by, note=asked.po_number)


def decide_ap_email(command: DecideApEmail, uow: UnitOfWork) -> Invoice:
    """Confirmed, mail goes there; else the one of before is back on the paper.

    Raises DecidedAlready, NotFound or NotInState.
    """
    invoice = uow.invoices.get(command.invoice_id)
    asked = uow.versions.at(invoice.id, command.expected_version).invoice()
    same = (invoice.mail_to, invoice.ap_email) == (asked.mail_to, asked.ap_email)
    if invoice.mail_to is None or not same:
        raise DecidedAlready()
    if command.confirmed:
        return _confirm_ap_email(uow, invoice, by=command.by)
    after, name = invoice.ap_email_discarded(), EventName.INVOICE_AP_EMAIL_DISCARDED
    return record(uow, invoice, after, name, by=command.by)


def decide_change(command: DecideChange, uow: UnitOfWork, renderer: Renderer) -> Invoice:
    """Confirmed, it is done as AP asked for it, and whoever confirmed stands behind all of it.

    Raises HeldChangeGone, ChangedSinceSeen, NotInState, NothingChanged or ValidationErrors.
    """
    held = waiting_change(uow, command.held_id)
    invoice = uow.invoices.get(held.invoice_id)
    # Where what follows refuses, all of this transaction is undone, and the change waits on.
    uow.held_changes.save(held.closed())
    if not command.confirmed:
        publish_about(
            uow, invoice, EventName.INVOICE_CHANGE_DISCARDED, by=command.by, note=held.by.name
        )
        return invoice
    publish_about(
        uow, invoice, EventName.INVOICE_CHANGE_CONFIRMED, by=command.by, note=held.by.name
    )
    after = _done(uow, invoice, held, renderer)
    if after.mail_to is not None:
        after = _confirm_ap_email(uow, after, by=command.by)
    contract = uow.contracts.get(after.contract_id) if after.contract_id else None
    if contract and held.for_contract and contract.po_proposal:
        carry_contract_po(uow, contract, contract.po_proposal.po_number, by=command.by)
    return after


def waiting_change(uow: UnitOfWork, held_id: str) -> HeldChange:
    """What AP asked for and nobody has decided. Raises HeldChangeGone."""
    try:
        held = uow.held_changes.get(held_id)
    except NotFound:
        raise HeldChangeGone() from None
    if held.waits_for is not WaitsFor.PERSON or not held.waits(uow.now):
        raise HeldChangeGone()
    return held


def _done(uow: UnitOfWork, invoice: Invoice, held: HeldChange, renderer: Renderer) -> Invoice:
    """A payment or a new link since does not stand in its way; another amendment does."""
    expected_version = uow.versions.at(invoice.id, held.seen).invoice()
    same = expected_version.amendable() == invoice.amendable()
    command = Amend(
        by=held.by,
        invoice_id=invoice.id,
        expected_version=invoice.sequence if same else held.seen,
        amendment=held.amendment,
        for_contract=held.for_contract,
    )
    try:
        return amend(command, uow, renderer)
    except NothingChanged:
        return invoice


def _confirm_ap_email(uow: UnitOfWork, invoice: Invoice, *, by: Actor) -> Invoice:
    """Whoever confirms it was shown it: its domain is known from now on."""
    vouch_for(uow, invoice.content.bill_to.customer_id, invoice.ap_email)
    after, name = invoice.ap_email_confirmed(), EventName.INVOICE_AP_EMAIL_CONFIRMED
    return record(uow, invoice, after, name, by=by, note=invoice.ap_email)
