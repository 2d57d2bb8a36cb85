"""`jupiter outbox`: what waits to be sent, what was given up, and sending it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot.cli.backup import after_restoring
from bot.cli.composed import application
from bot.cli.terminal import stop, stop_for
from jupiter_core.commands.dead_letters import (
    ResendLetter,
    ResendLetters,
    resend_letter,
    resend_letters,
)
from jupiter_core.commands.release import ReleaseMessages, release_messages
from jupiter_core.domain.actor import operator
from jupiter_core.domain.refusals import Refusal
from jupiter_core.outbox.resendable import resendable
from jupiter_core.ports import DeadLetter, OutboxDepth, UnitOfWork
from jupiter_core.queries.dead_letters import about

Workspace = Annotated[str, typer.Option(help="Slack team id, as in T0123456789")]
By = Annotated[str, typer.Option("--as", help="Your Slack user id, for the record")]

outbox = typer.Typer(
    help="Messages on their way out: what waits, and what was given up.",
    no_args_is_help=True,
    add_completion=False,
)


@outbox.command()
def status() -> None:
    """Counts what is not sent, by kind and over all workspaces: what waits, and since when; what
    was given up."""
    depths = application().database.outbox_depths()
    for each in depths:
        typer.echo(_line(each))
    waiting, given_up = sum(each.waiting for each in depths), sum(each.given_up for each in depths)
    typer.echo(f"{waiting:,} waiting, {given_up:,} given up.")


@outbox.command(name="list")
def list_letters(workspace: Workspace) -> None:
    """Prints what was given up and can be sent again, oldest first, a line each: its id, when,
    what, and why."""
    with application().database.read(workspace) as uow:
        letters = resendable(uow)
        for each in letters:
            typer.echo(_letter(uow, each))
    typer.echo(_count(len(letters), "given up."), err=True)


@outbox.command()
def resend(
    workspace: Workspace,
    by: By,
    message_id: Annotated[
        str, typer.Argument(metavar="[ID]", help="As jupiter outbox list shows it")
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="All that were given up.")] = False,
) -> None:
    """Sends again what was given up: one message, or all of a workspace, the oldest first."""
    if every == bool(message_id):
        stop("Name one message, or use --all.")
    with _refusing(), application().database.write(workspace) as uow:
        if every:
            count = resend_letters(ResendLetters(by=operator(by)), uow)
            typer.echo(_count(count, "will be sent again."))
        else:
            title = resend_letter(ResendLetter(by=operator(by), message_id=message_id), uow)
            typer.echo(f"{title}: will be sent again.")


@outbox.command()
def hold() -> None:
    """Holds all that is unsent, and the timers, until `jupiter outbox release`: run it when a
    database was restored with pg_restore, before anything is started."""
    database = application().database
    for line in after_restoring(database, database.hold_outbox()):
        typer.echo(line)


@outbox.command()
def release(
    by: By,
    discard: Annotated[
        bool,
        typer.Option("--discard", help="Send none of them: they were sent after the backup."),
    ] = False,
) -> None:
    """Sends what a restored database held back, or discards it; timers run again from then on."""
    database = application().database
    resting = sorted(database.unreleased())
    for workspace_id in resting:
        with database.write(workspace_id) as uow:
            count = release_messages(ReleaseMessages(by=operator(by), discard=discard), uow)
        typer.echo(f"{workspace_id}: {_count(count, 'discarded.' if discard else 'released.')}")
    if not resting:
        typer.echo("Nothing is held.")


def _line(depth: OutboxDepth) -> str:
    since = f", the oldest due since {depth.oldest:%Y-%m-%d %H:%M} UTC" if depth.oldest else ""
    waits = f"{depth.waiting:,} waiting{since}; " if depth.waiting else ""
    held = f"{depth.held:,} of them held; " if depth.held else ""
    return f"{depth.destination} {depth.kind}: {waits}{held}{depth.given_up:,} given up"


def _letter(uow: UnitOfWork, letter: DeadLetter) -> str:
    message, subject = letter.message, about(uow, letter.message)
    title = subject.title if subject else ""
    known = (message.id, f"{letter.failed_at:%Y-%m-%d %H:%M}", message.destination, message.kind)
    return "  ".join(part for part in (*known, title, letter.error) if part)


def _count(count: int, what: str) -> str:
    return f"{count:,} {'message' if count == 1 else 'messages'} {what}"


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        stop_for(refusal)
