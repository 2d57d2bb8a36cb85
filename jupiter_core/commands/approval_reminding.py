"""Approvers are reminded of what waits for them, and an admin hears where nobody answers.

By the working hours of the legal entity: its time zone, and the business days of its country.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from jupiter_core.commands.once import is_first
from jupiter_core.commands.record import notify, publish_about
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.business_days import is_business_day
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import NotFound
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
    zone, country = _place(uow, subject)
    now = uow.now.astimezone(ZoneInfo(zone))
    if not (is_business_day(now.date(), country) and _WORK[0] <= now.time() < _WORK[1]):
        return 0
    since = _asked_at(uow, subject)
    if since is None:
        return 0
    waited = sum(
        1 for _ in _business_days(since.astimezone(now.tzinfo).date(), now.date(), country)
    )
    return _remind(uow, subject, waited, now.date()) + _escalate(uow, subject, waited, since)


def _remind(uow: UnitOfWork, subject: Invoice | Contract, waited: int, today: date) -> int:
    after = uow.workspace().approval_reminder_days
    if not after or waited < after:
        return 0
    if not is_first(uow, f"approval-reminder:{subject.id}:{subject.sequence}:{today}"):
        return 0
    of_invoice = isinstance(subject, Invoice)
    name = (
        EventName.INVOICE_APPROVAL_REMINDED if of_invoice else EventName.CONTRACT_APPROVAL_REMINDED
    )
    publish_about(uow, subject, name, by=TIMER)
    return 1


def _escalate(uow: UnitOfWork, subject: Invoice | Contract, waited: int, since: datetime) -> int:
    after = uow.workspace().approval_escalation_days
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


def _place(uow: UnitOfWork, subject: Invoice | Contract) -> tuple[str, str]:
    """Time zone and country of the legal entity."""
    if isinstance(subject, Invoice):
        seller = subject.content.seller
        return seller.time_zone, seller.address.country
    profile = uow.sender_profiles.get(subject.shown.sender_profile_id)
    return profile.time_zone, profile.address.country


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
