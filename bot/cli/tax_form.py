"""`jupiter tax-form`: the tax form that a legal entity hands to its customers, from a file."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.composed import application
from bot.cli.terminal import stop, stop_for
from jupiter_core.commands.tax_form import KeepTaxForm, keep_tax_form
from jupiter_core.domain.actor import operator
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.tax_form import LARGEST
from jupiter_core.ports import UnitOfWork


def tax_form(
    file: Annotated[Path, typer.Argument(help="A PDF, such as a W-9")],
    workspace: Annotated[str, typer.Option(help="Slack team id, as in T0123456789")],
    entity: Annotated[str, typer.Option(help="The legal entity: its id or its name")],
    by: Annotated[str, typer.Option("--as", help="Your Slack user id, for the record")],
) -> None:
    """Keeps a tax form, which customers download on the page of their invoices.

    The one before is kept too; approvers hear of it.
    """
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST + 1)
    except OSError as error:
        stop(f"{file}: {error.strerror or 'it cannot be opened'}.")
    try:
        with application().database.write(workspace) as uow:
            command = KeepTaxForm(
                by=operator(by), profile_id=_entity(uow, entity), name=file.name, content=content
            )
            kept = keep_tax_form(command, uow)
    except Refusal as refusal:
        stop_for(refusal)
    typer.echo(f"{kept.name}, {kept.size} bytes, SHA-256 {kept.sha256}.")


def _entity(uow: UnitOfWork, named: str) -> str:
    found = [each.id for each in uow.sender_profiles.all() if named in (each.id, each.legal_name)]
    if not found:
        stop(f"There is no legal entity “{named}” in the workspace {uow.workspace_id}.")
    return found[0]
