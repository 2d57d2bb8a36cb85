"""Batches that came in before in another format: as one sum in the one, in parts in the other.

Nobody can say from a sum alone that it is these payments, so that nothing is left out: what may be
the same is marked, and a person decides.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date

from jupiter_core.domain.bank_entry import ImportedEntry, SeenBatch
from jupiter_core.domain.money import Money
from jupiter_core.domain.statement import StatementFormat
from jupiter_core.ports import UnitOfWork

_Batch = tuple[date, str]
"""The day of a batch, and the bank's reference of its sum."""
FormatOf = Callable[[ImportedEntry], StatementFormat]


def with_batches_marked(
    uow: UnitOfWork, form: StatementFormat, entries: Sequence[ImportedEntry], format_of: FormatOf
) -> list[ImportedEntry]:
    """New entries of one account, in their order: parts whose sum is here as one entry, and sums
    whose parts are here."""
    if not entries:
        return []
    marks = _parts_of_sums(uow, form, entries, format_of)
    marks |= _sums_of_parts(uow, form, entries, format_of)
    return [marks.get(each.id, each) for each in entries]


def _parts_of_sums(
    uow: UnitOfWork, form: StatementFormat, entries: Sequence[ImportedEntry], format_of: FormatOf
) -> dict[str, ImportedEntry]:
    batches = _batches(entries)
    totals = {batch: _total(parts) for batch, parts in batches.items()}
    account, currency = entries[0].account, entries[0].amount.currency
    sums = [
        each
        for each in uow.statements.of_amounts(currency, set(totals.values()))
        if each.account == account and format_of(each) is not form
    ]
    marks: dict[str, ImportedEntry] = {}
    for batch, parts in batches.items():
        same = [e for e in sums if (e.entry.booked_on, e.amount.minor) == (batch[0], totals[batch])]
        if same:
            sums.remove(same[0])
            before = format_of(same[0])
            marks |= {e.id: e.perhaps_in(before, SeenBatch.SUM) for e in parts if e.entry.came_in}
    return marks


def _sums_of_parts(
    uow: UnitOfWork, form: StatementFormat, entries: Sequence[ImportedEntry], format_of: FormatOf
) -> dict[str, ImportedEntry]:
    account, currency = entries[0].account, entries[0].amount.currency
    sums = [each for each in entries if each.seen_as is None and not each.entry.batch]
    days = {each.entry.booked_on for each in sums}
    parts = (
        each
        for each in uow.statements.parts_on(currency, days)
        if each.account == account and format_of(each) is not form
    )
    batches = _batches(parts)
    marks: dict[str, ImportedEntry] = {}
    for each in sums:
        named = (each.entry.booked_on, each.amount.minor)
        same = [key for key, some in batches.items() if (key[0], _total(some)) == named]
        if same and each.entry.came_in:
            found = batches.pop(same[0])
            marks[each.id] = each.perhaps_in(format_of(found[0]), SeenBatch.PARTS)
    return marks


def _batches(entries: Iterable[ImportedEntry]) -> dict[_Batch, list[ImportedEntry]]:
    """Of two parts at least: one alone is the sum."""
    found: dict[_Batch, list[ImportedEntry]] = defaultdict(list)
    for each in entries:
        if each.entry.batch:
            found[each.entry.booked_on, each.entry.batch].append(each)
    return {batch: parts for batch, parts in found.items() if len(parts) > 1}


def _total(parts: Sequence[ImportedEntry]) -> int:
    return Money.sum((each.amount for each in parts), parts[0].amount.currency).minor
