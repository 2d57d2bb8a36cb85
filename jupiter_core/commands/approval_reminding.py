"""Approvers are reminded of what waits for them, and an admin hears where nobody answers.

Each is reminded in their own working hours, in the time zone that Slack says they are in, or else
that of the legal entity; escalation follows the entity's. Business days are those of its country.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from jupiter_core.commands.once import is_first
from jupiter_core.commands.record import notify, publish_about
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.approvers import who_is_asked
from jupiter_core.domain.business_days import is_business_day
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.event_details import ApproversReminded
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.time_zone import day_in
from jupiter_core.ports import ContractFilter, UnitOfWork

_WORK = (time(9), time(17))
_AT_ONCE = 200
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
    """The ids of the invoices and contracts that wait for an approval."""
    invoices = uow.invoices.summaries(states=(State.PENDING_APPROVAL,), limit=_AT_ONCE)
    wanted = ContractFilter(states=(ContractState.PENDING_APPROVAL,))
    contracts = uow.contracts.page(wanted, limit=_AT_ONCE)
    return [*(each.id for each in invoices), *(each.id for each in contracts)]


def remind_approvers(uow: UnitOfWork, subject_id: str) -> int:
    """Once a business day from the set one on; and once, later, an admin. Returns how often
    somebody was told."""
    subject = _found(uow, subject_id)
    since = _asked_at(uow, subject)
    if since is None:
        return 0
    place = _place(uow, subject)
    return _remind(uow, subject, since, place) + _escalate(uow, subject, since, place)


class _Place(NamedTuple):
    """Whose business days count (an ISO 3166 code), and in which time zone."""

    country: str
    zone: str


def _waited(now: datetime, since: datetime, place: _Place) -> int:
    """Business days since the day when it was asked for; 0 outside working hours there."""
    here = now.astimezone(ZoneInfo(place.zone))
    at_work = is_business_day(here.date(), place.country) and _WORK[0] <= here.time() < _WORK[1]
    asked_on = since.astimezone(here.tzinfo).date()
    return sum(1 for _ in _business_days(asked_on, here.date(), place.country)) if at_work else 0


def _remind(uow: UnitOfWork, subject: Invoice | Contract, since: datetime, place: _Place) -> int:
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
    uow: UnitOfWork, subject: Invoice | Contract, person: str, since: datetime, place: _Place
) -> bool:
    workspace = uow.workspace()
    theirs = place._replace(zone=workspace.time_zones.get(person, place.zone))
    after, waited = workspace.approval_reminder_days, _waited(uow.now, since, theirs)
    if not after or waited < after:
        return False
    today = day_in(theirs.zone, uow.now)
    key = f"approval-reminder:{subject.id}:{subject.sequence}:{person}:{today}"
    return is_first(uow, key)


def _escalate(uow: UnitOfWork, subject: Invoice | Contract, since: datetime, place: _Place) -> int:
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


def _place(uow: UnitOfWork, subject: Invoice | Contract) -> _Place:
    """The legal entity's."""
    if isinstance(subject, Invoice):
        seller = subject.content.seller
        return _Place(seller.address.country, seller.time_zone)
    profile = uow.sender_profiles.get(subject.shown.sender_profile_id)
    return _Place(profile.address.country, profile.time_zone)


def _asked_at(uow: UnitOfWork, subject: Invoice | Contract) -> datetime | None:
    """None where it waits no more."""
    if subject.state not in (State.PENDING_APPROVAL, ContractState.PENDING_APPROVAL):
        return None
    asked = [each.at for each in uow.events.of(subject.id) if each.name in _ASKED]
    return asked[-1] if asked else None


def _business_days(since: date, today: date, country: str) -> Iterator[date]:
    """Those after the day on which it was asked for, up to today."""
    day = since + timedelta(days=1)
    while day <= today:
        if is_business_day(day, country):
            yield day
        day += timedelta(days=1)
