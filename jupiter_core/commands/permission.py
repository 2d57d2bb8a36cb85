"""Who may do what: people by the workspace's rules, API keys by their scopes.

What a person does is asked of the workspace, as it is now; what a key does, of the key as it is
now, so that a right that was taken away is gone in the transaction that would use it.
"""

from collections.abc import Collection

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import NotInScope, Scope
from jupiter_core.domain.refusals import NotAnApprover, NotPermitted
from jupiter_core.ports import UnitOfWork

_NAMED_IN_SETUP = "An admin names who may with /invoice setup."


def expect_drafter(uow: UnitOfWork, by: Actor, scope: Scope = Scope.INVOICES_WRITE) -> None:
    """Raises NotPermitted for people whom the workspace has not named, NotInScope for keys."""
    if by.kind is ActorKind.API_KEY:
        expect_scope(uow, by, scope)
    elif not uow.workspace().may_draft(by.id):
        raise NotPermitted("draft invoices", _NAMED_IN_SETUP)


def expect_credit_drafter(uow: UnitOfWork, by: Actor) -> None:
    """Drafters and approvers; also raises NotInScope."""
    if by.kind is ActorKind.API_KEY or not uow.workspace().policy.allows(by.id):
        expect_drafter(uow, by)


def expect_approver(uow: UnitOfWork, by: Actor, scope: Scope) -> None:
    """Raises NotAnApprover, or NotInScope for a key to which nobody gave that scope outright."""
    if by.kind is ActorKind.API_KEY:
        expect_scope(uow, by, scope)
    elif not uow.workspace().policy.allows(by.id):
        raise NotAnApprover()


def expect_finance(uow: UnitOfWork, by: Actor, deed: str, scope: Scope | None = None) -> None:
    """Raises NotPermitted for all but approvers; `deed` completes “you may not”.

    A key may only what has a `scope`. Raises NotInScope.
    """
    if by.kind is ActorKind.API_KEY and scope:
        expect_scope(uow, by, scope)
    elif not uow.workspace().policy.allows(by.id):
        raise NotPermitted(deed, "Approvers can; an admin names them with /invoice setup.")


def expect_author(
    uow: UnitOfWork, by: Actor, authors: Collection[str], deed: str, scope: Scope
) -> None:
    """Its authors may, and finance; a key of theirs as long as it has `scope`.

    Raises NotPermitted or NotInScope.
    """
    if by.id not in authors:
        expect_finance(uow, by, deed)
    elif by.kind is ActorKind.API_KEY:
        expect_scope(uow, by, scope)


def expect_scope(uow: UnitOfWork, by: Actor, scope: Scope) -> None:
    """Raises NotInScope, also for a key that was revoked meanwhile."""
    key = uow.api_keys.get(by.id)
    if not key.may(scope):
        raise NotInScope(key.name, scope.value)
