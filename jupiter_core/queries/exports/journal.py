"""The journal of a legal entity for a period: every posting, in the order of its days."""

import heapq
from collections.abc import Iterator
from operator import attrgetter

from jupiter_core.domain.accounting.journal import JournalEntry
from jupiter_core.domain.accounting.mapping import AccountMapping
from jupiter_core.domain.accounting.money_posting import PaymentPosting, settlement_entries
from jupiter_core.domain.accounting.posting import issued_entry, voided_entry
from jupiter_core.domain.events import EventName
from jupiter_core.domain.payment import Payment
from jupiter_core.domain.period import Period
from jupiter_core.domain.refusals import NoAccountMapping, NotFound
from jupiter_core.ports import PaymentFilter, UnitOfWork

_AT_ONCE = 500
_SETTLING = frozenset(
    {
        EventName.INVOICE_PAID,
        EventName.INVOICE_PAYMENT_RECORDED,
        EventName.INVOICE_PAYMENT_REVERSED,
        EventName.INVOICE_PAYMENT_RELEASED,
        EventName.INVOICE_SETTLED,
        EventName.INVOICE_SETTLEMENT_UNDONE,
    }
)
"""What changes the settlements of an invoice."""


def mapping_of(uow: UnitOfWork, profile_id: str) -> AccountMapping:
    """The accounts of a legal entity. Raises NotFound, or NoAccountMapping where finance has
    named none."""
    entity = uow.sender_profiles.get(profile_id)
    mapping = uow.account_mappings.find(profile_id)
    if mapping is None:
        raise NoAccountMapping(entity.legal_name)
    return mapping


def journal(uow: UnitOfWork, period: Period, mapping: AccountMapping) -> Iterator[JournalEntry]:
    """Each as it is posted on its own day. Raises Required where an account is missing."""
    streams = (
        _issued(uow, period, mapping),
        _voided(uow, period, mapping),
        _settled(uow, period, mapping),
        sorted(_paid(uow, period, mapping), key=attrgetter("day", "id")),
    )
    yield from heapq.merge(*streams, key=attrgetter("day"))


def _issued(uow: UnitOfWork, period: Period, mapping: AccountMapping) -> Iterator[JournalEntry]:
    for invoice in uow.invoices.issued_in(period, mapping.profile_id):
        if entry := issued_entry(invoice, mapping):
            yield entry


def _voided(uow: UnitOfWork, period: Period, mapping: AccountMapping) -> Iterator[JournalEntry]:
    """By the day where the entity is; a draft that was voided had never been posted."""
    for version in uow.versions.recorded(*period.moments, why=EventName.INVOICE_VOIDED):
        invoice = version.invoice()
        seller = invoice.content.seller
        day = seller.today(version.at)
        ours = invoice.number and seller.profile_id == mapping.profile_id and day in period
        entry = voided_entry(invoice, mapping, day) if ours else None
        if entry:
            yield entry


def _settled(uow: UnitOfWork, period: Period, mapping: AccountMapping) -> Iterator[JournalEntry]:
    for version in uow.versions.recorded(*period.moments):
        if version.why not in _SETTLING or version.sequence < 2:
            continue
        after = version.invoice()
        seller = after.content.seller
        day = seller.today(version.at)
        if seller.profile_id == mapping.profile_id and day in period:
            before = uow.versions.at(version.subject_id, version.sequence - 1).invoice()
            yield from settlement_entries(before, after, mapping, day)


def _paid(uow: UnitOfWork, period: Period, mapping: AccountMapping) -> Iterator[JournalEntry]:
    """What a payment posts is known from all of it: a use or a refund may come years later."""
    entity = uow.sender_profiles.get(mapping.profile_id)
    names: dict[str, str] = {}
    for payment in _payments(uow, entity.id):
        if payment.customer_id not in names:
            names[payment.customer_id] = _name_of(uow, payment.customer_id)
        posting = PaymentPosting(payment, mapping, names[payment.customer_id], entity.today)
        yield from (each for each in posting.entries() if each.day in period and each.lines)


def _payments(uow: UnitOfWork, profile_id: str) -> Iterator[Payment]:
    wanted, after = PaymentFilter(sender_profile_id=profile_id), ""
    while found := uow.payments.page(wanted, after=after, limit=_AT_ONCE):
        yield from found
        after = found[-1].id


def _name_of(uow: UnitOfWork, customer_id: str) -> str:
    """The id of one that was erased."""
    try:
        return uow.customers.get(customer_id).name
    except NotFound:
        return customer_id
