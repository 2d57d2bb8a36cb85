"""Journal entries as QuickBooks Online imports them.

Source: Intuit's help on importing journal entries: rows with one number form an entry, dates are
MM/DD/YYYY, debits and credits have a column each, and a line on a receivable account names the
customer.
"""

from collections.abc import Iterable, Iterator

from bot.exports.cells import csv_chunks
from jupiter_core.domain.accounting.journal import JournalEntry, JournalLine
from jupiter_core.domain.formula import safe_text

COLUMNS = (
    "JournalNo",
    "JournalDate",
    "Currency",
    "Memo",
    "AccountName",
    "Debits",
    "Credits",
    "Description",
    "Name",
)
NUMBER_LIMIT = 21
"""Characters of a journal's number."""


def quickbooks_csv(entries: Iterable[JournalEntry]) -> Iterator[bytes]:
    """One CSV file."""
    return csv_chunks(_rows(entries))


def _rows(entries: Iterable[JournalEntry]) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for entry in entries:
        for line in entry.posted:
            yield _row(entry, line)


def _row(entry: JournalEntry, line: JournalLine) -> tuple[str, ...]:
    memo = " ".join(filter(None, (entry.memo, entry.reference)))
    return (
        number_of(entry),
        f"{entry.day:%m/%d/%Y}",
        entry.currency,
        safe_text(memo),
        line.account,
        str(line.debit) if line.debit else "",
        str(line.credit) if line.credit else "",
        safe_text(line.memo or memo),
        safe_text(entry.customer) if line is entry.against else "",
    )


def number_of(entry: JournalEntry) -> str:
    """The end of the entry's id, which differs for each: QuickBooks takes 21 characters."""
    return entry.id[-NUMBER_LIMIT:]
