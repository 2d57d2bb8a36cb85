"""Who is in the Slack user groups that approve, brought up to what Slack says.

Whoever may edit such a group in Slack makes approvers. Two people agreed to that when the group
was named; each change is told to all approvers, those who lost the power too, and to the admins,
and who joined confirms nothing for a while, as Slack does not say who let them in.
"""

from collections.abc import Iterable

from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.approver_group import ApproverGroup
from jupiter_core.domain.changes import workspace_changes
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import UnitOfWork


class NoteGroups(Frozen):
    """All user groups that Slack has at this moment, with their members."""

    groups: tuple[ApproverGroup, ...]


def names_groups(workspace: Workspace) -> bool:
    """Whether any group approves, or is proposed to."""
    waiting = workspace.policy_proposal
    return bool(workspace.policy.groups or (waiting and waiting.policy.groups))


def is_group_news(workspace: Workspace, command: NoteGroups, uow: UnitOfWork) -> bool:
    """Whether anybody joined or left, or a group is gone."""
    return workspace.with_groups(_by_id(command.groups), uow.now) != workspace


def note_groups(command: NoteGroups, uow: UnitOfWork) -> bool:
    """Keeps it, and tells who gained or lost the power to approve. Returns whether it was news."""
    before = uow.workspace()
    after = before.with_groups(_by_id(command.groups), uow.now)
    if after == before:
        return False
    uow.save_workspace(after)
    changes = workspace_changes(before, after)
    if changes:
        name, note = EventName.APPROVER_GROUP_CHANGED, _note(after)
        lost = before.policy.people
        notify(uow, name, uow.workspace_id, by=TIMER, changes=changes, note=note, also=lost)
    return True


def _by_id(groups: Iterable[ApproverGroup]) -> dict[str, ApproverGroup]:
    return {each.id: each for each in groups}


def _note(after: Workspace) -> str:
    policy, said = after.policy, []
    empty = [each.title for each in policy.groups if not each.members]
    if empty:
        said.append(f"Nobody is in {', '.join(empty)} any more.")
    most = max((policy.approvals, *(each.approvals for each in policy.rules)))
    if len(policy.people) < most:
        said.append(f"Up to {most} approvals are needed, and {len(policy.people)} may approve.")
    return " ".join((*said, "An admin changes that with /invoice setup.")) if said else ""
