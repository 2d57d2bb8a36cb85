"""The journal of a legal entity for a period: every posting, in the order of its days."""

import heapq
from collections.abc import Iterator
from operator import attrgetter

from jupiter_core.domain.accounting.journal import JournalEntry
from jupiter_core.domain.accounting.mapping import AccountMapping
from jupiter_core.domain.accounting.posting import issued_entry, voided_entry
from jupiter_core.domain.events import EventName
from jupiter_core.domain.period import Period
from jupiter_core.domain.refusals import NoAccountMapping
from jupiter_core.ports import UnitOfWork


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
    streams = (_issued(uow, period, mapping), _voided(uow, period, mapping))
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
