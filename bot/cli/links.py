"""`jupiter links`: new links for many invoices at once; every link that is out is dead then."""

from typing import Annotated

import typer

from bot.cli.composed import application
from bot.cli.terminal import stop
from jupiter_core.commands.link_renewal import renew_links
from jupiter_core.domain.actor import operator
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork

links = typer.Typer(
    help="The customers' links to their invoices.", no_args_is_help=True, add_completion=False
)


@links.callback()
def _links() -> None:
    """A command of its own stands behind `links`."""


@links.command()
def renew(
    workspace: Annotated[str, typer.Option(help="Slack team id, as in T0123456789")],
    by: Annotated[str, typer.Option("--as", help="Your Slack user id, for the record")],
    customer: Annotated[
        str | None, typer.Option(help="Only those of this customer: its id, key or legal name")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Those of all customers.")] = False,
    run: Annotated[
        str, typer.Option(help="A name of your own; run it again with the same name to resume.")
    ] = "",
) -> None:
    """Gives issued invoices new links, and ends the old ones; prints each as it is done.

    Nobody is mailed: send the new links, or let “Send to AP” do it.
    """
    if every == bool(customer):
        stop("Name a --customer, or use --all.")
    store = application().database
    with store.read(workspace) as uow:
        customer_id = _customer_id(uow, customer) if customer else ""
    count = 0
    for title in renew_links(store, workspace, operator(by), customer_id=customer_id, run=run):
        typer.echo(title)
        count += 1
    typer.echo(f"{count} new {'link' if count == 1 else 'links'}.", err=True)


def _customer_id(uow: UnitOfWork, named: str) -> str:
    found = uow.customers.find_external(named)
    if found is None:
        same = uow.customers.named(named)
        if len(same) > 1:
            ids = ", ".join(f"{each.id} ({each.place})" for each in same)
            stop(f"Several customers are called “{named}”. Name one by its id: {ids}.")
        found = next(iter(same), None)
    try:
        return found.id if found else uow.customers.get(named).id
    except NotFound:
        stop(f"There is no customer “{named}” in the workspace {uow.workspace_id}.")
