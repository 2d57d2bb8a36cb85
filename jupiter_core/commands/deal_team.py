"""The deal team: whoever may draft or approve. They and nobody else amend and mail invoices."""

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.refusals import NotPermitted
from jupiter_core.ports import UnitOfWork


def expect_owner_in_deal_team(uow: UnitOfWork, by: Actor, action: str) -> None:
    """A key may never do more than its owner: raises NotPermitted where that is neither a drafter
    nor an approver. Of people it is asked where they press; `action` completes “you may not”."""
    workspace = uow.workspace()
    may = workspace.may_draft(by.person) or workspace.policy.allows(by.person)
    if by.kind is ActorKind.API_KEY and not may:
        raise NotPermitted(action, "The owner of this key is neither a drafter nor an approver.")
