"""Years billed ahead of their index, and the differences afterwards, reckoned from the contract's
words with `Decimal`.

`python -m tests.reckoned.true_ups` writes `tests/vectors/true_ups.json` anew.
"""

import json
from decimal import ROUND_HALF_UP, Decimal, localcontext
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).parent.parent / "vectors" / "true_ups.json"
CENT, STEP = Decimal("0.01"), Decimal("0.0001")
Json = dict[str, Any]


class Deal(NamedTuple):
    """From 1 January 2027; `period` is how many months an invoice bills."""

    name: str
    price: str
    units: str
    term: int
    period: int
    base: str
    agreed: dict[str, str]
    values: tuple[str, ...]


DEALS = (
    Deal(
        "three years upfront at the base", "120000.00", "1", 36, 36, "304.1", {}, ("312.3", "320")
    ),
    Deal(
        "upfront with a floor and a cap",
        "480.00",
        "250",
        36,
        36,
        "304.1",
        {"floor": "2", "cap": "5"},
        ("330", "331"),
    ),
    Deal(
        "the index falls and no floor forbids it",
        "99999.99",
        "1",
        36,
        36,
        "120",
        {},
        ("118.5", "121.75"),
    ),
    Deal(
        "the index is what the floor was", "1000.00", "3", 24, 24, "100", {"floor": "3"}, ("101",)
    ),
    Deal(
        "plus one percent, a stub year",
        "777.77",
        "9",
        30,
        30,
        "250",
        {"plus": "1"},
        ("255.5", "249.125"),
    ),
    Deal(
        "two years at a time",
        "50000.00",
        "1",
        48,
        24,
        "100",
        {"floor": "1"},
        ("104", "103", "108.5"),
    ),
    Deal(
        "an odd price, three years at a time",
        "33333.33",
        "7",
        72,
        36,
        "98.7",
        {"cap": "4", "floor": "0"},
        ("99.9", "110", "108", "109.05", "112.6"),
    ),
)


def cents(amount: Decimal) -> Decimal:
    return amount.quantize(CENT, ROUND_HALF_UP)


def rise(deal: Deal, year: int) -> Decimal:
    """Into that year, as a factor."""
    said = (deal.base, *deal.values)
    change = ((Decimal(said[year - 1]) / Decimal(said[year - 2]) - 1) * 100).quantize(
        STEP, ROUND_HALF_UP
    ) + Decimal(deal.agreed.get("plus", "0"))
    if "cap" in deal.agreed:
        change = min(change, Decimal(deal.agreed["cap"]))
    if "floor" in deal.agreed:
        change = max(change, Decimal(deal.agreed["floor"]))
    return 1 + change / 100


def year_costs(deal: Deal, year: int, known_until: int) -> Decimal:
    """The year at its index as far as that year, and by the floor from there on."""
    factor = Decimal(1)
    for n in range(2, year + 1):
        floor = 1 + Decimal(deal.agreed.get("floor", "0")) / 100
        factor *= rise(deal, n) if n <= known_until else floor
    months = min(12, deal.term - 12 * (year - 1))
    return cents(Decimal(deal.price) * Decimal(deal.units) * factor * months / 12)


def reckoned() -> list[Json]:
    """Each deal with what is billed, in time, and what a credit note gives back."""
    with localcontext() as exact:
        exact.prec = 80
        return [_reckoned(deal) for deal in DEALS]


def _reckoned(deal: Deal) -> Json:
    years, step = -(-deal.term // 12), deal.period // 12
    invoices, given_back, waiting = [], [], []
    for year in range(1, years + 1):
        on = f"{2026 + year}-01-01"
        if (year - 1) % max(step, 1) == 0 and 12 * (year - 1) % deal.period == 0:
            covered = range(year, min(year + -(-deal.period // 12), years + 1))
            invoices.append([on, str(sum(year_costs(deal, n, year) for n in covered))])
            begun = year
        else:
            billed = year_costs(deal, year, begun)
            difference = year_costs(deal, year, year) - billed
            waiting.append([on, year, str(billed)])
            if difference > 0:
                invoices.append([on, str(difference)])
            if difference < 0:
                given_back.append([year, str(difference)])
    return {
        **deal._asdict(),
        "values": list(deal.values),
        "invoices": invoices,
        "given_back": given_back,
        "waiting": waiting,
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(reckoned(), indent=2) + "\n")
