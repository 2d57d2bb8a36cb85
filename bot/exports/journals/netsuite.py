"""Journal entries as NetSuite's import assistant takes them.

Source: NetSuite's help on journal entry imports: rows with one External ID form an entry of two
lines or more that balances; an amount has ten digits before the point and two after it.
"""

from collections.abc import Iterable, Iterator

from bot.exports.cells import csv_chunks
from jupiter_core.domain.accounting.journal import JournalEntry, JournalLine
from jupiter_core.domain.accounting.mapping import AccountMapping
from jupiter_core.domain.formula import safe_text
from jupiter_core.domain.money import Money, minor_digits
from jupiter_core.domain.refusals import NotInForm

COLUMNS = (
    "External ID",
    "Date",
    "Currency",
    "Subsidiary",
    "Memo",
    "Account",
    "Debit",
    "Credit",
    "Line Memo",
    "Name",
)
_LARGEST = 10**10


def netsuite_csv(entries: Iterable[JournalEntry], mapping: AccountMapping) -> Iterator[bytes]:
    """One CSV file. Raises NotInForm for an amount that is too large or has three decimals."""
    return csv_chunks(_rows(entries, mapping))


def _rows(entries: Iterable[JournalEntry], mapping: AccountMapping) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for entry in entries:
        for line in entry.posted:
            yield _row(entry, line, mapping)


def _row(entry: JournalEntry, line: JournalLine, mapping: AccountMapping) -> tuple[str, ...]:
    return (
        f"JUPITER-{entry.id}",
        f"{entry.day:%m/%d/%Y}",
        entry.currency,
        mapping.subsidiary,
        safe_text(" ".join(filter(None, (entry.memo, entry.reference)))),
        line.account,
        _amount(entry, line.debit),
        _amount(entry, line.credit),
        safe_text(line.memo),
        safe_text(entry.customer) if line is entry.against else "",
    )


def _amount(entry: JournalEntry, amount: Money | None) -> str:
    if amount is None:
        return ""
    if minor_digits(amount.currency) > 2 and amount.minor % 10:
        reason = f"{amount.words} has more than two decimals."
        raise NotInForm(entry.reference, "NetSuite", reason)
    if amount.decimal >= _LARGEST:
        reason = f"{amount.words} has more than ten digits before the point."
        raise NotInForm(entry.reference, "NetSuite", reason)
    return f"{amount.decimal:.2f}"
