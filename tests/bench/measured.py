"""What is measured: a row is a figure of ours, or how it stands to its peer's of the same round."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

Tell = Callable[[str], None]
"""Shows how far a measurement is."""


@dataclass(frozen=True)
class Row:
    """`goal` is read by people, such as `≥ 0.8`; `rounds` has a figure for each round."""

    what: str
    peer: str
    goal: str
    rounds: Sequence[float]

    @property
    def line(self) -> str:
        """With the median, and the least and the most."""
        least, most = min(self.rounds), max(self.rounds)
        found = f"{median(self.rounds):8.2f}  {least:.2f} to {most:.2f}"
        return f"{self.what:44}{self.peer:34}{self.goal:>9}{found}"


def told(text: str) -> None:
    """On the standard error, so that the table alone can be kept."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def at_rank(values: Sequence[float], share: float) -> float:
    """The value that so large a share of them does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]
