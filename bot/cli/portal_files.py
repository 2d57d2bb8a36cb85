"""`jupiter portal-files`: what a customer's portal takes of an invoice, as files."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.composed import application
from bot.cli.terminal import stop
from bot.wording.documents import file_stem
from jupiter_core.domain.portal import PortalFile, PortalPack
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.version import Version
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.queries.portal import portal_pack


def portal_files(
    number: Annotated[str, typer.Argument(help="The invoice's number: JUS-000001.")],
    workspace: Annotated[str, typer.Option(help="Slack team id, as in T0123456789")],
    file: Annotated[
        list[PortalFile] | None,
        typer.Option("--file", help="Which; else those that the customer's portal takes."),
    ] = None,
    version: Annotated[int, typer.Option(min=0, help="Which version, else the last.")] = 0,
    out: Annotated[Path, typer.Option(help="The folder for the files.")] = Path("out"),
) -> None:
    """Writes an invoice's files for the customer's portal: cXML, Coupa or Ariba CSV.

    The portal's numbers are those of the customer now; all else is the version's.
    """
    composed = application()
    with composed.database.read(workspace) as uow:
        found = _version(uow, number, version)
        pack = portal_pack(uow, found.invoice().content.bill_to.customer_id)
    wanted = tuple(dict.fromkeys(file or pack.files))
    if not wanted:
        kinds = ", ".join(PortalFile)
        stop(f"There is no file for {pack.title}. Name one with --file: {kinds}.")
    if not _written(found, wanted, pack, composed.renderer, out):
        raise typer.Exit(2)


def _version(uow: UnitOfWork, number: str, revision: int) -> Version:
    """The row that made the paper."""
    invoice = uow.invoices.find_number(number)
    if invoice is None:
        stop(f"There is no invoice {number} in the workspace {uow.workspace_id}.")
    wanted = revision or invoice.revision
    papers = (each for each in uow.versions.of(invoice.id) if each.revision == wanted)
    return next(papers, None) or stop(f"{invoice.title} has no version {wanted}.")


def _written(
    version: Version,
    files: tuple[PortalFile, ...],
    pack: PortalPack,
    renderer: Renderer,
    out: Path,
) -> int:
    """How many could be made; of each other one is said why not."""
    made = 0
    for each in files:
        try:
            content = renderer.portal_file(version, each, pack)
        except Refusal as refusal:
            typer.echo(f"No {each.words}: {refusal.sentence}", err=True)
            continue
        path = out / f"{file_stem(version.invoice())}.{each.suffix}"
        try:
            out.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except OSError as error:
            stop(f"{path}: {error.strerror}")
        typer.echo(str(path))
        made += 1
    return made
