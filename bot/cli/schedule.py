"""`jupiter schedule`: what a contract will bill, from a file alone."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from bot.cli.terminal import stop, stop_for, text_of
from bot.intake.files.contract import read_contract, schedule_json
from jupiter_core.domain.contract.scheduled import CreditMethod, ScheduledInvoice
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.refusals import IssuedUnderOtherTerms, Refusal
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.schedule.changed import reschedule


def schedule(
    file: Annotated[Path, typer.Argument(help="A contract as JSON; - reads standard input")],
    before: Annotated[
        Path | None, typer.Option(help="The contract before its change, as JSON")
    ] = None,
    issued: Annotated[
        int, typer.Option(min=0, help="With --before: how many of its invoices are issued")
    ] = 0,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="With --before: the day of the change"),
    ] = None,
    credit_method: Annotated[
        CreditMethod, typer.Option(help="With --before: what becomes of what is billed already")
    ] = CreditMethod.NEXT_INVOICE,
) -> None:
    """Prints the invoices that come of a contract, to the cent, as JSON; stores nothing.

    With --before, those of a changed contract: what is issued stays, what is added is billed at
    once, and what is taken off is settled as --credit-method says.
    """
    try:
        terms = read_contract(text_of(file))
        there = _issued(before, issued, terms) if before else ()
        day = on.date() if on else None
        typer.echo(schedule_json(reschedule(there, terms, day, credit_method)))
    except Refusal as refusal:
        stop_for(refusal)


def _issued(before: Path, count: int, after: ContractTerms) -> tuple[ScheduledInvoice, ...]:
    """The first `count` invoices of the contract before its change. Raises
    IssuedUnderOtherTerms."""
    terms = read_contract(text_of(before))
    if count and terms.start_date != after.start_date:
        raise IssuedUnderOtherTerms()
    invoices = schedule_of(terms).invoices
    if count > len(invoices):
        stop(f"--issued: the contract before its change has {len(invoices)} invoices")
    return invoices[:count]
