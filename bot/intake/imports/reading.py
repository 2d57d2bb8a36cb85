"""A file of another system: the one way in for Slack, the API and the command line."""

from typing import NamedTuple

from bot.intake.imports.columns import Columns, columns_of, fit
from bot.intake.imports.customers import read_customers
from bot.intake.imports.invoices import read_invoices
from bot.intake.imports.table import ImportTable, read_table
from bot.intake.imports.told import NOTHING_TOLD, Told
from bot.intake.statements.column_names import columns_in
from jupiter_core.commands.imports import Found
from jupiter_core.domain.importing import ImportKind
from jupiter_core.domain.statement_columns import Column

_LEAST = 3


class ReadImport(NamedTuple):
    """A file's table, how its columns are understood, and what it says."""

    table: ImportTable
    columns: Columns
    found: Found


def read_import(
    content: bytes, name: str, kind: ImportKind, told: Told = NOTHING_TOLD
) -> ReadImport:
    """Raises UnreadableFile."""
    table = read_table(content)
    read = read_invoices if kind is ImportKind.OPEN_INVOICES else read_customers
    return ReadImport(table, columns_of(table.header, kind), read(table, name, told))


def kind_of(content: bytes) -> ImportKind | None:
    """What a file looks like it has; None where it looks like a bank's, or like nothing that is
    known here. Raises UnreadableFile."""
    header = read_table(content).header
    invoice = columns_of(header, ImportKind.OPEN_INVOICES).places.keys()
    if invoice >= {"number", "due_on", "open_amount"}:
        return ImportKind.OPEN_INVOICES
    of_bank = {Column.BOOKED_ON, Column.AMOUNT} <= columns_in(list(header)).keys()
    kind = ImportKind.CUSTOMERS
    return kind if fit(header, kind) >= _LEAST and not of_bank else None
