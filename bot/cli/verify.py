"""`jupiter verify`: reads the database, changes nothing, and says what it can prove."""

from pathlib import Path
from typing import Annotated

import typer

from bot.cli.composed import settings_given, told
from bot.cli.proof import NEVER_PROVED, proof_lines, verdict
from bot.cli.terminal import stop, text_of
from bot.logs.setting_up import set_up_logging
from bot.main import opened_to_verify
from bot.wording.anchors import BadAnchors, anchors_in
from jupiter_core.domain.audit import Anchor
from jupiter_core.queries.erased import erasures
from jupiter_core.queries.verify import prove

NOT_CHECKED = 2


def verify(
    anchors: Annotated[
        Path | None,
        typer.Option(help="Anchors of the audit log that were kept elsewhere; - is standard input"),
    ] = None,
) -> None:
    """Proves that everything is as it was written; names each row that was tampered with.

    Ends with 0 when it holds, 1 when something is broken, 2 when it could not be checked. It
    changes nothing, and a write-protected copy will do.
    """
    settings = settings_given()
    set_up_logging("ERROR")
    kept = _anchors(anchors)
    with told():
        database = opened_to_verify(settings)
    teams = sorted({*database.traced_workspaces(), *(each.workspace_id for each in kept)})
    proofs = []
    for team in teams:
        proofs.append(proof := prove(database, team, kept))
        for line in proof_lines(proof):
            typer.echo(line)
        with database.read(team) as uow:
            for sentence in erasures(uow):
                typer.echo(sentence)
    for line in NEVER_PROVED if proofs else ():
        typer.echo(f"Never proved: {line}.")
    typer.echo(verdict(proofs))
    if any(each.broken for each in proofs):
        raise typer.Exit(1)
    if not all(each.holds for each in proofs):
        raise typer.Exit(NOT_CHECKED)


def _anchors(file: Path | None) -> list[Anchor]:
    if file is None:
        return []
    try:
        return anchors_in(text_of(file))
    except BadAnchors as error:
        stop(f"{file}: {error}")
