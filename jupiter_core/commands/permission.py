"""Who may do what: people by the workspace's rules, API keys by their scopes and their owner.

What a person does is asked of the workspace, as it is now; what a key does, of the key as it is
now and of the person who owns it, so that a right that was taken away is gone in the transaction
that would use it. A key may never do more than its owner.
"""

from collections.abc import Collection, Iterable

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.api_key import NotInScope, Scope
from jupiter_core.domain.approvers import approves_for
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import NotAnApprover, NotFound, NotPermitted
from jupiter_core.ports import UnitOfWork

_NAMED_IN_SETUP = "An admin names who may with /invoice setup."
_KEY_ID_LENGTH = 26  # of a ULID; the ids of Slack's users are shorter


def expect_drafter(uow: UnitOfWork, by: Actor, scope: Scope | None = Scope.INVOICES_WRITE) -> None:
    """Raises NotPermitted for people whom the workspace has not named, and for their keys;
    NotInScope for keys. Without a scope, that is asked for with what is to be changed."""
    if by.kind is ActorKind.API_KEY and scope:
        expect_scope(uow, by, scope)
    if not uow.workspace().may_draft(by.person):
        raise NotPermitted("draft invoices", _NAMED_IN_SETUP)


def expect_own(uow: UnitOfWork, by: Actor, drafted_by: Actor, write: Scope, amend: Scope) -> None:
    """A key with `write` changes what it drafted itself; what anybody else drafted, only one with
    `amend`. Of people nothing is asked here. Raises NotInScope, which names what is missing."""
    if by.kind is ActorKind.API_KEY:
        expect_scope(uow, by, write if drafted_by.id == by.id else amend)


def expect_own_invoice(uow: UnitOfWork, by: Actor, invoice: Invoice) -> None:
    """Raises NotInScope for a key that neither drafted it nor may amend what others drafted."""
    drafted_by = invoice.drafted_by
    expect_own(uow, by, drafted_by, Scope.INVOICES_WRITE, Scope.INVOICES_AMEND)


def expect_own_contract(uow: UnitOfWork, by: Actor, contract: Contract) -> None:
    """The same for a contract, and all coming invoices of it."""
    drafted_by = contract.drafted_by
    expect_own(uow, by, drafted_by, Scope.CONTRACTS_WRITE, Scope.CONTRACTS_AMEND)


def expect_credit_drafter(uow: UnitOfWork, by: Actor) -> None:
    """Drafters and approvers; also raises NotInScope."""
    if by.kind is ActorKind.API_KEY or not uow.workspace().policy.allows(by.id):
        expect_drafter(uow, by)


def expect_approver(uow: UnitOfWork, by: Actor, scope: Scope) -> None:
    """Raises NotAnApprover for who is none, and for a key whose owner is none; NotInScope for a
    key to which nobody gave that scope outright."""
    if by.kind is ActorKind.API_KEY:
        expect_scope(uow, by, scope)
    if not uow.workspace().policy.allows(by.person):
        raise NotAnApprover()


def expect_may_approve(uow: UnitOfWork, by: Actor, scope: Scope) -> None:
    """The same, but for the delegates of approvers who are away: they may, in person. A key of
    theirs may not."""
    delegate = by.kind is ActorKind.SLACK_USER and approves_for(uow.workspace(), by.id, uow.now)
    if not delegate:
        expect_approver(uow, by, scope)


def expect_finance(uow: UnitOfWork, by: Actor, action: str, scope: Scope | None = None) -> None:
    """Raises NotPermitted for all but approvers and their keys; `action` completes “you may not”.

    A key may only what has a `scope`. Raises NotInScope.
    """
    may = uow.workspace().policy.allows(by.id)
    if by.kind is ActorKind.API_KEY and scope:
        expect_scope(uow, by, scope)
        may = uow.workspace().policy.allows(by.person)
    if not may:
        raise NotPermitted(action, "Approvers can; an admin names them with /invoice setup.")


def expect_receivables(uow: UnitOfWork, by: Actor, action: str, scope: Scope | None = None) -> None:
    """Raises NotPermitted for all but approvers, accounts receivable and the keys of both;
    `action` completes “you may not”. A key may only what has a `scope`. Raises NotInScope."""
    # An operator answers for whom they name.
    may = uow.workspace().may_receive(by.owner if by.kind is ActorKind.OPERATOR else by.id)
    if by.kind is ActorKind.API_KEY and scope:
        expect_scope(uow, by, scope)
        may = uow.workspace().may_receive(by.person)
    if not may:
        raise NotPermitted(
            action,
            "Approvers and accounts receivable can; an admin names them with /invoice setup.",
        )


def expect_author(
    uow: UnitOfWork, by: Actor, authors: Collection[str], action: str, scope: Scope
) -> None:
    """Its authors may, and finance; a key of theirs as long as it has `scope`.

    Raises NotPermitted or NotInScope.
    """
    if by.id not in authors:
        expect_finance(uow, by, action)
    elif by.kind is ActorKind.API_KEY:
        expect_scope(uow, by, scope)


def expect_scope(uow: UnitOfWork, by: Actor, scope: Scope) -> None:
    """Raises NotInScope, also for a key that was revoked or has expired meanwhile, and
    KeyWithoutOwner where nobody answers for what it would change."""
    key = uow.api_keys.get(by.id)
    if not key.is_valid(uow.now):
        raise NotInScope(key.name, scope.value)
    key.expect(scope)


def people_behind(uow: UnitOfWork, ids: Iterable[str]) -> frozenset[str]:
    """The same ids, and of each that is an API key's also that of its owner: what was written
    before keys had owners names the key alone."""
    found = set(ids)
    for each in tuple(found):
        if len(each) == _KEY_ID_LENGTH:
            found.add(_owner_of(uow, each))
    return frozenset(found - {""})


def _owner_of(uow: UnitOfWork, key_id: str) -> str:
    try:
        return uow.api_keys.get(key_id).owner
    except NotFound:
        return ""
