"""Where a door tells a mistake elsewhere than it ought to, with the reason.

Each row is one door and one mistake. Whoever mends it removes the row: a test holds that every
row still differs.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Difference(NamedTuple):
    """`paths` are those at which the door tells it today."""

    paths: frozenset[str]
    reason: str


def _at(reason: str, *paths: str) -> Difference:
    return Difference(frozenset(paths), reason)


_PRICE = "one field, `annual_price`, holds `yearly_prices` too"
_DAYS = "`net_terms` is two fields: a choice, and the days where another number is wanted"

_RAMP = "a price for a year that is not there"

DIFFERENCES: Mapping[tuple[str, str], Difference] = {
    ("modal", "due before it is issued"): _at(_DAYS, "net_terms_days"),
    ("claim", "due before it is issued"): _at(_DAYS, "net_terms_days"),
    ("modal", _RAMP): _at(_PRICE, "annual_price.l1"),
    ("page", _RAMP): _at(_PRICE, "lines[0].annual_price"),
}
