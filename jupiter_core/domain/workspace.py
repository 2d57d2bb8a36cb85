"""A workspace: one team, its approval policy, and who may draft."""

from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.frozen import Frozen


class Workspace(Frozen):
    """One Slack team. An empty `drafters` lets every full member draft."""

    id: str
    name: str = ""
    policy: ApprovalPolicy = ApprovalPolicy()
    drafters: tuple[str, ...] = ()

    def may_draft(self, user_id: str) -> bool:
        return not self.drafters or user_id in self.drafters
