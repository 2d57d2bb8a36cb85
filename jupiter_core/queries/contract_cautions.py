"""What a contract's schedule does not say by itself, and whoever approves it has to know."""

from datetime import date, datetime

from jupiter_core.domain.cautions import (
    Caution,
    account_caution,
    catch_up_caution,
    references_caution,
)
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.catch_up import catch_up_of
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.scheduled import Schedule
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.references import entries_of
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork


def contract_cautions(uow: UnitOfWork, contract: Contract, at: datetime) -> tuple[Caution, ...]:
    """Of what it proposes, as at that moment; nothing where nothing is proposed."""
    proposal = contract.proposal
    if proposal is None or contract.ended_on:
        return ()
    profile = uow.sender_profiles.get(proposal.sender_profile_id)
    issued = issued_of(uow, contract)
    today = profile.today(at)
    found = terms_cautions(proposal.terms, proposal.schedule, profile, today, issued=issued)
    return (*found, *_missing_references(uow, proposal))


def _missing_references(uow: UnitOfWork, proposal: Agreement) -> tuple[Caution, ...]:
    """Its invoices have its own and the usual ones of their customer; accounts payable can add the
    others."""
    try:
        customer = uow.customers.get(proposal.customer_id)
    except NotFound:
        return ()
    found = references_caution(
        customer.name, entries_of(customer.references, proposal.terms.references)
    )
    return (found,) if found else ()


def terms_cautions(
    terms: ContractTerms,
    schedule: Schedule,
    profile: SenderProfile | None,
    today: date,
    *,
    issued: int = 0,
) -> tuple[Caution, ...]:
    """Of terms before anything is made of them; `issued` is how many invoices of the schedule are
    issued already."""
    late = catch_up_of(schedule, issued, today)
    found = [catch_up_caution(late, today, terms.payment_terms)] if late else []
    if profile and profile.has_account:
        account = profile.account_for(terms.currency)
        other = account_caution(profile.legal_name, account, terms.currency)
        found += [other] if other else []
    return tuple(found)


def issued_of(uow: UnitOfWork, contract: Contract) -> int:
    """How many invoices of the schedule were issued, void ones too."""
    numbered = (each for each in uow.invoices.of_contract(contract.id) if each.number)
    return max((each.contract_sequence for each in numbered), default=0)
