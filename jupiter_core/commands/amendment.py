"""Amending: the PO and the address lines, after issue, under the same number."""

from jupiter_core.commands.deal_team import expect_owner_in_deal_team
from jupiter_core.commands.draft import edit
from jupiter_core.commands.permission import expect_own_contract, expect_own_invoice
from jupiter_core.commands.po_number import carry_po_number, propose_po_number
from jupiter_core.commands.printable import expect_printable, texts_of_amendment
from jupiter_core.commands.purchase_order import tell_of_used_orders
from jupiter_core.commands.record import as_seen, publish_about, record
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.amendment import Amendment
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import BEFORE_ISSUE, OPEN, Invoice
from jupiter_core.domain.mail_contact import expect_distinct
from jupiter_core.domain.payment_instructions.find import (
    expect_no_account_numbers,
    expect_no_payment_words,
)
from jupiter_core.domain.po_number import po_number_of
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.ports.subject import INVOICE


class Amend(Frozen):
    """The amendable part as it is to be, by somebody who saw version `expected_version`.

    With `for_contract` its PO number goes on all coming invoices of the contract too; where AP
    asks for that, once a person of the deal team has confirmed it.
    """

    by: Actor
    invoice_id: str
    expected_version: int
    amendment: Amendment
    for_contract: bool = False


class AddPoNumber(Frozen):
    """A PO that came by another way than the link. `expected_version` None takes whatever is there
    now."""

    by: Actor
    invoice_id: str
    expected_version: int | None
    po_number: str
    for_contract: bool = False


def amend(command: Amend, uow: UnitOfWork, renderer: Renderer) -> Invoice:
    """Raises NotInScope, ChangedSinceSeen, NotInState, NothingChanged or ValidationErrors;
    NotPermitted for a key of somebody who may neither draft nor approve."""
    expect_owner_in_deal_team(uow, command.by, "amend invoices")
    before = _own_as_seen(uow, command)
    expect_no_instructions(before.amendable(), command.amendment, command.by)
    for_contract = command.for_contract and bool(command.amendment.po_number)
    return _amend(
        uow, before, command.amendment, by=command.by, renderer=renderer, for_contract=for_contract
    )


def add_po_number(command: AddPoNumber, uow: UnitOfWork, renderer: Renderer) -> Invoice:
    """On an issued invoice a new version; before issue an edit, which voids its approvals.

    Raises NotInScope, Required, ChangedSinceSeen, NotInState, NothingChanged or ValidationErrors.
    """
    before = _own_as_seen(uow, command)
    po_number = po_number_of(command.po_number, required=True)
    amendment = before.amendable().model_copy(update={"po_number": po_number})
    expect_no_instructions(before.amendable(), amendment, command.by)
    if before.state not in BEFORE_ISSUE:
        return _amend(
            uow,
            before,
            amendment,
            by=command.by,
            renderer=renderer,
            for_contract=command.for_contract,
        )
    expect_printable(texts_of_amendment(amendment), renderer)
    content = before.content.model_copy(update={"po_number": po_number})
    after = edit(uow, before, content, by=command.by)
    if command.for_contract:
        carry_po_number(uow, after, by=command.by)
    return after


def _own_as_seen(uow: UnitOfWork, command: Amend | AddPoNumber) -> Invoice:
    """Raises NotInScope for a key that may not change it, or not the contract that it is of."""
    before = as_seen(uow, INVOICE, command.invoice_id, command.expected_version)
    expect_own_invoice(uow, command.by, before)
    if command.for_contract and before.contract_id:
        expect_own_contract(uow, command.by, uow.contracts.get(before.contract_id))
    return before


def _amend(
    uow: UnitOfWork,
    before: Invoice,
    amendment: Amendment,
    *,
    by: Actor,
    renderer: Renderer,
    for_contract: bool,
) -> Invoice:
    """The PO may cover the whole contract now though it stood on this invoice before.

    What is issued goes to the customer as it is amended: no approver reads it before. Whoever
    amends it, no account is named in it.
    """
    expect_printable(texts_of_amendment(amendment), renderer)
    if amendment.more_contacts and by.kind is not ActorKind.AP:
        expect_distinct(amendment.ap_contact.email, amendment.more_contacts)
    changed, beside = _changed_texts(before.amendable(), amendment)
    expect_no_account_numbers(changed, beside=beside)
    if for_contract and _amends_nothing(before, amendment):
        _for_contract(uow, before, by=by)
        return before
    after = before.amended(amendment, by)
    po_changed = after.content.po_number != before.content.po_number
    name = EventName.INVOICE_PO_NUMBER_ADDED if po_changed else EventName.INVOICE_AMENDED
    record(uow, before, after, name, by=by)
    if po_changed:
        tell_of_used_orders(uow, after)
    if after.mail_to is not None and after.ap_email != before.ap_email:
        publish_about(uow, after, EventName.INVOICE_AP_EMAIL_PROPOSED, by=by, note=after.mail_to)
    if for_contract:
        _for_contract(uow, after, by=by)
    return after


def _for_contract(uow: UnitOfWork, invoice: Invoice, *, by: Actor) -> None:
    """AP's word alone puts nothing on invoices that are still to come."""
    if by.kind is ActorKind.AP:
        propose_po_number(uow, invoice, by=by)
    else:
        carry_po_number(uow, invoice, by=by)


def _amends_nothing(before: Invoice, amendment: Amendment) -> bool:
    return before.state in OPEN and before.showing(amendment).content == before.content


def expect_no_instructions(before: Amendment, after: Amendment, by: Actor) -> None:
    """Of what the customer's side changes: where to pay stands in the bank's fields alone.

    Raises ValidationErrors, each at its path, `name` being whose change it is.
    """
    if by.kind is not ActorKind.AP:
        return
    changed, beside = _changed_texts(before, after)
    expect_no_payment_words({**changed, "name": by.name}, beside=beside)


def _changed_texts(before: Amendment, after: Amendment) -> tuple[dict[str, str], dict[str, str]]:
    """By their paths: what is new, and all that there is, in the order of the paper."""
    old = {path: text for path, (_, text) in texts_of_amendment(before).items()}
    new = {path: text for path, (_, text) in texts_of_amendment(after).items()}
    return {path: text for path, text in new.items() if old.get(path, "") != text}, new
