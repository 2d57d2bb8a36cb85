"""`make bench`: one table of all that is measured. `--quick` looks for a moment only; names choose
rows, such as `make bench ARGS="--quick idle"`. With `--postgresql`, what many people do at once is
measured on PostgreSQL instead."""

import sys
from importlib import import_module

from tests.bench.measured import Row, told

ROWS = (
    "invoice_command",
    "approve_click",
    "api_deal",
    "paper",
    "link_page",
    "command_line",
    "idle",
    "outbox",
    "large_contract",
    "memory",
    "tryton",
)
"""The modules of this folder that have rows."""
ON_POSTGRESQL = ("invoice_command", "approve_click", "api_deal")


def main(*arguments: str) -> None:
    quick = "--quick" in arguments
    there = "--postgresql" in arguments
    chosen = [each for each in arguments if not each.startswith("-")]
    given = {"database": "postgresql"} if there else {}
    rows: list[Row] = []
    for name in chosen or (ON_POSTGRESQL if there else ROWS):
        rows += import_module(f"tests.bench.{name}").rows(told, quick=quick, **given)
    sys.stdout.write(f"{'':44}{'beside':34}{'goal':>9}{'median':>8}  least to most\n")
    for row in rows:
        sys.stdout.write(f"{row.line}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
