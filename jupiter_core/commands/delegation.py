"""Out of office: an approver names a delegate for a period, and ends it early.

What waits goes to the delegate when the period begins, and back when it ends; the other approvers,
the delegate and admins hear who approves for whom.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from jupiter_core.commands.record import notify, publish_about
from jupiter_core.commands.second_person import expect_person
from jupiter_core.domain.actor import TIMER, Actor
from jupiter_core.domain.approvers import delegations_on, own_delegation
from jupiter_core.domain.delegation import FURTHEST_DAYS, LONGEST_DAYS, Delegation
from jupiter_core.domain.desk import DeskEntry, DeskKind
from jupiter_core.domain.event_details import ApprovalReassigned
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import (
    DelegateAway,
    EndsBeforeItBegins,
    NobodyAway,
    NotAMember,
    NotAnApprover,
    NothingChanged,
    OutOfRange,
    OwnDelegate,
)
from jupiter_core.domain.spelled_day import spelled_day
from jupiter_core.domain.time_zone import day_in
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT, INVOICE
from jupiter_core.queries.desk import waiting_for

_ACTION = "name a delegate"


class NameDelegate(Frozen):
    """The days are in `time_zone`, that of who is away. `is_member` is what Slack says of the
    delegate at this moment."""

    by: Actor
    delegate: Actor
    is_member: bool
    first_day: date
    last_day: date
    time_zone: str


class EndDelegation(Frozen):
    """Whoever is away is back."""

    by: Actor


def name_delegate(command: NameDelegate, uow: UnitOfWork) -> Delegation:
    """In the place of the period that they have named before. Raises NotPermitted, NotAnApprover,
    OwnDelegate, NotAMember, DelegateAway, OutOfRange or NothingChanged."""
    workspace = uow.workspace()
    expect_approver_in_person(uow, command.by)
    _expect_delegate(command)
    _expect_period(uow, command)
    _expect_there(uow, command)
    before = own_delegation(workspace, command.by.id, uow.now)
    made = Delegation(
        id=uow.new_id(),
        approver=command.by.id,
        approver_name=command.by.name,
        delegate=command.delegate.id,
        delegate_name=command.delegate.name,
        first_day=command.first_day,
        last_day=command.last_day,
        time_zone=command.time_zone,
    )
    if before and before.is_same_as(made):
        raise NothingChanged()
    if before:
        made = made.model_copy(update={"is_passed_on": _is_with(made, before, uow)})
    kept = (each for each in (*_others(before, made, uow), made) if each.is_worth_keeping(uow.now))
    departed = tuple(each for each in workspace.departed if each != made.delegate)
    uow.save_workspace(
        workspace.model_copy(update={"delegations": tuple(kept), "departed": departed})
    )
    _tell(uow, EventName.DELEGATE_NAMED, made, command.by, f"{made.words}.{_also_away(uow, made)}")
    follow_delegations(uow, by=command.by)
    return made


def end_delegation(command: EndDelegation, uow: UnitOfWork) -> Delegation:
    """Also one that has not begun. Raises NotPermitted or NobodyAway."""
    expect_person(command.by, _ACTION)
    open_now = own_delegation(uow.workspace(), command.by.id, uow.now)
    if open_now is None:
        raise NobodyAway()
    end_delegations(uow, (open_now,), by=command.by)
    note = f"{open_now.approver_name} approves again; {open_now.delegate_name} no longer does."
    _tell(uow, EventName.DELEGATION_ENDED, open_now, command.by, note)
    return open_now


def end_delegations(uow: UnitOfWork, ended: Iterable[Delegation], *, by: Actor) -> None:
    """What waits under them goes back."""
    over = {each.id for each in ended}
    workspace = uow.workspace()
    delegations = tuple(
        _ended(each, uow) if each.id in over else each for each in workspace.delegations
    )
    uow.save_workspace(workspace.model_copy(update={"delegations": delegations}))
    follow_delegations(uow, by=by)


def expect_approver_in_person(uow: UnitOfWork, by: Actor) -> None:
    """Raises NotPermitted or NotAnApprover."""
    expect_person(by, _ACTION)
    if not uow.workspace().policy.allows(by.id):
        raise NotAnApprover()


def delegations_to_follow(uow: UnitOfWork) -> list[str]:
    """The ids of those that began or ended since what waits was passed on."""
    workspace = uow.workspace()
    on = {each.id for each in delegations_on(workspace, uow.now)}
    return [each.id for each in workspace.delegations if each.is_passed_on != (each.id in on)]


def follow_delegations(uow: UnitOfWork, *, by: Actor = TIMER) -> int:
    """Those that ended first, so that what went back can be passed on. Returns how many."""
    found = delegations_to_follow(uow)
    on = {each.id for each in delegations_on(uow.workspace(), uow.now)}
    for each in sorted(found, key=lambda each: each in on):
        follow_delegation(uow, each, by=by)
    return len(found)


def follow_delegation(uow: UnitOfWork, delegation_id: str, *, by: Actor = TIMER) -> int:
    """Passes on what waits when it has begun, and back when it has ended; twice, nothing the second
    time. Returns how many things were passed on."""
    if delegation_id not in delegations_to_follow(uow):
        return 0
    workspace = uow.workspace()
    now = next(each for each in workspace.delegations if each.id == delegation_id)
    after = now.model_copy(update={"is_passed_on": not now.is_passed_on})
    delegations = tuple(after if each == now else each for each in workspace.delegations)
    uow.save_workspace(workspace.model_copy(update={"delegations": delegations}))
    if workspace.policy.allows(now.delegate):
        return 0  # asked in their own right all the time
    return sum(1 for each in _waiting(uow, now) if _passed_on(uow, each, after, by))


def _waiting(uow: UnitOfWork, delegation: Delegation) -> Iterator[DeskEntry]:
    """What either of the two may approve."""
    found = list(waiting_for(uow, delegation.approver))
    return (each for each in found if delegation.delegate not in each.spoken_for)


def _passed_on(uow: UnitOfWork, entry: DeskEntry, after: Delegation, by: Actor) -> bool:
    begun = after.is_passed_on
    details = ApprovalReassigned(
        asked=(after.delegate if begun else after.approver,),
        approver=after.approver_name,
        delegate=after.delegate_name if begun else "",
        until=after.last_day if begun else None,
    )
    if entry.kind is DeskKind.CONTRACT:
        contract = CONTRACT.get(uow, entry.subject_id)
        name = EventName.CONTRACT_APPROVAL_REASSIGNED
        publish_about(uow, contract, name, by=by, details=details)
    else:
        invoice = INVOICE.get(uow, entry.subject_id)
        name = EventName.INVOICE_APPROVAL_REASSIGNED
        publish_about(uow, invoice, name, by=by, details=details)
    return True


def _expect_delegate(command: NameDelegate) -> None:
    if command.delegate.id == command.by.id:
        raise OwnDelegate().at("delegate")
    if not command.is_member:
        raise NotAMember(command.delegate.name).at("delegate")


def _expect_period(uow: UnitOfWork, command: NameDelegate) -> None:
    today, first, last = (day_in(command.time_zone, uow.now), command.first_day, command.last_day)
    if (first - today).days > FURTHEST_DAYS:
        raise OutOfRange("The first day", "today", "a year from now").at("first_day")
    if last < max(first, today):
        raise EndsBeforeItBegins().at("last_day")
    if (last - max(first, today)).days >= LONGEST_DAYS:
        raise OutOfRange("The period", "1", f"{LONGEST_DAYS} days").at("last_day")


def _expect_there(uow: UnitOfWork, command: NameDelegate) -> None:
    theirs = own_delegation(uow.workspace(), command.delegate.id, uow.now)
    if theirs and theirs.meets(command.first_day, command.last_day):
        until = spelled_day(theirs.last_day)
        raise DelegateAway(theirs.approver_name, until).at("delegate")


def _also_away(uow: UnitOfWork, made: Delegation) -> str:
    """Whom they should have approved for in that time: delegates of delegates are not followed."""
    names = [
        each.approver_name
        for each in uow.workspace().delegations
        if each.delegate == made.approver
        and each.is_open(uow.now)
        and each.meets(made.first_day, made.last_day)
    ]
    if not names:
        return ""
    whom = " and ".join(names)
    return f" {made.approver_name} is the delegate of {whom}, who should name somebody else."


def _is_with(made: Delegation, before: Delegation, uow: UnitOfWork) -> bool:
    """Whether what waits has gone to that delegate under the period of before, and stays there."""
    return before.is_passed_on and before.delegate == made.delegate and made.is_on(uow.now)


def _others(before: Delegation | None, made: Delegation, uow: UnitOfWork) -> Iterator[Delegation]:
    """All there are, with the one of before ended."""
    for each in uow.workspace().delegations:
        if each != before:
            yield each
        else:
            passed = each.is_passed_on and not made.is_passed_on
            yield _ended(each, uow).model_copy(update={"is_passed_on": passed})


def _ended(delegation: Delegation, uow: UnitOfWork) -> Delegation:
    return delegation.model_copy(update={"ended_at": uow.now})


def _tell(uow: UnitOfWork, name: EventName, about: Delegation, by: Actor, note: str) -> None:
    people = (about.approver, about.delegate)
    notify(uow, name, uow.workspace_id, by=by, note=note, also=people)
