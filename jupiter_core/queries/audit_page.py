"""The latest entries of the audit trail in a period: what people decided, or all of it."""

from collections import deque
from collections.abc import Iterable
from contextlib import suppress
from enum import StrEnum

from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.period import Period
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.exports.audit_trail import Entry, audit_trail

MOST_ENTRIES = 100
"""That are shown; a file has all of them."""
_DECISIONS = (
    EventName.INVOICE_APPROVED,
    EventName.CONTRACT_APPROVED,
    EventName.INVOICE_CHANGES_REQUESTED,
    EventName.CONTRACT_CHANGES_REQUESTED,
    EventName.INVOICE_APPROVAL_VOIDED,
    EventName.INVOICE_VOIDED,
    EventName.BANK_DETAILS_CONFIRMED,
    EventName.BANK_DETAILS_CANCELLED,
    EventName.SENDER_PROFILE_NAME_CONFIRMED,
    EventName.SENDER_PROFILE_NAME_CANCELLED,
    EventName.API_KEY_SCOPES_GRANTED,
    EventName.API_KEY_SCOPES_DISCARDED,
    EventName.POLICY_CHANGED,
    EventName.POLICY_DISCARDED,
)
_DECIDED = frozenset((each.partition(".")[0].replace("_", " "), each.action) for each in _DECISIONS)


class AuditScope(StrEnum):
    """Which entries are looked for."""

    DECISIONS = "decisions"
    EVERYTHING = "everything"


class AuditLook(Frozen):
    """Of which period, of whom (a Slack user id; empty for everybody), and which entries."""

    period: Period
    person: str = ""
    scope: AuditScope = AuditScope.DECISIONS


class AuditPage(Frozen):
    """The latest first; `total` counts all that were found."""

    look: AuditLook
    entries: tuple[Entry, ...]
    total: int


def audit_page(uow: UnitOfWork, look: AuditLook) -> AuditPage:
    """As it is now."""
    latest: deque[Entry] = deque(maxlen=MOST_ENTRIES)
    total = 0
    for entry in _wanted(audit_trail(uow, look.period, look.person), look.scope):
        latest.append(entry)
        total += 1
    named = (each._replace(title=_title_now(uow, each)) for each in reversed(latest))
    return AuditPage(look=look, entries=tuple(named), total=total)


def _title_now(uow: UnitOfWork, entry: Entry) -> str:
    """What it is called by now: a draft that was approved has a number since."""
    with suppress(NotFound):
        match entry.noun:
            case "invoice" | "credit note":
                return _paper(uow.invoices.get(entry.subject_id))
            case "contract":
                return uow.contracts.get(entry.subject_id).name
            case "sender profile":
                return uow.sender_profiles.get(entry.subject_id).legal_name
            case "api key":
                return uow.api_keys.get(entry.subject_id).name
            case "customer":
                return uow.customers.get(entry.subject_id).name
    return entry.title


def _paper(invoice: Invoice) -> str:
    """`JUS-000001, Acme Corporation`, or whom the draft is for."""
    customer = invoice.content.bill_to.legal_name
    return f"{invoice.number}, {customer}" if invoice.number else invoice.title


def _wanted(entries: Iterable[Entry], scope: AuditScope) -> Iterable[Entry]:
    if scope is AuditScope.EVERYTHING:
        return entries
    return (each for each in entries if (each.noun, each.action) in _DECIDED)
