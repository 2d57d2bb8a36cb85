"""Who is asked to approve, and in whose place: the approvers, and delegates of those who are away.

A delegate approves only what neither of the two wrote, and what neither has approved yet. An
approver who is somebody's delegate too approves in their own right.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from jupiter_core.domain.approval import Approval
from jupiter_core.domain.delegation import Delegation
from jupiter_core.domain.workspace import Workspace


class Asked(NamedTuple):
    """A Slack user id, and the name of whom they would approve for; empty in their own right."""

    person: str
    on_behalf_of: str = ""


def delegations_on(workspace: Workspace, now: datetime) -> tuple[Delegation, ...]:
    """Those that count at this moment: of an approver, and neither of the two has left."""
    return tuple(
        each
        for each in workspace.delegations
        if each.is_on(now)
        and workspace.policy.allows(each.approver)
        and not {each.approver, each.delegate} & set(workspace.departed)
    )


def approves_for(workspace: Workspace, person: str, now: datetime) -> tuple[Delegation, ...]:
    """Under which they approve as a delegate; none for who approves in their own right."""
    if workspace.policy.allows(person):
        return ()
    return tuple(each for each in delegations_on(workspace, now) if each.delegate == person)


def own_delegation(workspace: Workspace, person: str, now: datetime) -> Delegation | None:
    """Under which somebody else approves for them, or will."""
    found = (each for each in workspace.delegations if each.approver == person)
    return next((each for each in found if each.is_open(now)), None)


def who_is_asked(
    workspace: Workspace,
    writers: Collection[str],
    approvals: Iterable[Approval],
    now: datetime,
) -> tuple[Asked, ...]:
    """Each person once. In the place of an approver who is away, their delegate; where that one may
    not approve it, the approver all the same. `writers` are the people who wrote it."""
    done = {*writers, *(person for each in approvals for person in each.people)}
    away = {each.approver: each for each in delegations_on(workspace, now)}
    found: dict[str, Asked] = {}
    for approver in workspace.policy.people:
        if approver in done:
            continue
        asked, delegation = Asked(approver), away.get(approver)
        if delegation and delegation.delegate not in done:
            own = workspace.policy.allows(delegation.delegate)
            name = "" if own else delegation.approver_name
            asked = Asked(delegation.delegate, name)
        found.setdefault(asked.person, asked)
    return tuple(found.values())


def may_be_asked(
    workspace: Workspace,
    person: str,
    writers: Collection[str],
    approvals: Iterable[Approval],
    now: datetime,
) -> Asked | None:
    """How somebody may approve it now, whoever is asked first; an approver who is away may too."""
    done = {*writers, *(each for one in approvals for each in one.people)}
    if person in done:
        return None
    if workspace.policy.allows(person):
        return Asked(person)
    theirs = approves_for(workspace, person, now)
    names = (each.approver_name for each in theirs if each.approver not in done)
    name = next(names, None)
    return Asked(person, name) if name else None
