"""What a contract's schedule does not say by itself, and whoever approves it has to know."""

from datetime import date, datetime

from jupiter_core.domain.cautions import (
    Caution,
    account_caution,
    billed_by_void_caution,
    catch_up_caution,
    references_caution,
)
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.catch_up import catch_up_of
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.scheduled import LineChange, Schedule, ScheduledLine
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.invoice import State
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
    void = billed_by_void_caution(_void_bases(uow, contract, proposal, issued))
    return (*found, *([void] if void else []), *_missing_references(uow, proposal))


def _void_bases(uow: UnitOfWork, contract: Contract, proposal: Agreement, issued: int) -> list[str]:
    """The numbers of void invoices, replaced by none, that billed ahead what the proposal makes up
    for."""
    schedule = proposal.schedule
    before = len(contract.agreed.schedule.settled) if contract.agreed else 0
    coming = [line for each in schedule.invoices[issued:] for line in each.lines]
    made = (*coming, *(each.line for each in schedule.settled[before:]))
    years = {_year(line) for line in made if line.change is LineChange.TRUE_UP}
    billed = {
        each.sequence
        for each in schedule.invoices[:issued]
        if any(line.known_until and _year(line) in years for line in each.lines)
    }
    there = [each for each in uow.invoices.of_contract(contract.id) if years]
    alive = {each.contract_sequence for each in there if each.state is not State.VOID}
    gone = (each for each in there if each.contract_sequence in billed - alive)
    return sorted(each.number for each in gone if each.number)


def _year(line: ScheduledLine) -> tuple[int, int | None]:
    return line.contract_line, line.contract_year


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
