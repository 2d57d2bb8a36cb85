"""`jupiter statement import`: a bank's file, from the command line."""

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.composed import application
from bot.cli.terminal import content_of, stop, stop_for
from bot.intake.statements.confirming import confirmed, to_confirm
from bot.intake.statements.reading import MOST_BYTES, CsvFile, read_statements
from bot.wording.bank_statement import caution, counts, entry_line, fate, statement_words
from jupiter_core.commands.statement import (
    ImportOutcome,
    ImportStatements,
    import_statements,
    preview_import,
)
from jupiter_core.domain.actor import operator
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.statement_columns import ColumnMapping, DateOrder
from jupiter_core.queries.bank_matching import known_accounts

statement = typer.Typer(help="Bank statements.", no_args_is_help=True)


@statement.callback()
def _statements() -> None:
    """Takes in bank statements."""


@statement.command(name="import")
def import_file(
    file: Annotated[Path, typer.Argument(help="camt.053, MT940, BAI2, OFX or CSV; - reads it.")],
    workspace: Annotated[str, typer.Option(help="Slack team id, as in T0123456789")],
    by: Annotated[str, typer.Option("--as", help="Your Slack user id: of finance.")],
    account: Annotated[
        str, typer.Option(help="The legal entity's account, where the file does not name it.")
    ] = "",
    column: Annotated[
        list[str] | None, typer.Option(help="Of a CSV file: what a column is, amount=Betrag.")
    ] = None,
    decimal: Annotated[str, typer.Option(help="Of a CSV file: the decimal mark, . or ,")] = "",
    dates: Annotated[
        DateOrder | None, typer.Option(help="Of a CSV file: the order of year, month and day.")
    ] = None,
    confirm: Annotated[
        bool, typer.Option("--confirm-columns", help="The columns are as the dry run says.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Prints what it would do, and does nothing.")
    ] = False,
) -> None:
    """Takes in a bank statement: each entry once, with the invoices that it may be for."""
    content = content_of(file, MOST_BYTES)
    who = operator(by)
    composed = application()
    try:
        with composed.database.read(workspace) as uow:
            known = known_accounts(uow)
        columns = None
        read = read_statements(content, known, account=account)
        if isinstance(read, CsvFile):
            columns = _columns(read, column or [], decimal, dates, confirm=confirm or dry_run)
            read = read_statements(content, known, account=account, columns=columns)
        assert not isinstance(read, CsvFile)
        command = ImportStatements(
            by=who,
            file_name=file.name,
            file_hash=hashlib.sha256(content).hexdigest(),
            statements=read,
            columns=columns,
        )
        if dry_run:
            with composed.database.read(workspace) as uow:
                outcome = preview_import(command, uow)
        else:
            with composed.database.write(workspace) as uow:
                outcome = import_statements(command, uow)
    except Refusal as refusal:
        stop_for(refusal)
    _print(outcome, columns, dry_run=dry_run)


def _columns(
    file: CsvFile, named: list[str], decimal: str, dates: DateOrder | None, *, confirm: bool
) -> ColumnMapping:
    if not confirm and not named:
        raise to_confirm(file)
    pairs = dict(each.partition("=")[::2] for each in named)
    if decimal not in {"", ".", ","}:
        stop("--decimal is . or ,")
    return confirmed(file, pairs, decimal or None, dates)


def _print(outcome: ImportOutcome, columns: ColumnMapping | None, *, dry_run: bool) -> None:
    if columns:
        typer.echo(f"Columns: {columns.words}")
    if outcome.again:
        typer.echo("This file was taken in before; nothing has changed.")
    for each in outcome.statements:
        typer.echo(statement_words(each))
        if said := caution(each):
            typer.echo(f"  {said}")
    for entry in outcome.entries:
        typer.echo(f"  {entry_line(entry)}\n      {fate(entry)}")
    for sentence in outcome.left_out:
        typer.echo(f"Left out: {sentence}")
    typer.echo(f"{counts(outcome)}.")
    if dry_run and not outcome.again:
        typer.echo("Nothing was stored; run it again without --dry-run.")
