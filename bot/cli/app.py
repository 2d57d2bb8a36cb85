"""The `jupiter` command: starting the bot, setting it up, and what works on files alone."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bot.api.app import described
from bot.cli import imports as cli_imports
from bot.cli import keys as cli_keys
from bot.cli import links as cli_links
from bot.cli import records as cli_records
from bot.cli import report as cli_report
from bot.cli import statements as cli_statements
from bot.cli import tax_form as cli_tax_form
from bot.cli import verify as cli_verify
from bot.cli.terminal import (
    application,
    end_on_sigterm,
    set_up_logging,
    settings_given,
    stop,
    stop_for,
    text_of,
    told,
)
from bot.demo.play import Mode, PortTaken, demo, play, wait_for_interrupt, where_to_look
from bot.intake.files.contract import read_contract, schedule_json
from bot.intake.files.invoice import example_invoice_file, rendered_files
from bot.intake.files.setup import read_setup
from bot.main import renderer_of, web_server
from jupiter_core.commands.setup import addresses_to_check, apply_setup
from jupiter_core.domain.actor import operator
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.schedule.build import schedule_of

cli = typer.Typer(
    help="Invoices for enterprise deals, from Slack to the customer's accounts payable.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
cli.add_typer(cli_keys.api_key, name="api-key")
cli.add_typer(cli_links.links, name="links")
cli.add_typer(cli_imports.imports, name="import")
cli.add_typer(cli_statements.statement, name="statement")
cli.command(name="verify")(cli_verify.verify)
cli.command()(cli_records.export)
cli.command()(cli_records.erase)
cli.command()(cli_report.report)
cli.command(name="tax-form")(cli_tax_form.tax_form)


def main() -> None:
    """What `jupiter` runs."""
    cli()


@cli.command()
def run() -> None:
    """Serves a workspace: Slack, the customers' pages, the outbox and the timer."""
    composed = application()
    with told():
        composed.expect_a_way_from_slack()
        server = web_server(composed)
        end_on_sigterm()
        with composed.listening(), composed.working():
            server.run()


@cli.command()
def web() -> None:
    """Serves Slack and the customers' pages only; `jupiter worker` does the rest."""
    composed = application()
    with told():
        composed.expect_a_way_from_slack()
        server = web_server(composed)
        end_on_sigterm()
        with composed.listening():
            server.run()


@cli.command()
def worker() -> None:
    """Sends the outbox and issues what is due; any number may run on one PostgreSQL."""
    composed = application()
    end_on_sigterm()
    with told(), composed.working():
        wait_for_interrupt()


@cli.command()
def migrate() -> None:
    """Brings the database to the present schema; the other commands do it too."""
    application()


@cli.command()
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


@cli.command()
def schedule(
    file: Annotated[Path, typer.Argument(help="A contract as JSON; - reads standard input")],
) -> None:
    """Prints the invoices that come of a contract, to the cent, as JSON; stores nothing."""
    try:
        typer.echo(schedule_json(schedule_of(read_contract(text_of(file)))))
    except Refusal as refusal:
        stop_for(refusal)


@cli.command()
def render(
    file: Annotated[
        Path | None, typer.Argument(help="An invoice as JSON; - reads standard input")
    ] = None,
    out: Annotated[Path, typer.Option(help="The folder for the files.")] = Path("out"),
    example: Annotated[bool, typer.Option("--example", help="Print an example file.")] = False,
) -> None:
    """Makes invoice.pdf, invoice.cii.xml and invoice.ubl.xml of one file, without a database."""
    set_up_logging("ERROR")
    if example:
        typer.echo(example_invoice_file())
        return
    if file is None:
        stop("Name a file, or see one with: jupiter render --example")
    with told():
        renderer = renderer_of(settings_given())
    try:
        rendered = rendered_files(text_of(file), renderer)
    except Refusal as refusal:
        stop_for(refusal)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in rendered.files.items():
        (out / name).write_bytes(content)
        typer.echo(str(out / name))
    for name, reasons in rendered.left_out.items():
        for reason in reasons:
            typer.echo(f"{name} is left out: {reason}", err=True)


@cli.command()
def openapi() -> None:
    """Prints the description of the API, OpenAPI 3.1; needs no database."""
    typer.echo(json.dumps(described(), indent=2, ensure_ascii=False))


@cli.command(name="demo")
def demo_command(
    leave: Annotated[
        bool, typer.Option("--exit", help="Exit when the deal has been played.")
    ] = False,
    mode: Annotated[Mode, typer.Option(help="How Slack reaches the bot.")] = Mode.HTTP,
    out: Annotated[Path, typer.Option(help="Where each version's PDF is put.")] = Path("out"),
) -> None:
    """Plays a deal in a local workspace, from /invoice to the customer's PO, and finance's desk."""
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
