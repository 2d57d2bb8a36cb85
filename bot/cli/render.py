"""`jupiter render`: the paper and the e-invoices of one file, without a database."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.composed import settings_given, told
from bot.cli.terminal import stop, stop_for, text_of
from bot.intake.files.examples import example_of
from bot.intake.files.invoice import example_invoice_file, rendered_files
from bot.logs.setting_up import set_up_logging
from bot.main import renderer_of
from jupiter_core.domain.refusals import Refusal


def render(
    file: Annotated[
        Path | None,
        typer.Argument(
            help="An invoice as JSON; - reads standard input. With --example, a country: DE"
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="The folder for the files.")] = Path("out"),
    example: Annotated[
        bool,
        typer.Option(
            "--example", help="Print an example file, or make that of a country with its files."
        ),
    ] = False,
) -> None:
    """Makes invoice.pdf, invoice.cii.xml and invoice.ubl.xml of one file, without a database."""
    set_up_logging("ERROR")
    if example and file is None:
        typer.echo(example_invoice_file())
        return
    if file is None:
        stop("Name a file, or see one with: jupiter render --example")
    with told():
        renderer = renderer_of(settings_given())
    try:
        text = example_of(str(file)) if example else text_of(file)
        rendered = rendered_files(text, renderer)
    except Refusal as refusal:
        stop_for(refusal)
    source = {"invoice.json": text.encode()} if example else {}
    _written(out, source | rendered.files)
    for name, reasons in rendered.left_out.items():
        for reason in reasons:
            typer.echo(f"{name} is left out: {reason}", err=True)


def _written(out: Path, files: Mapping[str, bytes]) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (out / name).write_bytes(content)
        typer.echo(str(out / name))
