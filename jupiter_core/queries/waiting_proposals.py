"""Which proposals of the set-up wait for one person's word."""

from collections.abc import Iterator

from jupiter_core.domain.consent import Consent
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.party import SenderProfile
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.proposals import OpenProposal, ProposalKind, open_proposal


class WaitingProposals(Frozen):
    """Legal entities whose new bank details wait, and all else that does."""

    banks: tuple[SenderProfile, ...] = ()
    others: tuple[OpenProposal, ...] = ()

    @property
    def count(self) -> int:
        return len(self.banks) + len(self.others)


def waiting_proposals(uow: UnitOfWork, person: str, *, is_admin: bool) -> WaitingProposals:
    """Those that they may confirm: approvers, and of the team's rules admins too; nobody what they
    proposed or confirmed themselves, nor what was proposed by whoever made them an approver
    lately."""
    approves = uow.workspace().policy.allows(person)
    if not (approves or is_admin):
        return WaitingProposals()
    banks = [
        each
        for each in (uow.sender_profiles.all() if approves else ())
        if each.bank_proposal and _waits_for(uow, each.bank_proposal.consent, person)
    ]
    others = [
        each
        for each in _others(uow)
        if (approves or each.kind is ProposalKind.POLICY) and _waits_for(uow, each.consent, person)
    ]
    return WaitingProposals(banks=tuple(banks), others=tuple(others))


def _others(uow: UnitOfWork) -> Iterator[OpenProposal]:
    names = [each.id for each in uow.sender_profiles.all() if each.identity_proposal]
    keys = [each.id for each in uow.api_keys.all() if each.asked]
    wanted = [
        (ProposalKind.POLICY, uow.workspace_id),
        *((ProposalKind.NAMES, each) for each in names),
        *((ProposalKind.SCOPES, each) for each in keys),
    ]
    for kind, subject_id in wanted:
        found = open_proposal(uow, kind, subject_id)
        if found:
            yield found


def _waits_for(uow: UnitOfWork, consent: Consent, person: str) -> bool:
    said = {consent.proposer, *(each.by for each in consent.confirmations)}
    lately = uow.workspace().appointed_lately(person, consent.proposer, uow.now)
    return not consent.is_complete and person not in said and not lately
