"""Prices that follow an index, reckoned from the clause's words with long division.

`python -m tests.reckoned.indexation` writes `tests/vectors/indexation.json` anew.
"""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "vectors" / "indexation.json"
Json = dict[str, Any]
CLAUSES: tuple[tuple[str, str, str, dict[str, str], tuple[str, ...]], ...] = (
    ("as it rises", "120000.00", "304.1", {}, ("312.3", "320.05")),
    ("capped, then the floor", "120000.00", "304.1", {"cap": "5", "floor": "2"}, ("330", "331")),
    ("it falls without a floor", "99999.99", "120", {}, ("118.5",)),
    ("it falls onto a floor of nothing", "99999.99", "120", {"floor": "0"}, ("118.5",)),
    ("plus one, capped after", "1000.00", "100", {"plus": "1", "cap": "4"}, ("102.5", "107")),
    ("a half in the fifth decimal", "1000000.00", "200", {}, ("200.0001",)),
    ("nothing known", "120000.00", "304.1", {"floor": "2"}, ()),
)


def percent(before: str, now: str) -> Decimal:
    """The change in percent, to four decimals, a half away from zero."""
    exact = (Fraction(now) / Fraction(before) - 1) * 100 * 10_000
    sign, size = (-1, -exact) if exact < 0 else (1, exact)
    whole, rest = divmod(size.numerator, size.denominator)
    if 2 * rest >= size.denominator:
        whole += 1
    return Decimal(sign * whole).scaleb(-4)


def limited(change: Decimal, agreed: dict[str, str]) -> Decimal:
    """With what is added, then not above the cap, else not below the floor."""
    found = change + Decimal(agreed.get("plus", "0"))
    if "cap" in agreed and found > Decimal(agreed["cap"]):
        return Decimal(agreed["cap"])
    if "floor" in agreed and found < Decimal(agreed["floor"]):
        return Decimal(agreed["floor"])
    return found


def reckoned() -> list[Json]:
    """Each clause with its percentages and the yearly amounts of three years; those years that
    wait have the floor, or nothing."""
    found = []
    for name, price, base, agreed, values in CLAUSES:
        rises, factor, amounts = [], Fraction(1), [price]
        for before, now in zip((base, *values), values, strict=False):
            rises.append(limited(percent(before, now), agreed))
        waiting = [Decimal(agreed.get("floor", "0"))] * (2 - len(values))
        for each in (*rises, *waiting):
            factor *= 1 + Fraction(each) / 100
            cents = Fraction(price) * 100 * factor
            whole, rest = divmod(cents.numerator, cents.denominator)
            whole += 2 * rest >= cents.denominator
            amounts.append(f"{Decimal(whole).scaleb(-2):f}")
        found.append(
            {
                "name": name,
                "annual_price": price,
                "base": base,
                "agreed": agreed,
                "values": list(values),
                "percents": [f"{each:f}" for each in rises],
                "amounts": amounts,
                "provisional": [False, *[n >= len(values) for n in (0, 1)]],
            }
        )
    return found


if __name__ == "__main__":
    FILE.write_text(json.dumps(reckoned(), indent=2) + "\n")
