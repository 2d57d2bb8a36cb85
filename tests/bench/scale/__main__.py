"""How long what people and systems ask takes with many invoices, beside few.

PYTHONPATH=. python -W ignore -m tests.bench.scale --invoices 1000 100000 --database sqlite
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from jupiter_core.store import Database
from tests.bench.measured import told
from tests.bench.scale import templates
from tests.bench.scale.asked import Asked, Place, all_asked
from tests.bench.scale.databases import databases
from tests.bench.scale.filling import Tell, fill, is_filled
from tests.bench.scale.plans import plans_of
from tests.bench.scale.spent import serving, spent

GOAL = 1.5
_ONCE_MORE = 10_001


class Took(NamedTuple):
    """Milliseconds, each the median: on the wall, and of processor time, the database's too."""

    wall: float
    spent: float


class Compared(NamedTuple):
    """One question, of each of the databases."""

    what: str
    took: tuple[Took, ...]

    @property
    def line(self) -> str:
        each = "".join(f"{took.wall:10.2f}{took.spent:10.2f}" for took in self.took)
        ratios = "".join(f"{wall:8.1f} ×{spent:8.1f} ×" for wall, spent in self.ratios)
        return f"{self.what:44}{each}{ratios}"

    @property
    def ratios(self) -> list[tuple[float, float]]:
        """To the first database, on the wall and of processor time."""
        first = self.took[0]
        return [(took.wall / first.wall, took.spent / first.spent) for took in self.took[1:]]

    @property
    def is_slow(self) -> bool:
        return any(max(each) > GOAL for each in self.ratios)


def main(*arguments: str) -> None:
    given = _given(arguments)
    with databases(given.database, given.invoices, given.kept) as opened:
        rounds = [count // templates.COUNT - 1 for count in given.invoices]
        for database, count, each in zip(opened, given.invoices, rounds, strict=True):
            if not is_filled(database, each):
                fill(database, count, given.customers or max(100, count // 10), told)
        chosen = [each for each in all_asked() if given.only in each.what]
        found = compared(opened, rounds, chosen, given.times, told)
        head = "".join(f"{f'{count:,}':>10}{'processor':>10}" for count in given.invoices)
        sys.stdout.write(f"{given.database}, ms{'':{44 - len(given.database) - 4}}{head}\n")
        sys.stdout.writelines(f"{each.line}\n" for each in found)
        if given.plans:
            for each, took in zip(chosen, found, strict=True):
                if took.is_slow:
                    place = Place(rounds[-1], _ONCE_MORE, each.most)
                    ask = partial(each.ask, opened[-1], place)
                    sys.stdout.write(f"\n{each.what}\n{plans_of(opened[-1], ask)}\n")


def compared(
    opened: Sequence[Database],
    rounds: Sequence[int],
    asked: Sequence[Asked],
    times: int,
    tell: Tell,
) -> list[Compared]:
    """Each question in turn of each database, so that what the machine does besides meets all."""
    found = []
    for each in asked:
        tell(each.what)
        most = _rows_of(each, opened[0], rounds[0])
        took: list[list[Took]] = [[] for _ in opened]
        pids = [serving(database) for database in opened]
        for n in range(times + 1):
            for which, database in enumerate(opened):
                place = Place(rounds[which], n, most)
                took[which].append(_took(partial(each.ask, database, place), pids[which]))
        found.append(Compared(each.what, tuple(_median(every[1:]) for every in took)))
    return found


def _rows_of(asked: Asked, database: Database, rounds: int) -> int:
    """How many rows it has there, one at least; 0 for what is no list."""
    if not asked.most:
        return 0
    found = asked.ask(database, Place(rounds, 0, asked.most))
    assert isinstance(found, list)
    return max(1, len(found))


def _took(ask: Callable[[], object], pids: Sequence[int]) -> Took:
    began, before = time.perf_counter(), spent(pids)
    ask()
    return Took((time.perf_counter() - began) * 1e3, (spent(pids) - before) * 1e3)


def _median(took: Sequence[Took]) -> Took:
    return Took(median(each.wall for each in took), median(each.spent for each in took))


def _given(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tests.bench.scale", description=__doc__)
    parser.add_argument("--invoices", type=int, nargs="+", default=[1000, 100_000])
    parser.add_argument("--customers", type=int, help="of each; a tenth of the invoices otherwise")
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--kept", type=Path, help="a folder where they stay, to be asked again")
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--only", default="", help="a part of the names of what is asked")
    parser.add_argument("--plans", action="store_true", help="of what takes 1.5 times or more")
    return parser.parse_args(list(arguments))


if __name__ == "__main__":
    main(*sys.argv[1:])
