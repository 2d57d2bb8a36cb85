"""The workspace's own rules: who drafts, who approves how much, and the timer's days."""

from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import Mistakes, OutOfRange
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import UnitOfWork


class Rhythm(Frozen):
    """The timer's days, in the names of `Workspace`; what is None stays as it is."""

    issue_lead_days: int | None = None
    po_reminder_first_days: int | None = None
    po_reminder_every_days: int | None = None


class SaveTeam(Frozen):
    """`free_plan` None leaves the plan as it is."""

    policy: ApprovalPolicy
    drafters: tuple[str, ...]
    rhythm: Rhythm = Rhythm()
    free_plan: bool | None = None


def save_team(command: SaveTeam, uow: UnitOfWork) -> Workspace:
    """Raises Mistakes where more approvals are asked for than there are approvers."""
    _expect_enough_approvers(command.policy)
    said = {**command.rhythm.model_dump(), "free_plan": command.free_plan}
    settings = {name: value for name, value in said.items() if value is not None}
    workspace = uow.workspace().model_copy(
        update={"policy": command.policy, "drafters": command.drafters, **settings}
    )
    uow.save_workspace(workspace)
    return workspace


def _expect_enough_approvers(policy: ApprovalPolicy) -> None:
    """A policy without any approver is that of an empty form, and asks for nothing yet."""
    most = len(policy.approvers)
    asked = {
        "approvals": policy.approvals,
        **{f"rules[{n}].approvals": each.approvals for n, each in enumerate(policy.rules)},
    }
    too_many = [path for path, count in asked.items() if most and count > most]
    if too_many:
        limit = f"{most}, since there are no more approvers"
        raise Mistakes(OutOfRange("Approvals", "1", limit).at(path) for path in too_many)
