"""What a legal entity is known by: its legal name and its external id.

A deal finds its seller by these, and a customer knows its supplier by the name. One that another
entity has or had, or that looks like it, would send deals or money to the wrong one: it is a
proposal that others confirm, as bank details are. Any other change is told to all who decide.
"""

from jupiter_core.commands.record import notify
from jupiter_core.commands.refresh import refresh_profile
from jupiter_core.commands.second_person import a_bank_consent, expect_canceller, with_confirmation
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.changes import Change, profile_changes
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.lookalike import looks_like
from jupiter_core.domain.party import IdentityProposal, SenderProfile
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork

_WHAT = "these names"
_DEED = "decide on the names of legal entities"


class DecideIdentity(Frozen):
    """Another person's word on the names that they read."""

    by: Actor
    profile_id: str
    legal_name: str
    external_id: str
    confirmed: bool


def identified(
    uow: UnitOfWork, known: SenderProfile, wanted: SenderProfile, *, by: Actor
) -> SenderProfile:
    """The profile as it may be saved: under its present names, with a proposal, where the wanted
    ones look like another entity's."""
    like = look_alike(uow, known, wanted)
    if not like:
        return wanted.model_copy(update=_given_up(known, wanted))
    proposal = IdentityProposal(
        legal_name=wanted.legal_name,
        external_id=wanted.external_id,
        like=like,
        consent=a_bank_consent(uow, by),
    )
    open_already = known.identity_proposal
    names = ("legal_name", "external_id")
    if open_already and all(getattr(open_already, n) == getattr(proposal, n) for n in names):
        proposal = open_already
    present = {name: getattr(known, name) for name in names}
    return wanted.model_copy(update={**present, "identity_proposal": proposal})


def look_alike(uow: UnitOfWork, known: SenderProfile | None, wanted: SenderProfile) -> str:
    """The legal name of the entity that `wanted` would be taken for by what is new of it."""
    for other in uow.sender_profiles.all():
        if other.id == wanted.id:
            continue
        names = (other.legal_name, *other.former_names)
        new_name = known is None or known.legal_name != wanted.legal_name
        if new_name and any(looks_like(each, wanted.legal_name) for each in names):
            return other.legal_name
        ids = (other.external_id, *other.former_external_ids)
        new_id = known is None or known.external_id != wanted.external_id
        if new_id and wanted.external_id and wanted.external_id in ids:
            return other.legal_name
    return ""


def decide_identity(command: DecideIdentity, uow: UnitOfWork) -> SenderProfile:
    """Raises NotFound, NotPermitted, SecondPersonNeeded, NamedByProposer, AlreadyConfirmed, or
    AlreadyTaken where another entity has the name by now."""
    profile = uow.sender_profiles.get(command.profile_id)
    proposal = profile.identity_proposal
    read = (command.legal_name, command.external_id)
    if proposal is None or (proposal.legal_name, proposal.external_id) != read:
        raise NotFound("open proposal of names for", profile.legal_name)
    if not command.confirmed:
        expect_canceller(uow, proposal.consent, command.by, _DEED)
        return _saved(uow, profile, None, EventName.SENDER_PROFILE_NAME_CANCELLED, by=command.by)
    consent = with_confirmation(uow, proposal.consent, command.by, _DEED, _WHAT, profile.id)
    agreed = proposal.model_copy(update={"consent": consent})
    if consent.is_due(uow.now):
        return _renamed(uow, profile, agreed, by=command.by)
    return _saved(uow, profile, agreed, EventName.SENDER_PROFILE_NAME_CONFIRMED, by=command.by)


def profiles_with_due_names(uow: UnitOfWork) -> list[str]:
    """The ids of the entities whose confirmed names have waited long enough."""
    return [
        each.id
        for each in uow.sender_profiles.all()
        if each.identity_proposal and each.identity_proposal.consent.is_due(uow.now)
    ]


def take_name_into_use(uow: UnitOfWork, profile_id: str) -> int:
    """The timer's work, for one entity; run twice, it finds nothing to do."""
    profile = uow.sender_profiles.get(profile_id)
    proposal = profile.identity_proposal
    if proposal is None or not proposal.consent.is_due(uow.now):
        return 0
    _renamed(uow, profile, proposal, by=TIMER)
    return 1


def publish_profile_change(
    uow: UnitOfWork, before: SenderProfile | None, after: SenderProfile, *, by: Actor
) -> None:
    """Tells approvers and admins what was made, changed or proposed of an entity."""
    if before is None:
        changes, note = profile_changes(None, after), likeness_warning(uow, after)
        notify(uow, EventName.SENDER_PROFILE_CREATED, after.id, by=by, changes=changes, note=note)
        return
    if changes := profile_changes(before, after):
        notify(uow, EventName.SENDER_PROFILE_CHANGED, after.id, by=by, changes=changes)
    if after.identity_proposal not in (None, before.identity_proposal):
        _tell_of_names(uow, after, after.identity_proposal, by=by)


def likeness_warning(uow: UnitOfWork, new: SenderProfile) -> str:
    """For who decides on a new entity; empty where it looks like no other."""
    like = look_alike(uow, None, new)
    return f"It looks like {like}: make sure that it is meant." if like else ""


def _tell_of_names(
    uow: UnitOfWork,
    profile: SenderProfile,
    proposal: IdentityProposal | None,
    name: EventName = EventName.SENDER_PROFILE_NAME_PROPOSED,
    *,
    by: Actor,
) -> None:
    if proposal is None:
        return
    changes = (
        Change(what="Legal name", old=profile.legal_name, new=proposal.legal_name),
        Change(what="External id", old=profile.external_id, new=proposal.external_id),
    )
    note = f"It looks like {proposal.like}: make sure that it is meant."
    differing = tuple(each for each in changes if each.old != each.new)
    also = (proposal.consent.proposer,)
    notify(uow, name, profile.id, by=by, changes=differing, note=note, also=also)


def _saved(
    uow: UnitOfWork,
    profile: SenderProfile,
    proposal: IdentityProposal | None,
    name: EventName,
    *,
    by: Actor,
) -> SenderProfile:
    saved = profile.model_copy(update={"identity_proposal": proposal})
    uow.sender_profiles.save(saved)
    _tell_of_names(uow, profile, proposal or profile.identity_proposal, name, by=by)
    return saved


def _renamed(
    uow: UnitOfWork, profile: SenderProfile, proposal: IdentityProposal, *, by: Actor
) -> SenderProfile:
    names = {"legal_name": proposal.legal_name, "external_id": proposal.external_id}
    wanted = profile.model_copy(update={**names, "identity_proposal": None})
    renamed = wanted.model_copy(update=_given_up(profile, wanted))
    uow.sender_profiles.save(renamed)
    changes = profile_changes(profile, renamed)
    notify(uow, EventName.SENDER_PROFILE_CHANGED, profile.id, by=by, changes=changes)
    refresh_profile(uow, renamed, by=proposal.consent.proposed_by)
    return renamed


def _given_up(before: SenderProfile, after: SenderProfile) -> dict[str, tuple[str, ...]]:
    """Names that the entity had until now, beside those that it had before."""
    names, ids = before.former_names, before.former_external_ids
    if before.legal_name != after.legal_name:
        names = tuple(dict.fromkeys((*names, before.legal_name)))
    if before.external_id and before.external_id != after.external_id:
        ids = tuple(dict.fromkeys((*ids, before.external_id)))
    return {"former_names": names, "former_external_ids": ids}
