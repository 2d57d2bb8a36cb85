"""The `jupiter` command: what it can do, each loaded when it is asked for.

Help, and what works on a file alone, then start without the parts that serve and store.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command


class Lazy(NamedTuple):
    """Where a command is, as `module:name`, and the first sentence of its help."""

    place: str
    help: str

    def loaded(self, name: str) -> Any:
        """The command itself, or the group, as typer runs them."""
        module, _, attribute = self.place.partition(":")
        found = getattr(import_module(f"bot.cli.{module}"), attribute)
        if isinstance(found, typer.Typer):
            return get_command(found)
        single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        single.command(name=name)(found)
        return get_command(single)


COMMANDS: Mapping[str, Lazy] = {
    "run": Lazy(
        "serving:run", "Serves a workspace: Slack, the customers' pages, the outbox and the timer."
    ),
    "web": Lazy(
        "serving:web", "Serves Slack and the customers' pages only; `jupiter worker` does the rest."
    ),
    "worker": Lazy(
        "serving:worker",
        "Sends the outbox and issues what is due; any number may run on one PostgreSQL.",
    ),
    "migrate": Lazy(
        "serving:migrate",
        "Brings the database to the present schema; the other commands do it too.",
    ),
    "manifest": Lazy(
        "manifest:manifest", "Prints the Slack app's manifest for a host, to make the app from."
    ),
    "doctor": Lazy(
        "doctor:doctor",
        "Looks whether everything here works together: settings, database, Slack, mail.",
    ),
    "setup": Lazy(
        "setup:setup",
        "Loads legal entities, customers and approvers; loading a file twice changes nothing.",
    ),
    "api-key": Lazy("keys:api_key", "Keys by which other systems use the API."),
    "links": Lazy("links:links", "The customers' links to their invoices."),
    "tax-form": Lazy(
        "tax_form:tax_form",
        "Keeps a tax form, which customers download on the page of their invoices.",
    ),
    "import": Lazy("imports:imports", "What another system exported, as CSV."),
    "statement": Lazy("statements:statement", "Bank statements."),
    "report": Lazy(
        "report:report",
        "Exports invoices, lines, payments, credit notes, the audit trail, or a journal.",
    ),
    "portal-files": Lazy(
        "portal_files:portal_files",
        "Writes an invoice's files for the customer's portal: cXML, Coupa or Ariba CSV.",
    ),
    "schedule": Lazy(
        "schedule:schedule",
        "Prints the invoices that come of a contract, to the cent, as JSON; stores nothing.",
    ),
    "render": Lazy(
        "render:render",
        "Makes invoice.pdf, invoice.cii.xml and invoice.ubl.xml of one file, without a database.",
    ),
    "openapi": Lazy(
        "openapi:openapi", "Prints the description of the API, OpenAPI 3.1; needs no database."
    ),
    "outbox": Lazy(
        "outbox:outbox", "Messages on their way out: what waits, and what was given up."
    ),
    "sbom": Lazy(
        "sbom:sbom", "Prints the libraries that this installation runs, as CycloneDX 1.6 in JSON."
    ),
    "access": Lazy(
        "access:access", "Prints who looked at settings and bank details, and who was refused."
    ),
    "verify": Lazy(
        "verify:verify",
        "Proves that everything is as it was written; names each row that was tampered with.",
    ),
    "backup": Lazy(
        "backup:backup",
        "Copies the database into one file, as of one moment, while others go on writing.",
    ),
    "restore": Lazy(
        "backup:restore",
        "Puts a backup in the database's place, while nothing else runs.",
    ),
    "export": Lazy(
        "records:export",
        "Writes all records of a workspace as JSON Lines, a file a table, and their PDFs if asked.",
    ),
    "erase": Lazy(
        "records:erase",
        "Removes records for good. Approvers and admins hear of it, and the audit log has it.",
    ),
    "demo": Lazy(
        "demo:demonstrate",
        "Plays a deal in a local workspace, from /invoice to a customer's PO, and the desk.",
    ),
}


class Lazily(TyperGroup):
    """Lists all commands by their sentences, and loads the one that is run."""

    def list_commands(self, ctx: Any) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> TyperCommand | None:
        del ctx
        lazy = COMMANDS.get(cmd_name)
        return TyperCommand(cmd_name, help=lazy.help) if lazy else None

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        name, command, rest = super().resolve_command(ctx, args)
        lazy = COMMANDS.get(name or "")
        return name, (lazy.loaded(name or "") if lazy else command), rest


cli = typer.Typer(
    cls=Lazily,
    help="Invoices for enterprise deals, from Slack to the customer's accounts payable.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


@cli.callback()
def _jupiter() -> None:
    """Only its commands do something."""
