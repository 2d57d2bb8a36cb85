"""`jupiter import`: what another system exported, from the command line."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.composed import application
from bot.cli.terminal import content_of, stop, stop_for
from bot.intake.imports.problems import problem_file
from bot.intake.imports.reading import ReadImport, read_import
from bot.intake.imports.told import Told
from bot.intake.statements.reading import MOST_BYTES
from bot.wording.importing import bad_line, change_line, plan_words
from jupiter_core.commands.importing import ImportChoice, outcome_words
from jupiter_core.commands.imports import plan_import, run_import
from jupiter_core.domain.actor import operator
from jupiter_core.domain.importing import Fate, ImportKind, ImportPlan
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.statement_columns import DateOrder

imports = typer.Typer(help="What another system exported, as CSV.", no_args_is_help=True)

MOST_SHOWN = 20

File = Annotated[Path, typer.Argument(help="CSV; - reads standard input.")]
Workspace = Annotated[str, typer.Option(help="Slack team id, as in T0123456789")]
By = Annotated[str, typer.Option("--as", help="Your Slack user id, for the record.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Prints what it would do, and does nothing.")
]
SkipBad = Annotated[
    bool, typer.Option("--skip-bad-rows", help="Leaves rows with mistakes out, else none is taken.")
]
Update = Annotated[
    bool, typer.Option("--update", help="Changes what is known and differs, else that stays.")
]
Problems = Annotated[
    Path | None, typer.Option(help="Where rows with mistakes are written, each with its problem.")
]


@imports.callback()
def _imports() -> None:
    """Takes in what another system exported."""


@imports.command()
def customers(
    file: File,
    workspace: Workspace,
    by: By,
    country: Annotated[
        str, typer.Option(help="Where customers are whose row names no country: US.")
    ] = "",
    dry_run: DryRun = False,
    skip_bad_rows: SkipBad = False,
    update: Update = False,
    problems: Problems = None,
) -> None:
    """Takes in customers from QuickBooks, Xero, Stripe, NetSuite, Chargebee or any other CSV file.

    All rows or none; the same file twice changes nothing.
    """
    content = content_of(file, MOST_BYTES)
    choice = ImportChoice(by=operator(by), leave_out_bad=skip_bad_rows, update=update)
    try:
        read = read_import(content, file.name, ImportKind.CUSTOMERS, Told(country=country))
        _import(read, choice, workspace, problems, dry_run=dry_run)
    except Refusal as refusal:
        stop_for(refusal)


@imports.command(name="open-invoices")
def open_invoices(
    file: File,
    workspace: Workspace,
    by: Annotated[str, typer.Option("--as", help="Your Slack user id: of an approver.")],
    system: Annotated[str, typer.Option(help="The system that issued them: QuickBooks.")],
    entity: Annotated[
        str, typer.Option(help="The legal entity that they are from, where rows do not say it.")
    ] = "",
    dates: Annotated[
        DateOrder | None, typer.Option(help="The order of year, month and day.")
    ] = None,
    decimal: Annotated[str, typer.Option(help="The decimal mark, . or ,")] = "",
    dry_run: DryRun = False,
    skip_bad_rows: SkipBad = False,
    problems: Problems = None,
) -> None:
    """Takes in what is open on invoices that another system issued, each under its old number.

    Their customers have to be here. The same file twice changes nothing.
    """
    if decimal not in ("", ".", ","):
        stop("--decimal is . or ,")
    content = content_of(file, MOST_BYTES)
    choice = ImportChoice(by=operator(by), leave_out_bad=skip_bad_rows)
    told = Told(system=system, entity=entity, dates=dates, decimal=decimal)
    try:
        read = read_import(content, file.name, ImportKind.OPEN_INVOICES, told)
        _import(read, choice, workspace, problems, dry_run=dry_run)
    except Refusal as refusal:
        stop_for(refusal)


def _import(
    read: ReadImport, choice: ImportChoice, workspace: str, problems: Path | None, *, dry_run: bool
) -> None:
    composed = application()
    with composed.database.read(workspace) as uow:
        plan = plan_import(read.found, choice, uow, composed.renderer)
    _print(plan, read)
    if plan.bad and problems:
        _write(problems, problem_file(read.table, plan.bad))
    if dry_run:
        typer.echo("Nothing was stored; run it again without --dry-run.")
        return
    seen = choice.model_copy(update={"seal": plan.seal})
    with composed.database.write(workspace) as uow:
        done = run_import(read.found, seen, uow, composed.renderer)
    typer.echo(f"Imported: {outcome_words(done, update=choice.update)}.")


def _print(plan: ImportPlan, read: ReadImport) -> None:
    typer.echo(f"{plan_words(plan)}.")
    if read.columns.ignored:
        typer.echo(f"Columns not used: {', '.join(read.columns.ignored)}")
    _listed([change_line(each) for each in plan.of(Fate.CHANGED)])
    _listed([bad_line(each) for each in plan.bad])


def _listed(lines: list[str]) -> None:
    for line in lines[:MOST_SHOWN]:
        typer.echo(f"  {line}")
    if len(lines) > MOST_SHOWN:
        typer.echo(f"  and {len(lines) - MOST_SHOWN:,} more")


def _write(file: Path, content: bytes) -> None:
    try:
        file.write_bytes(content)
    except OSError as error:
        stop(f"{file}: {error.strerror}")
    typer.echo(f"Rows with mistakes: {file}")
