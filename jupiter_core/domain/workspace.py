"""A workspace: one team, its approval policy, and who may draft."""

from pydantic import Field

from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.frozen import Frozen


class Workspace(Frozen):
    """One Slack team. An empty `drafters` lets every full member draft.

    A contract's invoice is shown to finance `issue_lead_days` before its issue date. A missing PO
    is asked for so many days after issue, and then every so many days again.
    """

    id: str
    name: str = ""
    policy: ApprovalPolicy = ApprovalPolicy()
    drafters: tuple[str, ...] = ()
    free_plan: bool = True
    issue_lead_days: int = Field(default=14, ge=0, le=90)
    po_reminder_first_days: int = Field(default=7, ge=1, le=90)
    po_reminder_every_days: int = Field(default=7, ge=1, le=90)

    def may_draft(self, user_id: str) -> bool:
        return not self.drafters or user_id in self.drafters
