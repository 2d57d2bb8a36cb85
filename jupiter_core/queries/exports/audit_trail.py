"""The audit trail for people: who did what and when, across invoices, contracts and set-up.

What happened to an invoice or a contract is read from its sealed versions; what concerns no deal,
such as bank details, approvers and keys, from the events.
"""

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import NamedTuple

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.changes import Change
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.period import Period
from jupiter_core.domain.version import Version
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT, INVOICE
from jupiter_core.queries.exports.table import Row, Table
from jupiter_core.queries.history import on_behalf_of

_COLUMNS = ("at", "person", "person_id", "as", "action", "of", "title", "changes", "note", "id")
_OF_DEALS = ("invoice", "credit_note", "contract")
_SETUP = tuple(each for each in EventName if each.partition(".")[0] not in _OF_DEALS)
_AT_ONCE = 500


class Entry(NamedTuple):
    """One thing that somebody did. `noun` and `title` say to what."""

    at: datetime
    by: Actor
    action: str
    noun: str
    title: str
    changes: tuple[Change, ...]
    note: str
    subject_id: str


def audit_trail(uow: UnitOfWork, period: Period, person: str = "") -> Iterator[Entry]:
    """Oldest first; only of one person, where `person` is a Slack user id (a key is its owner)."""
    begins, ends = period.moments
    merged = heapq.merge(
        _of_versions(uow, begins, ends), _of_setup(uow, begins, ends), key=lambda each: each.at
    )
    for entry in merged:
        if entry.at.date() in period and person in ("", entry.by.person):
            yield entry


def audit_table(person: str = "") -> Table:
    """The table of one person, or of all."""
    return Table("audit_trail", _COLUMNS, lambda uow, period: _rows(uow, period, person))


def _rows(uow: UnitOfWork, period: Period, person: str) -> Iterator[Row]:
    for each in audit_trail(uow, period, person):
        said = "; ".join(change.words for change in each.changes)
        actor = each.by.kind.value.replace("_", " ")
        yield (
            *(each.at, each.by.name, each.by.person, actor, each.action, each.noun, each.title),
            *(said, each.note, each.subject_id),
        )


def _of_versions(uow: UnitOfWork, begins: datetime, ends: datetime) -> Iterator[Entry]:
    for version in uow.versions.recorded(begins, ends):
        name = EventName(version.why)
        before, after = _before(uow, version), _read(version)
        behalf = on_behalf_of(after, version)
        yield Entry(
            version.at,
            version.by,
            name.action,
            name.partition(".")[0].replace("_", " "),
            after.title,
            _changes(before, version) if before else (),
            f"for {behalf}" if behalf else version.note,
            version.subject_id,
        )


def _before(uow: UnitOfWork, version: Version) -> Version | None:
    return (
        uow.versions.at(version.subject_id, version.sequence - 1) if version.sequence > 1 else None
    )


def _read(version: Version) -> Invoice | Contract:
    return version.contract() if version.why.startswith("contract.") else version.invoice()


def _changes(before: Version, after: Version) -> tuple[Change, ...]:
    if isinstance(_read(after), Contract):
        return CONTRACT.changes(before.contract(), after.contract())
    return INVOICE.changes(before.invoice(), after.invoice())


def _of_setup(uow: UnitOfWork, begins: datetime, ends: datetime) -> Iterator[Entry]:
    for event in _events(uow, lambda at: begins <= at < ends):
        noun = event.name.partition(".")[0].replace("_", " ")
        note = event.words
        yield Entry(
            *(event.at, event.by, event.name.action, noun, event.subject_id, event.changes, note),
            event.subject_id,
        )


def _events(uow: UnitOfWork, wanted: Callable[[datetime], bool]) -> Iterator[Event]:
    after = 0
    while found := uow.events.page(after=after, names=_SETUP, limit=_AT_ONCE):
        yield from (event for _, event in found if wanted(event.at))
        after = found[-1][0]


AUDIT_TRAIL = audit_table()
