"""The workspace's own rules: who drafts, who approves, how many approvals an amount needs."""

from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import OutOfRange
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import UnitOfWork


class SaveTeam(Frozen):
    policy: ApprovalPolicy
    drafters: tuple[str, ...]


def save_team(command: SaveTeam, uow: UnitOfWork) -> Workspace:
    """Raises OutOfRange when more approvals are asked for than there are approvers."""
    most = max((command.policy.approvals, *(each.approvals for each in command.policy.rules)))
    if command.policy.approvers and most > len(command.policy.approvers):
        least = OutOfRange("Approvals", "1", f"{len(command.policy.approvers)}, the approvers")
        raise least.at("approvals")
    workspace = uow.workspace().model_copy(
        update={"policy": command.policy, "drafters": command.drafters}
    )
    uow.save_workspace(workspace)
    return workspace
