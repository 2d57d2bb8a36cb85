"""The rows of a file that cannot be taken, as a file of their own, to be corrected."""

from collections import defaultdict

from bot.exports.cells import csv_chunks
from bot.intake.imports.table import ImportTable
from jupiter_core.domain.formula import safe_text
from jupiter_core.domain.importing import BadCell

PROBLEM = "problem"
_MARK = "﻿"
"""By which spreadsheets know UTF-8."""


def problem_file(table: ImportTable, bad: tuple[BadCell, ...]) -> bytes:
    """The file's own header and cells, none of them a formula, and what is wrong behind them."""
    said: defaultdict[int, list[str]] = defaultdict(list)
    for each in bad:
        said[each.row].append(each.words)
    width = len(table.header)
    rows = [
        [*map(safe_text, (*cells, *[""] * width)[:width]), safe_text("\n".join(said[number]))]
        for number, cells in table.all_rows
        if number in said
    ]
    header = [*map(safe_text, table.header), PROBLEM]
    return _MARK.encode() + b"".join(csv_chunks([header, *rows]))
