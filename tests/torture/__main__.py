"""`make torture`: deals are played while processes are killed and everything fails at times.

Says what arrived more than once, and ends with 1 when anything was lost, out of order or broken.
"""

import argparse
import tempfile
from pathlib import Path

from tests.torture.scene import POSTGRESQL, SQLITE
from tests.torture.tortured import Torture, tortured


def main() -> int:
    given = _arguments()
    kinds = (SQLITE, POSTGRESQL) if given.database == "both" else (given.database,)
    well = True
    for kind in kinds:
        torture = Torture(kind=kind, kills=given.kills, seconds=given.seconds, seed=given.seed)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            outcome = tortured(torture, Path(folder), print)
        print("\n".join(outcome.lines()))
        well = well and outcome.holds
    return 0 if well else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make torture ARGS=", description=__doc__)
    parser.add_argument("--kills", type=int, default=1_000, help="of processes, for each database")
    parser.add_argument("--seconds", type=float, default=1.0, help="between two, on the average")
    parser.add_argument("--seed", type=int, default=1, help="the same one repeats the order")
    parser.add_argument("--database", choices=(SQLITE, POSTGRESQL, "both"), default="both")
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
