"""Fees in milestones, reckoned from their words: the odd cents, and what falls on which day.

`python -m tests.reckoned.milestones` writes `tests/vectors/milestones.json` anew.
"""

import json
from decimal import ROUND_FLOOR, Decimal
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "vectors" / "milestones.json"
CENT = Decimal("0.01")
Json = dict[str, Any]

DEALS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("40/40/20 on days", "100000.01", ("40% 2027-02-01", "40% 2027-06-30", "20% 2027-12-31")),
    ("thirds", "100.00", ("33.3333% 2027-02-01", "33.3333% 2027-03-01", "33.3334% 2027-04-01")),
    ("halves of an odd cent", "0.03", ("50% 2027-02-01", "50% 2027-03-01")),
    (
        "the last takes the rest",
        "99999.99",
        ("33% 2027-02-01", "33% 2027-03-01", "rest 2027-04-01"),
    ),
    ("amounts and the rest", "70000.00", ("25000.00 2027-02-01", "rest 2027-06-30")),
    ("two on one day", "1000.00", ("30% 2027-02-01", "30% 2027-02-01", "40% 2027-03-01")),
)


def shares(whole: Decimal, words: list[str]) -> list[Decimal]:
    """What each part is: percentages are floored to the cent, and the largest remainders get the
    cents that are missing, the earlier first; the rest is what is left."""
    exact = [whole * Decimal(each[:-1]) / 100 if each.endswith("%") else None for each in words]
    left = whole - sum((each for each in exact if each is not None), Decimal(0))
    all_percent = all(each.endswith("%") for each in words)
    floored = [None if each is None else each.quantize(CENT, ROUND_FLOOR) for each in exact]
    pool = whole if all_percent else (whole - left)
    missing = pool - sum((each for each in floored if each is not None), Decimal(0))
    remainders = [
        (-(each - low), n)
        for n, (each, low) in enumerate(zip(exact, floored, strict=True))
        if each is not None and low is not None
    ]
    if not all_percent and "rest" in words and any(each.endswith("%") for each in words):
        # The part that takes the rest has a remainder too, and stands last among equals.
        rest_low = left.quantize(CENT, ROUND_FLOOR)
        remainders.append((-(left - rest_low), len(words)))
        missing = whole - rest_low - sum((x for x in floored if x is not None), Decimal(0))
    cents = int((missing / CENT).to_integral_value())
    for _, n in sorted(remainders)[:cents]:
        if n < len(words):
            floored[n] = (floored[n] or Decimal(0)) + CENT
    known = [
        low if low is not None else (None if word == "rest" else Decimal(word))
        for word, low in zip(words, floored, strict=True)
    ]
    given = sum((each for each in known if each is not None), Decimal(0))
    return [whole - given if each is None else each for each in known]


def reckoned() -> list[Json]:
    """Each deal with its parts, and with what is billed on which day."""
    found = []
    for name, whole, parts in DEALS:
        words = [each.split()[0] for each in parts]
        days = [each.split()[1] for each in parts]
        amounts = shares(Decimal(whole), words)
        billed: dict[str, Decimal] = {}
        for day, amount in zip(days, amounts, strict=True):
            billed[day] = billed.get(day, Decimal(0)) + amount
        found.append(
            {
                "name": name,
                "amount": whole,
                "parts": [{"share": w, "on": d} for w, d in zip(words, days, strict=True)],
                "shares": [f"{each:f}" for each in amounts],
                "billed": {day: f"{each:f}" for day, each in sorted(billed.items())},
            }
        )
    return found


if __name__ == "__main__":
    FILE.write_text(json.dumps(reckoned(), indent=2) + "\n")
