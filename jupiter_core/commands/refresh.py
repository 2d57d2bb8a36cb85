"""What is not issued yet takes a party's new details at once, and an approval of the old is void.

So does the proposal of a contract. What is issued keeps its snapshot, and so does what was agreed:
a coming invoice that differs from it waits for an approval of its own.
"""

from collections.abc import Callable

from jupiter_core.commands.draft import edit
from jupiter_core.commands.record import record
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.changes import party_changes
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import ContractState
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Content
from jupiter_core.domain.parties import Parties
from jupiter_core.domain.party import SenderProfile
from jupiter_core.ports import ContractFilter, UnitOfWork

_PROPOSED = (ContractState.DRAFT, ContractState.PENDING_APPROVAL)
_PAGE = 50


def refresh_profile(uow: UnitOfWork, profile: SenderProfile, *, by: Actor) -> None:
    """Gives every invoice of the entity that is not issued its present details. One without any
    account has nothing approved; all of it is refreshed when people have confirmed one."""
    if not profile.has_account:
        return

    def with_profile(content: Content) -> Content:
        account = profile.account_for(content.currency)
        return content.model_copy(
            update={
                "seller": profile.seller(),
                "remit_to": account,
                "back_dated": content.back_dated and profile.back_dating,
            }
        )

    note = f"{profile.legal_name} was edited"
    refresh(uow, profile.id, with_profile, note, by=by)
    refresh_proposals(uow, profile.id, note, by=by)


def refresh(
    uow: UnitOfWork,
    party_id: str,
    refreshed: Callable[[Content], Content],
    note: str,
    *,
    by: Actor,
) -> None:
    """Gives every invoice of a party that is not issued the content that `refreshed` makes."""
    for invoice_id in uow.invoices.before_issue_of(party_id):
        invoice = uow.invoices.get(invoice_id)
        content = refreshed(invoice.content)
        if content != invoice.content:
            edit(uow, invoice, content, by=by, note=note)


def refresh_proposals(uow: UnitOfWork, party_id: str, note: str, *, by: Actor) -> None:
    """Gives every proposed contract of a party its present details; one that waits for approval
    is asked for again."""
    for contract_id in _proposed(uow, party_id):
        before = uow.contracts.get(contract_id)
        proposal = before.proposal
        if proposal is None or before.state not in _PROPOSED:
            continue
        parties = _now(uow, proposal)
        if parties is None:
            continue
        if proposal.parties and not party_changes(proposal.parties, parties):
            continue
        after = before.with_parties(parties, by, uow.workspace().policy)
        waits = before.state is ContractState.PENDING_APPROVAL
        name = EventName.CONTRACT_SUBMITTED if waits else EventName.CONTRACT_EDITED
        record(uow, before, after, name, by=by, note=note)


def _proposed(uow: UnitOfWork, party_id: str) -> list[str]:
    wanted, after, found = ContractFilter(states=_PROPOSED), "", list[str]()
    while page := uow.contracts.page(wanted, after=after, limit=_PAGE):
        found += [each.id for each in page if each.proposal and party_id in _ids(each.proposal)]
        after = page[-1].id
    return found


def _ids(proposal: Agreement) -> tuple[str, str]:
    return (proposal.customer_id, proposal.sender_profile_id)


def _now(uow: UnitOfWork, proposal: Agreement) -> Parties | None:
    """None where the entity has no account."""
    profile = uow.sender_profiles.get(proposal.sender_profile_id)
    if not profile.has_account:
        return None
    customer = uow.customers.get(proposal.customer_id)
    return Parties.now(profile, customer, proposal.terms.currency)
