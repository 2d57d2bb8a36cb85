"""`jupiter report`: a period's records as a file, and journals for accounting systems."""

import shutil
import sys
from datetime import date
from pathlib import Path
from typing import IO, Annotated

import typer

from bot.cli.composed import application
from bot.cli.terminal import stop, stop_for
from bot.exports.request import ExportKind, ExportRequest, export
from bot.exports.tables import Format
from bot.intake.documents.values import day_written
from jupiter_core.domain.period import Period
from jupiter_core.domain.refusals import Refusal
from jupiter_core.ports import UnitOfWork


def report(
    kind: Annotated[ExportKind, typer.Argument(help="A table, or a journal in a system's form.")],
    workspace: Annotated[str, typer.Option(help="Slack team id, as in T0123456789")],
    first: Annotated[str, typer.Option("--from", help="The first day, as in 2027-01-01")],
    last: Annotated[str, typer.Option("--to", help="The last day")],
    form: Annotated[Format, typer.Option("--format", help="Of a table.")] = Format.CSV,
    entity: Annotated[
        str, typer.Option(help="The legal entity of a journal: its id or its name.")
    ] = "",
    person: Annotated[str, typer.Option(help="A Slack user id, for the audit trail.")] = "",
    out: Annotated[
        Path, typer.Option(help="A folder for the file; - writes it to standard output.")
    ] = Path("out"),
) -> None:
    """Exports invoices, lines, payments, credit notes, the audit trail, or a journal.

    How far it has come is said on standard error.
    """
    try:
        period = Period.checked(_day(first), _day(last))
        composed = application()
        with composed.database.read(workspace) as uow:
            request = ExportRequest(
                kind=kind,
                period=period,
                form=form,
                profile_id=_entity(uow, entity) if kind.is_journal else "",
                person=person,
            )
            made = export(request, uow, composed.clock.now(), _progress)
    except Refusal as refusal:
        stop_for(refusal)
    with made.content:
        if out == Path("-"):
            shutil.copyfileobj(made.content, sys.stdout.buffer)
            return
        _keep(made.content, out / made.name)
    noun = "entries" if kind.is_journal else "rows"
    typer.echo(f"{made.rows} {noun} are in {out / made.name}.")


def _day(typed: str) -> date:
    return day_written(typed)


def _entity(uow: UnitOfWork, named: str) -> str:
    """By id or legal name; where there is one entity, nothing has to be said."""
    entities = uow.sender_profiles.all()
    found = [each for each in entities if named in ("", each.id, each.legal_name)]
    if len(found) != 1:
        known = ", ".join(each.legal_name for each in entities) or "none"
        stop(f"Name the legal entity with --entity. There are: {known}.")
    return found[0].id


def _progress(rows: int) -> None:
    typer.echo(f"{rows} …", err=True)


def _keep(content: IO[bytes], path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            shutil.copyfileobj(content, file)
    except OSError as error:
        stop(f"{path}: {error.strerror}")
