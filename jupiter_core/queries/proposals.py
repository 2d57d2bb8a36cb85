"""What waits for another person's word: changes of the team, of names, of what keys approve.

Bank details have views of their own, which show every account.
"""

from enum import StrEnum

from jupiter_core.domain.api_key import ScopesAsked
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.frozen import Frozen, canonical_json, sha256_hex
from jupiter_core.domain.party import IdentityProposal
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.workspace import PolicyProposal
from jupiter_core.ports import UnitOfWork


class ProposalKind(StrEnum):
    """What is changed: who approves, what an entity is called, what a key approves."""

    POLICY = "policy"
    NAMES = "names"
    SCOPES = "scopes"


class OpenProposal(Frozen):
    """`title` completes “change of”; `digest` names exactly what was proposed, by whom and when."""

    kind: ProposalKind
    subject_id: str
    title: str
    digest: str
    consent: Consent

    @property
    def value(self) -> str:
        """What a button about it carries."""
        return f"{self.kind}:{self.subject_id}:{self.digest}"


def open_proposal(uow: UnitOfWork, kind: ProposalKind, subject_id: str) -> OpenProposal | None:
    """None where nothing waits any more."""
    waiting: PolicyProposal | IdentityProposal | ScopesAsked | None
    try:
        match kind:
            case ProposalKind.POLICY:
                waiting, title = uow.workspace().policy_proposal, "the team"
            case ProposalKind.NAMES:
                profile = uow.sender_profiles.get(subject_id)
                waiting, title = profile.identity_proposal, profile.legal_name
            case ProposalKind.SCOPES:
                key = uow.api_keys.get(subject_id)
                waiting, title = (key.asked if key.is_live else None), key.name
    except NotFound:
        return None
    if waiting is None:
        return None
    # Without them: a button goes on meaning the same proposal after the first of two people agreed.
    plain = waiting.consent.model_copy(update={"confirmations": ()})
    digest = sha256_hex(canonical_json(waiting.model_copy(update={"consent": plain})))[:16]
    return OpenProposal(
        kind=kind, subject_id=subject_id, title=title, digest=digest, consent=waiting.consent
    )


def proposal_read(uow: UnitOfWork, value: str) -> OpenProposal:
    """The one that a button is about. Raises NotFound where it is decided, or another by now."""
    kind, _, rest = value.partition(":")
    subject_id = rest.rpartition(":")[0]
    known = kind in set(ProposalKind)
    found = open_proposal(uow, ProposalKind(kind), subject_id) if known else None
    if found is None or found.value != value:
        raise NotFound("open proposal", "that this message showed")
    return found
