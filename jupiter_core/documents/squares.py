"""A code's black squares as rectangles: each run of neighbours is one."""

from collections.abc import Iterator, Sequence
from itertools import groupby


def runs(
    x: float, y: float, side: float, rows: Sequence[str]
) -> Iterator[tuple[float, float, float, float]]:
    """Left, top, width and height of each, in the square `side` long at `x`, `y`."""
    unit = side / len(rows)
    for down, row in enumerate(rows):
        at = 0
        for colour, run in groupby(row):
            length = len(list(run))
            if colour == "1":
                yield x + at * unit, y + down * unit, length * unit, unit
            at += length
