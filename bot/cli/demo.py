"""`jupiter demo`: the deal, played in a local workspace that stays up."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.composed import settings_given, wait_for_interrupt
from bot.cli.terminal import stop
from bot.demo.play import Mode, PortTaken, demo, play, where_to_look
from bot.logs.setting_up import set_up_logging


def demonstrate(
    leave: Annotated[
        bool, typer.Option("--exit", help="Exit when the deal has been played.")
    ] = False,
    mode: Annotated[Mode, typer.Option(help="How Slack reaches the bot.")] = Mode.HTTP,
    out: Annotated[Path, typer.Option(help="Where each version's PDF is put.")] = Path("out"),
) -> None:
    """Plays a deal in a local workspace, from /invoice to a customer's PO, and the desk."""
    settings = settings_given()
    set_up_logging("ERROR")
    try:
        with demo(mode, settings.host, settings.port, settings.simulator_port) as running:
            base_url = running.workspace.base_url
            bot_url = running.application.settings.public_url
            typer.echo(f"Local workspace: {base_url}    Bot: {bot_url}")
            typer.echo(f"Mail: {running.mails.page_url}")
            typer.echo(f"Builder: {bot_url}/new    API: {bot_url}/api/docs")
            went_well = play(running, out, typer.echo)
            if not went_well:
                raise typer.Exit(1)
            typer.echo(f"The PDFs are in {out}/.")
            if not leave:
                for line in where_to_look(base_url):
                    typer.echo(line)
                typer.echo(f"Try it yourself: {base_url}  (Ctrl-C ends it)")
                wait_for_interrupt()
    except PortTaken as taken:
        stop(str(taken), code=1)
