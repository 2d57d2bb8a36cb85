"""Telling approvers and admins what somebody changed of a customer's records."""

from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.changes import Change, customer_changes
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import EventName
from jupiter_core.domain.party import Customer
from jupiter_core.domain.party_facts import USUAL_ENTITY
from jupiter_core.ports import ContractFilter, UnitOfWork
from jupiter_core.queries.recipient import recipient_named

_MOST = 10
"""Invoices and contracts that a notice names; the rest are counted."""


def publish_customer_change(
    uow: UnitOfWork, known: Customer | None, customer: Customer, *, by: Actor, told: bool = True
) -> None:
    """A new customer is kept and told to nobody, and so is one that is not to be `told`. Where
    mails will go to another address, the notice names what takes it; called before anything
    does."""
    changes = tuple(_named(uow, each) for each in customer_changes(known, customer))
    if known is None:
        name, note = EventName.CUSTOMER_CREATED, customer.name
    else:
        name, note = EventName.CUSTOMER_CHANGED, _note(uow, known, customer)
    if changes:
        notify(uow, name, customer.id, by=by, changes=changes, note=note, told=told)


def _named(uow: UnitOfWork, change: Change) -> Change:
    """With an entity's name for its id."""
    if change.what != USUAL_ENTITY:
        return change
    names = {each.id: each.legal_name for each in uow.sender_profiles.all()}
    old, new = (names.get(each, each) for each in (change.old, change.new))
    return change.model_copy(update={"old": old, "new": new})


def _note(uow: UnitOfWork, known: Customer, customer: Customer) -> str:
    before = {each.email for each in recipient_named(uow, known.bill_to()).everybody}
    said = [f"{customer.name}."]
    for each in recipient_named(uow, customer.bill_to()).everybody:
        if each.is_new and each.email not in before:
            like = f" and looks like {each.like}" if each.like else ""
            said.append(f"{each.home} was never used for this customer{like}.")
    if known.ap_contact.email == customer.ap_contact.email:
        return " ".join(said) if said[1:] else customer.name
    waiting = [uow.invoices.get(each) for each in uow.invoices.before_issue_of(customer.id)]
    contracts = _contracts(uow, customer.id)
    named = [*(each.title for each in waiting), *(each.title for each in contracts)]
    if named:
        more = f", and {len(named) - _MOST} more" if len(named) > _MOST else ""
        said.append(f"The new AP e-mail is taken by {', '.join(named[:_MOST])}{more}.")
    return " ".join(said)


def _contracts(uow: UnitOfWork, customer_id: str) -> list[Contract]:
    found = uow.contracts.page(ContractFilter(customer_id=customer_id), limit=_MOST * 5)
    return [each for each in found if each.ended_on is None]
