"""The workspace's own rules: who drafts, who approves how much, and the timer's days.

Who approves, and how many, is the power over the money, and so is who records that it came in or
went back: a change of the one, and whoever joins the other, is proposed by one person and confirmed
by another, and those who lose it hear of it. The first policy of a workspace has nobody who could
confirm it, and holds at once with whoever is named beside it.
"""

from collections.abc import Collection, Mapping

from jupiter_core.commands.approver_groups import NoteGroups, note_groups
from jupiter_core.commands.look_alike import warn_of_confirmer
from jupiter_core.commands.parties import find_profile
from jupiter_core.commands.record import notify
from jupiter_core.commands.second_person import (
    a_consent,
    expect_canceller,
    expect_not_appointed_by,
    expect_person,
)
from jupiter_core.domain.actor import OPERATOR, Actor
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.approver_group import MOST_MEMBERS, ApproverGroup
from jupiter_core.domain.changes import workspace_changes
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.readers import Readers
from jupiter_core.domain.refusals import (
    NotFound,
    NotPermitted,
    OutOfRange,
    Refusal,
    ValidationErrors,
)
from jupiter_core.domain.workspace import PolicyProposal, Workspace
from jupiter_core.ports import UnitOfWork

_WHAT = "these changes of the team"
_DEED = "decide on the team"


class Rhythm(Frozen):
    """The timer's days, in the names of `Workspace`; what is None stays as it is."""

    issue_lead_days: int | None = None
    po_reminder_first_days: int | None = None
    po_reminder_every_days: int | None = None
    approval_reminder_days: int | None = None
    approval_escalation_days: int | None = None
    renewal_notice_days: int | None = None


class SaveTeam(Frozen):
    """What is None stays as it is. Who leaves `receivables` does so at once. `slack_groups` are all
    user groups as Slack has them now; None where nobody could ask, as in a set-up file. With
    `keeps_groups` those that approve stay."""

    by: Actor = OPERATOR
    policy: ApprovalPolicy
    drafters: tuple[str, ...]
    receivables: tuple[str, ...] | None = None
    rhythm: Rhythm = Rhythm()
    free_plan: bool | None = None
    readers: Readers | None = None
    finance_channel: str | None = None
    shared_channels: bool | None = None
    book_certain: bool | None = None
    slack_groups: tuple[ApproverGroup, ...] | None = None
    keeps_groups: bool = False


class DecidePolicy(Frozen):
    """Another person's word on the policy, and on who joins accounts receivable, that they read.
    `is_admin` is what Slack says of them
    at this moment."""

    by: Actor
    policy: ApprovalPolicy
    confirmed: bool
    is_admin: bool = False
    joining: tuple[str, ...] = ()


def save_team(command: SaveTeam, uow: UnitOfWork, coming: Collection[str] = ()) -> Workspace:
    """`coming` are the ids of legal entities that are made next, in the same transaction.

    Raises ValidationErrors where more approvals are asked for than there are approvers, or a rule
    is of a legal entity that is not there.
    """
    command = _with_members(command, uow)
    _expect_enough_approvers(command.policy)
    _expect_entities(command.policy, uow, coming)
    before = uow.workspace()
    staying, joining = _receivables(before, command.receivables)
    said = {
        **command.rhythm.model_dump(),
        "receivables": staying,
        "free_plan": command.free_plan,
        "readers": command.readers,
        "finance_channel": command.finance_channel,
        "shared_channels": command.shared_channels,
        "book_certain": command.book_certain,
    }
    settings = {name: value for name, value in said.items() if value is not None}
    settled = before.model_copy(update={"drafters": command.drafters, **settings})
    after = _with_policy(uow, settled, command, joining)
    if after == before:
        return before
    uow.save_workspace(after)
    _tell_of_settings(uow, before, after, by=command.by)
    if after.policy_proposal not in (None, before.policy_proposal):
        _tell_of_proposal(uow, after, EventName.POLICY_PROPOSED, by=command.by)
    return after


def _with_members(command: SaveTeam, uow: UnitOfWork) -> SaveTeam:
    """With who is in its groups: as Slack says, else as is known. Raises ValidationErrors where
    Slack has no such group, or too many people are in it."""
    if command.slack_groups is not None:
        note_groups(NoteGroups(groups=command.slack_groups), uow)
    workspace = uow.workspace()
    if command.keeps_groups:
        policy = command.policy.model_copy(update={"groups": workspace.policy.groups})
        return command.model_copy(update={"policy": policy})
    waiting = workspace.policy_proposal
    proposed = waiting.policy.groups if waiting else ()
    known = {each.id: each for each in (*proposed, *workspace.policy.groups)}
    if command.slack_groups is not None:
        slack = {each.id: each for each in command.slack_groups}
        wrong = [_refused(each, slack) for each in command.policy.groups if each.id not in known]
        refusals = [each for each in wrong if each]
        if refusals:
            raise ValidationErrors(refusals)
        known = {**slack, **known}
    groups = tuple(known.get(each.id, each) for each in command.policy.groups)
    policy = command.policy.model_copy(update={"groups": groups})
    return command.model_copy(update={"policy": policy})


def _refused(group: ApproverGroup, slack: Mapping[str, ApproverGroup]) -> Refusal | None:
    found = slack.get(group.id)
    if found is None:
        return NotFound("user group", group.id).at("groups")
    if len(found.members) > MOST_MEMBERS:
        return OutOfRange("The number of people in it", "0", str(MOST_MEMBERS)).at("groups")
    return None


def decide_policy(command: DecidePolicy, uow: UnitOfWork) -> Workspace:
    """An approver of the policy that still holds confirms the new one, or another admin.

    Raises NotFound, NotPermitted, SecondPersonNeeded or NamedByProposer.
    """
    before = uow.workspace()
    proposal = before.policy_proposal
    read = (command.policy, command.joining)
    if proposal is None or (proposal.policy, proposal.joining) != read:
        raise NotFound("open proposal for", "the team")
    if not command.confirmed:
        if not command.is_admin:
            expect_canceller(uow, proposal.consent, command.by, _DEED)
        _tell_of_proposal(uow, before, EventName.POLICY_DISCARDED, by=command.by)
        discarded = before.model_copy(update={"policy_proposal": None})
        uow.save_workspace(discarded)
        return discarded
    expect_person(command.by, _DEED)
    if not (command.is_admin or before.policy.allows(command.by.id)):
        raise NotPermitted(_DEED, "Approvers and workspace admins can.")
    consent = proposal.consent.confirmed(command.by, uow.now, _WHAT)
    expect_not_appointed_by(uow, proposal.consent, command.by, _WHAT)
    warn_of_confirmer(uow, proposal.consent, command.by, _WHAT, uow.workspace_id)
    people = (consent.proposer, command.by.person)
    after = before.with_policy(proposal.policy, people, uow.now).with_joining(proposal.joining)
    uow.save_workspace(after)
    _tell_of_settings(uow, before, after, EventName.POLICY_CHANGED, by=command.by)
    return after


def _receivables(
    before: Workspace, wanted: tuple[str, ...] | None
) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """Who is accounts receivable at once, and who joins when a second person has confirmed it."""
    if wanted is None or not (before.policy.approvers or before.policy.groups):
        return wanted, ()
    joining = tuple(each for each in wanted if each not in before.receivables)
    return tuple(each for each in wanted if each in before.receivables), joining


def _with_policy(
    uow: UnitOfWork, workspace: Workspace, command: SaveTeam, joining: tuple[str, ...]
) -> Workspace:
    """Under the new policy, or with it as a proposal. The one that holds leaves a proposal as it
    is: that is cancelled by a decision. The same proposal again is the one that there is."""
    if command.policy == workspace.policy and not joining:
        return workspace
    if not (workspace.policy.approvers or workspace.policy.groups):
        return workspace.with_policy(command.policy, (), uow.now)
    waiting = workspace.policy_proposal
    if waiting and (waiting.policy, waiting.joining) == (command.policy, joining):
        return workspace
    consent = a_consent(uow, command.by, needed=1)
    proposal = PolicyProposal(policy=command.policy, consent=consent, joining=joining)
    return workspace.model_copy(update={"policy_proposal": proposal})


def _tell_of_settings(
    uow: UnitOfWork,
    before: Workspace,
    after: Workspace,
    name: EventName = EventName.WORKSPACE_CHANGED,
    *,
    by: Actor,
) -> None:
    changes = workspace_changes(before, after)
    if changes:
        old = before.policy.people
        notify(uow, name, uow.workspace_id, by=by, changes=changes, also=old)


def _tell_of_proposal(uow: UnitOfWork, workspace: Workspace, name: EventName, *, by: Actor) -> None:
    proposal = workspace.policy_proposal
    if proposal is None:
        return
    as_proposed = workspace.with_joining(proposal.joining)
    as_proposed = as_proposed.model_copy(update={"policy": proposal.policy})
    changes = workspace_changes(workspace, as_proposed)
    also = (proposal.consent.proposer, *proposal.policy.people, *proposal.joining)
    notify(uow, name, uow.workspace_id, by=by, changes=changes, also=also)


def _expect_entities(policy: ApprovalPolicy, uow: UnitOfWork, coming: Collection[str]) -> None:
    named = {n: each.sender_profile_id for n, each in enumerate(policy.rules)}
    missing = {
        n: profile_id
        for n, profile_id in named.items()
        if profile_id and profile_id not in coming and find_profile(uow, profile_id) is None
    }
    if missing:
        raise ValidationErrors(
            NotFound("legal entity", profile_id).at(f"rules[{n}].sender")
            for n, profile_id in missing.items()
        )


def _expect_enough_approvers(policy: ApprovalPolicy) -> None:
    """A policy without any approver is that of an empty form, and asks for nothing yet."""
    if any(not each.handle for each in policy.groups):
        return  # nobody has asked Slack yet who is in it
    most = len(policy.people)
    asked = {
        "approvals": policy.approvals,
        **{f"rules[{n}].approvals": each.approvals for n, each in enumerate(policy.rules)},
    }
    too_many = [path for path, count in asked.items() if most and count > most]
    if too_many:
        limit = f"{most}, since there are no more approvers"
        raise ValidationErrors(OutOfRange("Approvals", "1", limit).at(path) for path in too_many)
