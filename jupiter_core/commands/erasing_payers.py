"""Erasing who paid, on bank statements, where nothing follows from it.

An entry that is booked, or that waits for a person, is the record of money that came in: it stays
as the bank has it. One that was ignored keeps its day and amount, and no name.
"""

from collections.abc import Collection, Iterator

from jupiter_core.domain.bank_entry import EntryState, ImportedEntry
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.open_item import name_key
from jupiter_core.domain.text import key_of
from jupiter_core.ports import EntryFilter, UnitOfWork
from jupiter_core.queries.bank_matching import payer_keys

_AT_ONCE = 100


def erase_payers_of(uow: UnitOfWork, customer_id: str, name: str) -> int:
    """How a customer's payers were recognised, and ignored entries by those; how many."""
    keys = uow.statements.forget_payers(customer_id)
    return _erase_entries(uow, {*keys, name_key(name)}) + len(keys)


def erase_payer_named(uow: UnitOfWork, who: str) -> int:
    """The same of whoever is called so; entries that name them in any letter case."""
    keys = uow.statements.forget_payers("", {name_key(who)})
    return _erase_entries(uow, keys, named=who) + len(keys)


def _erase_entries(uow: UnitOfWork, keys: Collection[str], named: str = "") -> int:
    found = [each for each in _ignored(uow) if _is_theirs(each, keys, named)]
    for each in found:
        uow.statements.save_entry(each.without_payer())
    return len(found)


def _is_theirs(entry: ImportedEntry, keys: Collection[str], named: str) -> bool:
    if any(key in keys for key in payer_keys(entry.entry)):
        return True
    return bool(named) and key_of(canonical_json(named)[1:-1]) in key_of(canonical_json(entry))


def _ignored(uow: UnitOfWork) -> Iterator[ImportedEntry]:
    after = ""
    wanted = EntryFilter(states=(EntryState.IGNORED,))
    while page := uow.statements.entries(wanted, after=after, limit=_AT_ONCE):
        yield from page
        after = page[-1].id
