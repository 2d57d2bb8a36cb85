"""`jupiter setup`: a workspace's legal entities, customers and approvers, from a file."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.composed import application
from bot.cli.terminal import stop_for, text_of
from bot.intake.files.setup import read_setup
from jupiter_core.commands.setup import addresses_to_check, apply_setup
from jupiter_core.domain.actor import operator
from jupiter_core.domain.refusals import Refusal


def setup(
    file: Annotated[Path, typer.Argument(help="YAML, as in bot/demo/workspace.yaml")],
    workspace: Annotated[str, typer.Option(help="Slack team id, as in T0123456789")],
    by: Annotated[
        str, typer.Option("--as", help="Your Slack user id: you cannot confirm what you load")
    ],
) -> None:
    """Loads legal entities, customers and approvers; loading a file twice changes nothing.

    Bank details, and another team than there is, wait for other people to confirm them in Slack.
    What the e-invoices of a legal entity lack is said on standard error.
    """
    try:
        wanted = read_setup(text_of(file), file.parent)
        composed = application()
        with composed.database.write(workspace) as uow:
            done = apply_setup(wanted, uow, composed.renderer, operator(by))
            sellers = [profile.seller() for profile in uow.sender_profiles.all()]
    except Refusal as refusal:
        stop_for(refusal)
    for sentence in (*(done or ["Nothing to change."]), *addresses_to_check(wanted)):
        typer.echo(sentence)
    for seller in sellers:
        for gap in composed.renderer.missing_of_seller(seller):
            typer.echo(f"{seller.legal_name}: {gap.sentence}", err=True)
