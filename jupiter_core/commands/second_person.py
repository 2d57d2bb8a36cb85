"""Confirming what another person proposed: who may, and who counts as another person.

A confirmation is what a person does in Slack. No API key gives one, and no operator of a command:
a key is its owner, and whoever has a shell is asked no questions there.
"""

from jupiter_core.commands.look_alike import warn_of_confirmer
from jupiter_core.commands.permission import people_behind
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.refusals import NamedByProposer, NotPermitted, SecondPersonNeeded
from jupiter_core.ports import UnitOfWork

_IN_SLACK = "A person does, in Slack."
_APPROVERS = "Approvers can; an admin names them with /invoice setup."


def expect_person(by: Actor, action: str) -> None:
    """Raises NotPermitted for all but people in Slack; `action` completes “you may not”."""
    if by.kind is not ActorKind.SLACK_USER:
        raise NotPermitted(action, _IN_SLACK)


def expect_confirmer(uow: UnitOfWork, consent: Consent, by: Actor, action: str, what: str) -> None:
    """Raises NotPermitted for all but approvers, SecondPersonNeeded for the proposer, and
    NamedByProposer for whom the proposer made an approver lately."""
    expect_person(by, action)
    if by.person in _proposers(uow, consent):
        raise SecondPersonNeeded(what)
    if not uow.workspace().policy.allows(by.id):
        raise NotPermitted(action, _APPROVERS)
    expect_not_appointed_by(uow, consent, by, what)


def with_confirmation(
    uow: UnitOfWork, consent: Consent, by: Actor, action: str, what: str, subject_id: str
) -> Consent:
    """With one more approver's yes; of one who looks like another person in it, people are warned.

    Raises what expect_confirmer does, or AlreadyConfirmed.
    """
    expect_confirmer(uow, consent, by, action, what)
    confirmed = consent.confirmed(by, uow.now, what)
    warn_of_confirmer(uow, consent, by, what, subject_id)
    return confirmed


def expect_not_appointed_by(uow: UnitOfWork, consent: Consent, by: Actor, what: str) -> None:
    """Raises NamedByProposer."""
    workspace = uow.workspace()
    if any(workspace.appointed_lately(by.id, e, uow.now) for e in _proposers(uow, consent)):
        raise NamedByProposer(what, workspace.policy.appointment_days)


def expect_canceller(uow: UnitOfWork, consent: Consent, by: Actor, action: str) -> None:
    """Whoever proposed it may cancel it, in person, and any approver. Raises NotPermitted."""
    expect_person(by, action)
    if by.person not in _proposers(uow, consent) and not uow.workspace().policy.allows(by.id):
        raise NotPermitted(action, "Whoever proposed them can, and approvers.")


def a_consent(uow: UnitOfWork, by: Actor, *, needed: int, delay_hours: int = 0) -> Consent:
    """What `by` proposes now."""
    return Consent(proposed_by=by, proposed_at=uow.now, needed=needed, delay_hours=delay_hours)


def a_bank_consent(uow: UnitOfWork, by: Actor) -> Consent:
    """What `by` proposes now, for as many people and hours as the policy wants of bank details."""
    policy = uow.workspace().policy
    needed, delay = policy.bank_confirmations, policy.bank_delay_hours
    return a_consent(uow, by, needed=needed, delay_hours=delay)


def _proposers(uow: UnitOfWork, consent: Consent) -> frozenset[str]:
    """Whoever proposed it; of a key, its owner too, whom what is older does not name."""
    return people_behind(uow, {consent.proposer})
