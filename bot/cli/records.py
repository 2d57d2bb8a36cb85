"""`jupiter export` and `jupiter erase`: a workspace's records, taken out or removed for good."""

import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from bot.cli.composed import application
from bot.cli.terminal import stop
from bot.main import Application
from bot.merging import forget_erased
from bot.wording.documents import file_name
from jupiter_core.commands.erasing import (
    EraseCustomer,
    Erased,
    ErasePerson,
    EraseWorkspace,
    erase_customer,
    erase_person,
    erase_workspace,
    look_for_customer,
    look_for_person,
)
from jupiter_core.domain.actor import Actor, operator
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.version import Version
from jupiter_core.ports import Forgetting, Store, UnitOfWork

_SENT = "What was sent before is forgotten, and how it was delivered."
_WORDS = "Nothing of that is left in the index of words, or in the database's log."
Workspace = Annotated[str, typer.Option(help="Slack team id, as in T0123456789")]


def export(
    workspace: Workspace,
    out: Annotated[Path, typer.Option(help="A new folder, which only you can read.")],
    pdf: Annotated[bool, typer.Option("--pdf", help="Also each issued version as PDF.")] = False,
) -> None:
    """Writes all records of a workspace as JSON Lines, a file a table, and their PDFs if asked.

    Secrets are left out: hashes of API keys, sealed signing secrets, answers kept for repeats.
    """
    composed = application()
    _make_folder(out)
    counts = _write_rows(composed.database.rows(workspace), out)
    if not counts:
        out.rmdir()
        stop(f"There is no data of the workspace {workspace}.")
    papers = _write_papers(composed, workspace, out / "pdf") if pdf else 0
    at = composed.clock.now().isoformat()
    about = {"workspace": workspace, "at": at, "tables": counts, "pdfs": papers}
    with _opened(out / "export.json") as file:
        file.write((json.dumps(about, indent=1) + "\n").encode())
    typer.echo(f"{sum(counts.values())} records and {papers} PDFs are in {out}/.")


def erase(
    workspace: Workspace,
    by: Annotated[str, typer.Option("--as", help="Your Slack user id: it stands in the event.")],
    customer: Annotated[str, typer.Option(help="A customer's id.")] = "",
    person: Annotated[str, typer.Option(help="An e-mail address or a Slack user id.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="The whole workspace.")] = False,
    yes: Annotated[str, typer.Option(help="The workspace's id again: this cannot be undone.")] = "",
    even_unpaid: Annotated[
        bool, typer.Option("--even-unpaid", help="With --all: even if invoices are open.")
    ] = False,
) -> None:
    """Removes records for good. Approvers and admins hear of it, and the audit log has it.

    With --customer or --person, issued invoices and agreed contracts stay, as the law wants; with
    --all nothing does but the audit log, which has no names in it. Export first.
    """
    if sum(map(bool, (customer, person, everything))) != 1:
        stop("Use one of --customer, --person and --all.")
    if yes != workspace:
        stop(f"This cannot be undone. To go on, add: --yes {workspace}")
    who, database = operator(by), application().database
    try:
        if customer:
            erased = _customer(database, workspace, EraseCustomer(by=who, customer_id=customer))
        elif person:
            erased = _person(database, workspace, ErasePerson(by=who, who=person))
        else:
            with database.write(workspace) as uow:
                erased = _everything(uow, who, even_unpaid)
    except Refusal as refusal:
        stop(refusal.sentence)
    typer.echo(_told(erased))
    _forget(database.sent_forgetting, database.word_merging)


def _customer(store: Store, workspace: str, command: EraseCustomer) -> Erased:
    with store.read(workspace) as uow:
        known = look_for_customer(command, uow)
    with store.write(workspace) as uow:
        return erase_customer(command, uow, known)


def _person(store: Store, workspace: str, command: ErasePerson) -> Erased:
    with store.read(workspace) as uow:
        known = look_for_person(command, uow)
    with store.write(workspace) as uow:
        return erase_person(command, uow, known)


def _forget(sent: Forgetting, words: Forgetting) -> None:
    """Who stops it here leaves it to the worker, or to the next erasure."""
    told = [left for part, left in ((sent, _SENT), (words, _WORDS)) if part.is_forgetting()]
    if not told:
        return
    typer.echo("What is to go with it goes in short steps; others write between them.")
    if not forget_erased(sent, words):
        stop("Others use the database without a pause: the worker goes on with it.", code=1)
    for left in told:
        typer.echo(left)


def _everything(uow: UnitOfWork, who: Actor, even_unpaid: bool) -> Erased:
    """A mistyped workspace would be an empty one."""
    known = uow.invoices.ids() or uow.contracts.ids() or uow.sender_profiles.all()
    if not known and not uow.customers.page(limit=1):
        stop(f"There is no data of the workspace {uow.workspace_id}.")
    return erase_workspace(EraseWorkspace(by=who, even_unpaid=even_unpaid), uow)


def _told(erased: Erased) -> str:
    if not erased.kept:
        return f"Erased. {erased.what}"
    return (
        f"Erased. {erased.what} Kept: {erased.kept} sealed versions, events and payments of issued "
        "invoices and agreed contracts, and entries of bank statements, still name them."
    )


def _make_folder(out: Path) -> None:
    try:
        out.mkdir(mode=0o700, parents=True)
    except FileExistsError:
        stop(f"{out} already exists; name a new folder.")
    except OSError as error:
        stop(f"{out}: {error.strerror}")


def _write_rows(rows: Iterator[tuple[str, dict[str, Any]]], out: Path) -> dict[str, int]:
    """How many there are of each table; none is held in memory."""
    counts: dict[str, int] = {}
    with ExitStack() as stack:
        files: dict[str, BinaryIO] = {}
        for table, row in rows:
            if table not in files:
                files[table] = stack.enter_context(_opened(out / f"{table}.jsonl"))
            files[table].write((json.dumps(row, ensure_ascii=False) + "\n").encode())
            counts[table] = counts.get(table, 0) + 1
    return counts


def _write_papers(composed: Application, workspace: str, folder: Path) -> int:
    folder.mkdir(mode=0o700)
    count = 0
    with composed.database.read(workspace) as uow:
        for invoice_id in uow.invoices.ids():
            for version in _papers(uow.versions.of(invoice_id)):
                name = f"{invoice_id}-{file_name(version.invoice())}"
                with _opened(folder / name) as file:
                    file.write(composed.renderer.pdf(version))
                count += 1
    return count


def _papers(versions: list[Version]) -> Iterator[Version]:
    """The first row of each revision from issue on: that is the one which made the paper."""
    last = 0
    for version in versions:
        if version.revision > last:
            last = version.revision
            yield version


def _opened(file: Path) -> BinaryIO:
    """New, and nobody else's to read from the beginning."""
    return open(file, "xb", opener=lambda path, flags: os.open(path, flags, 0o600))
