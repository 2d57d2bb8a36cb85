"""`jupiter manifest`: the Slack app's manifest, for the host that it is served at."""

from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

import typer

from bot.cli.terminal import stop
from bot.slack_manifest import manifest_text

SHAPE = "Give the address that customers and Slack reach, such as https://invoices.example.com."


class Mode(StrEnum):
    """How Slack reaches the bot: it calls the bot, or the bot opens the connection."""

    HTTP = "http"
    SOCKET = "socket"


def manifest(
    url: Annotated[str, typer.Argument(metavar="URL", help="https:// and the host, as PUBLIC_URL")],
    mode: Annotated[
        Mode, typer.Option(help="http, or socket where Slack cannot reach the host.")
    ] = Mode.HTTP,
    many: Annotated[
        bool, typer.Option("--many", help="For many workspaces: each installs it by OAuth.")
    ] = False,
    org: Annotated[
        bool,
        typer.Option("--org", help="As --many, and for all workspaces of an organisation at once."),
    ] = False,
) -> None:
    """Prints the Slack app's manifest for a host, to make the app from."""
    typer.echo(manifest_text(mode.value, _host(url), many=many, org=org), nl=False)


def _host(url: str) -> str:
    """The host and its port. Ends the command where it is no such address."""
    try:
        parts = urlsplit(url)
        host, port, user = parts.hostname or "", parts.port, parts.username
    except ValueError:
        stop(SHAPE)
    if parts.scheme != "https":
        stop(f"Slack takes addresses with https:// only. {SHAPE}")
    rest = parts.path.strip("/") or parts.query or parts.fragment
    if rest or user is not None:
        stop(f"Only the host, without a path or a user. {SHAPE}")
    if not _is_name(host):
        stop(f"“{host}” is not the name of a host. {SHAPE}")
    if port not in (None, 443):
        stop(f"Slack unfurls links of the usual port only: leave :{port} out. {SHAPE}")
    return host


def _is_name(host: str) -> bool:
    """By its full name: not an address, nor one of this machine's own network."""
    labels = host.split(".")
    plain = host.isascii() and len(host) <= 253
    return (
        plain
        and len(labels) > 1
        and not labels[-1].isdecimal()
        and all(
            0 < len(each) <= 63 and each.replace("-", "").isalnum() and each.strip("-") == each
            for each in labels
        )
    )
