"""Entries that came in before in another format: a bank gives the same days in several, and each
writes what it knows of an entry in its own way."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from jupiter_core.domain.bank_entry import ImportedEntry
from jupiter_core.domain.statement import StatementFormat
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.other_batches import with_batches_marked

_Day = tuple[date, int]
"""The day of an entry and its amount, of one account in one currency."""


class OtherFormats:
    """One for each import: what was found for one entry is not found for the next."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self._formats: dict[str, StatementFormat] = {}
        self._found: set[str] = set()

    def without_known(
        self, form: StatementFormat, entries: Sequence[ImportedEntry]
    ) -> list[ImportedEntry]:
        """Those of one account that are new: neither here by themselves, nor in another format
        with the same day, amount and reference. Without a common reference nobody can say: what is
        alike in the rest, or is a batch that is here otherwise, is marked, and stays."""
        known = self._uow.statements.known([each.identity for each in entries])
        here = self._here(form, entries, known)
        new = [each for each in entries if each.identity not in known]
        kept = [each for each in new if not self._is_named(each, here)]
        marked = [self._marked(each, here) for each in kept]
        return with_batches_marked(self._uow, form, marked, self._format)

    def _here(
        self, form: StatementFormat, entries: Sequence[ImportedEntry], known: frozenset[str]
    ) -> dict[_Day, list[ImportedEntry]]:
        """What is there in other formats, less what is taken for one of this format already."""
        here: dict[_Day, list[ImportedEntry]] = defaultdict(list)
        if not entries:
            return here
        account, currency = entries[0].account, entries[0].amount.currency
        days = {_day(each) for each in entries}
        marked = []
        for each in self._uow.statements.of_amounts(currency, {minor for _, minor in days}):
            if each.account != account or _day(each) not in days:
                continue
            if each.identity in known:
                self._found.add(each.id)
            if self._format(each) is not form:
                here[_day(each)].append(each)
            elif each.seen_as and not each.seen_batch:
                marked.append(each)
        for each in marked:
            if rest := [e for e in here[_day(each)] if e.id not in self._found]:
                self._found.add(rest[0].id)
        return here

    def _is_named(self, entry: ImportedEntry, here: dict[_Day, list[ImportedEntry]]) -> bool:
        for each in here[_day(entry)]:
            if each.id not in self._found and each.entry.is_named_as(entry.entry):
                self._found.add(each.id)
                return True
        return False

    def _marked(self, entry: ImportedEntry, here: dict[_Day, list[ImportedEntry]]) -> ImportedEntry:
        for each in here[_day(entry)]:
            if each.id not in self._found:
                self._found.add(each.id)
                return entry.model_copy(update={"seen_as": self._format(each)})
        return entry

    def _format(self, entry: ImportedEntry) -> StatementFormat:
        if entry.statement_id not in self._formats:
            statement = self._uow.statements.get(entry.statement_id)
            self._formats[entry.statement_id] = statement.format
        return self._formats[entry.statement_id]


def _day(entry: ImportedEntry) -> _Day:
    return entry.entry.booked_on, entry.amount.minor
