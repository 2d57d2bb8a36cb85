"""A file of another system: the one way in for Slack, the API and the command line."""

from typing import NamedTuple

from bot.intake.imports.columns import Columns, columns_of, fit
from bot.intake.imports.customers import read_customers
from bot.intake.imports.table import ImportTable, read_table
from bot.intake.imports.told import NOTHING_TOLD, Told
from bot.intake.statements.column_names import columns_in
from jupiter_core.commands.import_customers import CustomerImport
from jupiter_core.domain.importing import ImportKind
from jupiter_core.domain.statement_columns import Column

_LEAST = 3


class ReadImport(NamedTuple):
    """A file's table, how its columns are understood, and what it says."""

    table: ImportTable
    columns: Columns
    found: CustomerImport


def read_import(
    content: bytes, name: str, kind: ImportKind, told: Told = NOTHING_TOLD
) -> ReadImport:
    """Raises UnreadableFile."""
    table = read_table(content)
    return ReadImport(table, columns_of(table.header, kind), read_customers(table, name, told))


def kind_of(content: bytes) -> ImportKind | None:
    """What a file looks like it has; None where it looks like a bank's, or like nothing that is
    known here. Raises UnreadableFile."""
    header = read_table(content).header
    best = max(ImportKind, key=lambda kind: fit(header, kind))
    of_bank = {Column.BOOKED_ON, Column.AMOUNT} <= columns_in(list(header)).keys()
    return best if fit(header, best) >= _LEAST and not of_bank else None
