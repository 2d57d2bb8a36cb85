"""Manual journals as Xero imports them.

Source: Xero's help on importing manual journals: rows with the same narration and date form a
journal, a positive amount is a debit, dates are dd/mm/yyyy, and a file has 300 lines at most. Each
line names a tax rate; ours names the one that adds none, since tax has lines of its own.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.exports.cells import csv_chunks
from jupiter_core.domain.accounting.journal import JournalEntry, JournalLine
from jupiter_core.domain.accounting.mapping import AccountMapping
from jupiter_core.domain.formula import safe_text
from jupiter_core.domain.refusals import NotInForm

COLUMNS = (
    "*Narration",
    "*Date",
    "Description",
    "*AccountCode",
    "*TaxRate",
    "*Amount",
    "TrackingName1",
    "TrackingOption1",
    "TrackingName2",
    "TrackingOption2",
)
MOST_LINES = 300


def xero_files(entries: Iterable[JournalEntry], mapping: AccountMapping) -> Iterator[bytes]:
    """CSV files of 300 lines at most, no journal in two of them. Raises NotInForm for one that is
    longer by itself."""
    batch: list[JournalEntry] = []
    lines = 0
    for entry in entries:
        own = len(entry.lines)
        if own > MOST_LINES:
            raise NotInForm(entry.reference, "Xero", f"it has more than {MOST_LINES} lines.")
        if batch and lines + own > MOST_LINES:
            yield _file(batch, mapping)
            batch, lines = [], 0
        batch.append(entry)
        lines += own
    if batch:
        yield _file(batch, mapping)


def _file(entries: Sequence[JournalEntry], mapping: AccountMapping) -> bytes:
    return b"".join(csv_chunks(_rows(entries, mapping)))


def _rows(entries: Sequence[JournalEntry], mapping: AccountMapping) -> Iterator[tuple[str, ...]]:
    yield COLUMNS
    for entry in entries:
        for line in entry.posted:
            yield _row(entry, line, mapping)


def _row(entry: JournalEntry, line: JournalLine, mapping: AccountMapping) -> tuple[str, ...]:
    narration = " ".join(filter(None, (entry.memo, entry.reference, entry.customer)))
    return (
        safe_text(f"{narration} [{entry.id}]"),
        f"{entry.day:%d/%m/%Y}",
        safe_text(line.memo),
        line.account,
        mapping.no_tax,
        str(line.amount),
        *("", "", "", ""),
    )
