"""`make bench`: one table of all that is measured. `--quick` looks for a moment only; names choose
rows, such as `make bench ARGS="--quick idle"`."""

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


def main(*arguments: str) -> None:
    quick = "--quick" in arguments
    chosen = [each for each in arguments if not each.startswith("-")] or ROWS
    rows: list[Row] = []
    for name in chosen:
        rows += import_module(f"tests.bench.{name}").rows(told, quick=quick)
    sys.stdout.write(f"{'':44}{'beside':34}{'goal':>9}{'median':>8}  least to most\n")
    for row in rows:
        sys.stdout.write(f"{row.line}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
