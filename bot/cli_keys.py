"""`jupiter api-key`: how an operator lets other systems in, and shuts them out again."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from bot.system import secret_of_chance
from bot.terminal import application, stop
from jupiter_core.commands.api_key import MakeApiKey, RevokeApiKey, make_api_key, revoke_api_key
from jupiter_core.domain.actor import OPERATOR
from jupiter_core.domain.api_key import USUAL_SCOPES, ApiKey
from jupiter_core.domain.refusals import AlreadyDone, Refusal
from jupiter_core.ports import Store, UnitOfWork

Workspace = Annotated[str, typer.Option(help="Slack team id, as in T0123456789")]

api_key = typer.Typer(
    help="Keys by which other systems use the API.", no_args_is_help=True, add_completion=False
)


@api_key.command()
def make(
    workspace: Workspace,
    name: Annotated[str, typer.Option(help="What uses it, such as: The CRM")],
    scope: Annotated[
        list[str] | None,
        typer.Option(
            help="What it may do, once for each scope. Without any, it may do everything but "
            "approve, which has to be named: invoices:approve, contracts:approve."
        ),
    ] = None,
) -> None:
    """Makes a key and prints it, the only time that it is shown."""
    scopes = tuple(scope) if scope else tuple(each.value for each in USUAL_SCOPES)
    command = MakeApiKey(by=OPERATOR, name=name, scopes=scopes, chance=secret_of_chance())
    store = application().database
    _expect_known(store, workspace)
    with _refusing(), store.write(workspace) as uow:
        made = make_api_key(command, uow)
    typer.echo(made.secret)
    typer.echo(
        f"This is the key of “{made.key.name}”. Keep it now: it is not shown again. "
        f"It may: {_scopes(made.key)}.",
        err=True,
    )


@api_key.command(name="list")
def list_keys(workspace: Workspace) -> None:
    """Prints every key of a workspace, a line each: never the key itself, but its end."""
    with application().database.read(workspace) as uow:
        keys = uow.api_keys.all()
    for each in keys:
        typer.echo(_line(each))
    if not keys:
        typer.echo("No keys.")


@api_key.command()
def revoke(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="As jupiter api-key list shows it")],
    workspace: Workspace,
) -> None:
    """Shuts a key out, at once and for good."""
    with _refusing(), application().database.write(workspace) as uow:
        try:
            key = revoke_api_key(RevokeApiKey(by=OPERATOR, key_id=key_id), uow)
        except AlreadyDone:
            stop(f"“{uow.api_keys.get(key_id).name}” was revoked before.")
    typer.echo(f"Revoked “{key.name}” (…{key.hint}). Nothing gets in with it any more.")


def _line(key: ApiKey) -> str:
    ended = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else ""
    made = f"made {key.made_at:%Y-%m-%d} by {key.made_by.words}"
    parts = (key.id, key.name, f"…{key.hint}", _scopes(key), made, ended)
    return "  ".join(part for part in parts if part)


def _scopes(key: ApiKey) -> str:
    return ", ".join(each.value for each in key.scopes)


def _expect_known(store: Store, workspace: str) -> None:
    """A mistyped workspace would be an empty one, and its key would work there."""
    known = store.workspaces()
    with store.read(workspace) as uow:
        if workspace not in known and not _has_parties(uow):
            others = f" There is: {', '.join(known)}." if known else ""
            stop(f"Nothing is set up in the workspace {workspace}; see jupiter setup.{others}")


def _has_parties(uow: UnitOfWork) -> bool:
    return bool(uow.sender_profiles.all() or uow.customers.page(limit=1))


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except Refusal as refusal:
        stop(refusal.sentence)
