"""Approvers are reminded of what waits for them, and an admin hears where nobody answers.

Each is reminded in their own working hours, in the time zone that Slack says they are in, or else
that of the legal entity; escalation follows the entity's. Business days are those of its country.
"""

from collections.abc import Collection, Iterator
from datetime import datetime

from jupiter_core.commands.once import is_first
from jupiter_core.commands.record import notify, publish_about
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.approvers import who_is_asked
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.event_details import ApproversReminded
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.time_zone import day_in
from jupiter_core.domain.working_hours import Place
from jupiter_core.ports import UnitOfWork

_ASKED = frozenset(
    {
        EventName.INVOICE_SUBMITTED,
        EventName.INVOICE_APPROVAL_VOIDED,
        EventName.INVOICE_HELD,
        EventName.INVOICE_SCHEDULED,
        EventName.CONTRACT_SUBMITTED,
    }
)
"""With which an approval is asked for."""


def waiting_for_approval(uow: UnitOfWork) -> list[str]:
    """The ids of the invoices and contracts that wait for an approval, and of which somebody may be
    reminded now."""
    return uow.approval_looks.due()


def remind_approvers(uow: UnitOfWork, subject_id: str) -> int:
    """Once a business day from the set one on; and once, later, an admin. Returns how often
    somebody was told; it is looked at again when the next one may be."""
    subject = _found(uow, subject_id)
    since = _asked_at(uow, subject)
    if since is None:
        uow.approval_looks.again(subject_id, None)
        return 0
    place = _place(uow, subject)
    told = _remind(uow, subject, since, place) + _escalate(uow, subject, since, place)
    moments = [*_reminded_next(uow, since, place), *_escalated_next(uow, since, place)]
    uow.approval_looks.again(subject.id, min(moments, default=None))
    return told


def _waited(now: datetime, since: datetime, place: Place) -> int:
    """Business days since the day when it was asked for; 0 outside working hours there."""
    return place.days_since(since, now) if place.is_open(now) else 0


def _reminded_next(uow: UnitOfWork, since: datetime, place: Place) -> Iterator[datetime]:
    """When the next working day begins of each who may be asked, now or in another's place."""
    workspace = uow.workspace()
    delegates = (each.delegate for each in workspace.delegations)
    people = {*workspace.policy.people, *delegates}
    zones = {workspace.time_zones.get(each, place.zone) for each in people}
    return _opening(uow, since, workspace.approval_reminder_days, place.country, zones)


def _escalated_next(uow: UnitOfWork, since: datetime, place: Place) -> Iterator[datetime]:
    """None where it was done just now, or before."""
    after = uow.workspace().approval_escalation_days
    is_done = after and _waited(uow.now, since, place) >= after
    return _opening(uow, since, 0 if is_done else after, place.country, {place.zone})


def _opening(
    uow: UnitOfWork, since: datetime, after: int, country: str, zones: Collection[str]
) -> Iterator[datetime]:
    for zone in zones if after else ():
        opens = Place(country, zone).opens_next(uow.now, since=since, days=after)
        if opens:
            yield opens


def _remind(uow: UnitOfWork, subject: Invoice | Contract, since: datetime, place: Place) -> int:
    """Those whose working hours it is, once on a day of theirs."""
    asked = who_is_asked(uow.workspace(), subject.writers, subject.approvals, uow.now)
    due = tuple(e.person for e in asked if _is_due(uow, subject, e.person, since, place))
    if not due:
        return 0
    of_invoice = isinstance(subject, Invoice)
    name = (
        EventName.INVOICE_APPROVAL_REMINDED if of_invoice else EventName.CONTRACT_APPROVAL_REMINDED
    )
    publish_about(uow, subject, name, by=TIMER, details=ApproversReminded(asked=due))
    return 1


def _is_due(
    uow: UnitOfWork, subject: Invoice | Contract, person: str, since: datetime, place: Place
) -> bool:
    workspace = uow.workspace()
    theirs = place._replace(zone=workspace.time_zones.get(person, place.zone))
    after, waited = workspace.approval_reminder_days, _waited(uow.now, since, theirs)
    if not after or waited < after:
        return False
    today = day_in(theirs.zone, uow.now)
    key = f"approval-reminder:{subject.id}:{subject.sequence}:{person}:{today}"
    return is_first(uow, key)


def _escalate(uow: UnitOfWork, subject: Invoice | Contract, since: datetime, place: Place) -> int:
    after, waited = uow.workspace().approval_escalation_days, _waited(uow.now, since, place)
    if not after or waited < after:
        return 0
    if not is_first(uow, f"approval-escalation:{subject.id}:{since.isoformat()}"):
        return 0
    total = subject.total if isinstance(subject, Invoice) else subject.shown.total
    days = f"{waited} business day{'' if waited == 1 else 's'}"
    note = f"{subject.title[:1].upper()}{subject.title[1:]}, {total.words}, has waited {days}."
    notify(uow, EventName.APPROVAL_ESCALATED, subject.id, by=TIMER, note=note)
    return 1


def _found(uow: UnitOfWork, subject_id: str) -> Invoice | Contract:
    try:
        return uow.invoices.get(subject_id)
    except NotFound:
        return uow.contracts.get(subject_id)


def _place(uow: UnitOfWork, subject: Invoice | Contract) -> Place:
    """The legal entity's."""
    if isinstance(subject, Invoice):
        seller = subject.content.seller
        return Place(seller.address.country, seller.time_zone)
    profile = uow.sender_profiles.get(subject.shown.sender_profile_id)
    return Place(profile.address.country, profile.time_zone)


def _asked_at(uow: UnitOfWork, subject: Invoice | Contract) -> datetime | None:
    """None where it waits no more."""
    if subject.state not in (State.PENDING_APPROVAL, ContractState.PENDING_APPROVAL):
        return None
    asked = [each.at for each in uow.events.of(subject.id) if each.name in _ASKED]
    return asked[-1] if asked else None
