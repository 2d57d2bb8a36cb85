"""What is exported, and the file that it becomes: the same for Slack, the API and the command."""

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import IO, NamedTuple

from bot.exports.journals.datev import datev_files
from bot.exports.journals.netsuite import netsuite_csv
from bot.exports.journals.quickbooks import quickbooks_csv
from bot.exports.journals.xero import xero_files
from bot.exports.tables import ROWS_A_REPORT, Format, Progress, write_table
from jupiter_core.domain.accounting.journal import JournalEntry
from jupiter_core.domain.accounting.mapping import AccountMapping
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.period import Period
from jupiter_core.domain.refusals import Required
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.exports.audit_trail import audit_table
from jupiter_core.queries.exports.invoices import CREDIT_NOTES, INVOICES, LINES
from jupiter_core.queries.exports.journal import journal, mapping_of
from jupiter_core.queries.exports.payments import PAYMENTS
from jupiter_core.queries.exports.table import Table

_IN_MEMORY = 4 << 20
"""A larger file is put on disk while it is made."""
_CSV = "text/csv; charset=utf-8"


class ExportKind(StrEnum):
    """What can be exported: five tables, and the journal in the form of an accounting system."""

    INVOICES = "invoices"
    LINES = "lines"
    PAYMENTS = "payments"
    CREDIT_NOTES = "credit_notes"
    AUDIT_TRAIL = "audit_trail"
    QUICKBOOKS = "quickbooks"
    XERO = "xero"
    NETSUITE = "netsuite"
    DATEV = "datev"

    @property
    def is_journal(self) -> bool:
        """Whether it needs a legal entity and its accounts."""
        return self in _JOURNALS

    @property
    def words(self) -> str:
        """For people: `Credit notes`, `Journal for QuickBooks Online`."""
        named = _JOURNALS.get(self)
        return f"Journal for {named}" if named else self.value.replace("_", " ").capitalize()


_JOURNALS = {
    ExportKind.QUICKBOOKS: "QuickBooks Online",
    ExportKind.XERO: "Xero",
    ExportKind.NETSUITE: "NetSuite",
    ExportKind.DATEV: "DATEV",
}


class ExportRequest(Frozen):
    """`profile_id` is the legal entity of a journal; `person` narrows the audit trail to one Slack
    user; `form` is that of a table, since a journal's is its system's."""

    kind: ExportKind
    period: Period
    form: Format = Format.CSV
    profile_id: str = ""
    person: str = ""


class ExportFile(NamedTuple):
    """`content` is at its beginning, and closed by whoever takes it; `rows` are table rows, or
    entries of a journal."""

    name: str
    media_type: str
    content: IO[bytes]
    rows: int


def export(
    request: ExportRequest, uow: UnitOfWork, made_at: datetime, progress: Progress = lambda _: None
) -> ExportFile:
    """Made whole before anybody gets a byte: of one moment, and of one transaction only as long as
    the database is read.

    Raises NotFound, Required, NoAccountMapping or NotInForm for a journal.
    """
    into = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    try:
        made = _journal if request.kind.is_journal else _table
        name, media_type, rows = made(request, uow, made_at, progress, into)
    except BaseException:
        into.close()
        raise
    into.seek(0)
    return ExportFile(name, media_type, into, rows)


def table_of(request: ExportRequest) -> Table:
    """The table that is asked for."""
    match request.kind:
        case ExportKind.LINES:
            return LINES
        case ExportKind.PAYMENTS:
            return PAYMENTS
        case ExportKind.CREDIT_NOTES:
            return CREDIT_NOTES
        case ExportKind.AUDIT_TRAIL:
            return audit_table(request.person)
        case _:
            return INVOICES


def _table(
    request: ExportRequest,
    uow: UnitOfWork,
    made_at: datetime,
    progress: Progress,
    into: IO[bytes],
) -> tuple[str, str, int]:
    table = table_of(request)
    rows = table.rows(uow, request.period)
    count = write_table(into, table.columns, rows, request.form, made_at=made_at, progress=progress)
    return f"{_stem(request)}.{request.form}", request.form.media_type, count


def _journal(
    request: ExportRequest,
    uow: UnitOfWork,
    made_at: datetime,
    progress: Progress,
    into: IO[bytes],
) -> tuple[str, str, int]:
    if not request.profile_id:
        raise Required("The legal entity of a journal").at("sender_profile_id")
    mapping = mapping_of(uow, request.profile_id)
    counted = _Entries(journal(uow, request.period, mapping), progress)
    stem = _stem(request)
    match request.kind:
        case ExportKind.QUICKBOOKS:
            into.writelines(quickbooks_csv(counted))
            name, media_type = f"{stem}.csv", _CSV
        case ExportKind.NETSUITE:
            into.writelines(netsuite_csv(counted, mapping))
            name, media_type = f"{stem}.csv", _CSV
        case ExportKind.XERO:
            name, media_type = _write_files(into, stem, _numbered(stem, counted, mapping), _CSV)
        case _:
            files = datev_files(counted, mapping, made_at)
            name, media_type = _write_files(into, stem, files, "text/csv; charset=windows-1252")
    progress(counted.count)
    return name, media_type, counted.count


def _numbered(
    stem: str, entries: Iterable[JournalEntry], mapping: AccountMapping
) -> Iterator[tuple[str, bytes]]:
    for place, content in enumerate(xero_files(entries, mapping), start=1):
        yield f"{stem}-{place}.csv", content


def _write_files(
    into: IO[bytes], stem: str, files: Iterable[tuple[str, bytes]], media_type: str
) -> tuple[str, str]:
    """One file as it is, several in a ZIP. The name and the media type."""
    held = iter(files)
    first = next(held, None)
    if first is None:
        raise Required("A posting in this period")
    second = next(held, None)
    if second is None:
        into.write(first[1])
        return first[0], media_type
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (first, second, *held):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return f"{stem}.zip", "application/zip"


class _Entries:
    """Entries that are counted as they pass."""

    def __init__(self, entries: Iterable[JournalEntry], progress: Progress) -> None:
        self._entries, self._progress, self.count = entries, progress, 0

    def __iter__(self) -> Iterator[JournalEntry]:
        for entry in self._entries:
            yield entry
            self.count += 1
            if self.count % ROWS_A_REPORT == 0:
                self._progress(self.count)


def _stem(request: ExportRequest) -> str:
    return f"{request.kind}-{request.period.first}-{request.period.last}".replace("_", "-")
