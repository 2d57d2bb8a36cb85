"""`jupiter api-key`: how an operator lets other systems in, and shuts them out again."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated

import typer

from bot.cli.composed import application
from bot.cli.terminal import stop
from bot.system import random_secret
from jupiter_core.commands.api_key import (
    MakeApiKey,
    NameOwner,
    RevokeApiKey,
    make_api_key,
    name_owner,
    revoke_api_key,
)
from jupiter_core.domain.actor import OPERATOR, operator
from jupiter_core.domain.api_key import LEAST_SCOPES, ApiKey
from jupiter_core.domain.refusals import AlreadyDone, Refusal
from jupiter_core.ports import Store, UnitOfWork

Workspace = Annotated[str, typer.Option(help="Slack team id, as in T0123456789")]

Owner = Annotated[
    str, typer.Option(help="The Slack user id of the person the key's actions count as")
]

Scopes = Annotated[
    list[str] | None,
    typer.Option(
        help="What it may do, once per scope. By default it reads invoices and contracts. "
        "To approve (invoices:approve, contracts:approve), an approver has to confirm it in Slack."
    ),
]

Days = Annotated[
    int | None, typer.Option(help="Days until it expires. By default it never expires.")
]

Addresses = Annotated[
    list[str] | None,
    typer.Option(help="An address or network it may be used from, once for each."),
]

api_key = typer.Typer(
    help="Keys by which other systems use the API.", no_args_is_help=True, add_completion=False
)


@api_key.command()
def make(
    workspace: Workspace,
    name: Annotated[str, typer.Option(help="What uses it, such as: The CRM")],
    owner: Owner,
    scope: Scopes = None,
    days: Days = None,
    allow: Addresses = None,
) -> None:
    """Makes a key and prints it, the only time that it is shown."""
    scopes = tuple(scope) if scope else tuple(each.value for each in LEAST_SCOPES)
    command = MakeApiKey(
        by=operator(owner),
        name=name,
        scopes=scopes,
        random_text=random_secret(),
        owner=owner,
        days=days,
        allowed_addresses=tuple(allow or ()),
    )
    store = application().database
    _expect_known(store, workspace)
    with _refusing(), store.write(workspace) as uow:
        made = make_api_key(command, uow)
    typer.echo(made.secret)
    asked = made.key.asked
    waits = f" It waits for an approver to confirm: {', '.join(asked.scopes)}." if asked else ""
    typer.echo(
        f"This is the key of “{made.key.name}”. Save it now: it won't be shown again. "
        f"It may: {_scopes(made.key)}.{waits}",
        err=True,
    )


@api_key.command(name="list")
def list_keys(workspace: Workspace) -> None:
    """Prints every key of a workspace, a line each: never the key itself, but its end."""
    with application().database.read(workspace) as uow:
        keys, used = uow.api_keys.all(), uow.api_keys.last_used()
    for each in keys:
        typer.echo(_line(each, used.get(each.id)))
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
            stop(f"“{uow.api_keys.get(key_id).name}” was already revoked.")
    typer.echo(f"Revoked “{key.name}” (…{key.hint}). It no longer grants access.")


@api_key.command()
def own(
    key_id: Annotated[str, typer.Argument(metavar="ID", help="As jupiter api-key list shows it")],
    workspace: Workspace,
    owner: Owner,
) -> None:
    """Names who answers for a key that was made before keys had owners."""
    with _refusing(), application().database.write(workspace) as uow:
        key = name_owner(NameOwner(by=operator(owner), key_id=key_id, owner=owner), uow)
    typer.echo(f"What “{key.name}” (…{key.hint}) does counts as that of {owner} from now on.")


def _line(key: ApiKey, used: datetime | None) -> str:
    ended = f"revoked {key.revoked_at:%Y-%m-%d}" if key.revoked_at else ""
    made = f"made {key.made_at:%Y-%m-%d} by {key.made_by.words}"
    owner = f"owner {key.owner}" if key.owner else "no owner"
    last = f"last used {used:%Y-%m-%d}" if used else "never used"
    expires = f"expires {key.expires_at:%Y-%m-%d}" if key.expires_at else ""
    only = f"only from {', '.join(key.allowed_addresses)}" if key.allowed_addresses else ""
    known = (key.id, key.name, f"…{key.hint}", _scopes(key), owner, made)
    parts = (*known, last, expires, only, ended)
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
