"""`jupiter schedule`: what a contract will bill, from a file alone."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.terminal import stop_for, text_of
from bot.intake.files.contract import read_contract, schedule_json
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.schedule.build import schedule_of


def schedule(
    file: Annotated[Path, typer.Argument(help="A contract as JSON; - reads standard input")],
) -> None:
    """Prints the invoices that come of a contract, to the cent, as JSON; stores nothing."""
    try:
        typer.echo(schedule_json(schedule_of(read_contract(text_of(file)))))
    except Refusal as refusal:
        stop_for(refusal)
