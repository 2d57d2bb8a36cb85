"""How a CSV file is read, as somebody confirms it: the guess, with what they correct."""

from collections.abc import Mapping

from bot.intake.refusals import NotAmong
from bot.intake.statements.reading import CsvFile
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.statement_columns import Column, ColumnMapping, DateOrder

_SEPARATOR = "; "


class ConfirmColumns(Refusal):
    """`looks` is what the file looks like, `doubts` what nobody can tell from it."""

    template = "Confirm how this CSV file is read. {looks}"
    looks: str


def to_confirm(file: CsvFile) -> ConfirmColumns:
    """The refusal that says what the file looks like."""
    guess = file.guess
    named = [f"{key.value}: {name}" for key, name in guess.columns.items()]
    named += [f"decimal: {guess.decimal}"] if guess.decimal else []
    named += [f"dates: {guess.dates.value}"] if guess.dates else []
    doubts = f" To be said: {_SEPARATOR.join(guess.doubts)}." if guess.doubts else ""
    return ConfirmColumns(f"It looks like {_SEPARATOR.join(named)}.{doubts}").at("columns")


def confirmed(
    file: CsvFile,
    columns: Mapping[str, str] | None = None,
    decimal: str | None = None,
    dates: DateOrder | None = None,
) -> ColumnMapping:
    """The guess with what was said otherwise; an empty name takes a column out. Raises NotAmong for
    a column that is not there, ConfirmColumns while something is in doubt."""
    named = dict(file.guess.columns)
    for key, name in (columns or {}).items():
        kind = _kind(key)
        if not name:
            named.pop(kind, None)
        elif name in file.table.header:
            named[kind] = name
        else:
            known = ", ".join(filter(None, file.table.header))
            raise NotAmong(name[:60], known[:600]).at(f"columns.{key}")
    guess = file.guess._replace(
        columns=named, decimal=decimal or file.guess.decimal, dates=dates or file.guess.dates
    )
    mapping = guess.mapping(file.table.header)
    if mapping is None:
        raise to_confirm(CsvFile(file.table, guess))
    return mapping


def _kind(key: str) -> Column:
    try:
        return Column(key)
    except ValueError:
        raise NotAmong(key[:60], ", ".join(Column)).at("columns") from None
