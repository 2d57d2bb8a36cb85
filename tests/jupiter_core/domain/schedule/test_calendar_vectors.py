"""Contracts with a calendar of their own, held to what a script apart reckons day by day."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.intake.files.contract import read_contract, schedule_json
from jupiter_core.domain.schedule.build import schedule_of
from tests.vectors.reckon_calendar import reckoned

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[3] / "vectors" / "contract_calendar.json").read_text("utf-8")
)
NAMES = [each["name"] for each in VECTORS]
BY_HAND = {
    # 15 to 31 October are 17 days: 36,500.00 × 17 / 365.
    "first period to the 1st, by day": ["1700.00", "34800.00"],
    # 100.00 a month; 17 days of October's 31, and the other 14 at the end.
    "first period to the 1st, by month": ["54.84", *["100.00"] * 11, "45.16"],
    # 36,600.00 × 17 / 366 in the year with 29 February. The second period has the rest of it, and
    # 17 of the 365 days of the second year, which costs 38,430.00: 34,900.00 + 1,789.89.
    "to the 1st across a leap day, by day": ["1700.00", "36689.89", "36640.11"],
    # 16 days of November and 75 at the end share the quarter that is left, 2,300.00 × 16 / 91.
    "quarters by day from the 15th, with a stub at both ends": [
        "404.40",
        "2300.00",
        "2300.00",
        "2300.00",
        "1895.60",
    ],
    # 5 months at 1,000.00, 2 at that and 3 at 1,050.00, then 1,050.00 a month.
    "every five months over two years, an escalator inside a period": [
        "5000.00",
        "5000.00",
        "5150.00",
        "5250.00",
        "4200.00",
    ],
    # Half of 120,000.00; 60,000.00 and half of 123,600.00; half of that and of 127,308.00.
    "a fiscal year from April, escalators from the contract's start": [
        "60000.00",
        "121800.00",
        "125454.00",
        "63654.00",
    ],
    # 40 seats at 365.00 make 3,650.00 a quarter: 45 of its 90 days, and the rest at 50 seats.
    "seats added inside a month, by day, before anything is billed": [
        "4106.25",
        *["4562.50"] * 3,
    ],
    # 50 × 300.00, then 30 × 300.00.
    "fewer seats from the next quarter, whatever day was named": ["15000.00", *["9000.00"] * 3],
}


def nets(schedule: dict[str, Any]) -> list[str]:
    return [each["net"] for each in schedule["invoices"]]


@pytest.mark.parametrize("vector", VECTORS, ids=NAMES)
def test_the_schedule_is_what_was_reckoned_apart(vector: dict[str, Any]) -> None:
    terms = read_contract(json.dumps(vector["contract"]))

    assert json.loads(schedule_json(schedule_of(terms))) == vector["expected"]


@pytest.mark.parametrize("vector", VECTORS, ids=NAMES)
def test_the_script_still_reckons_the_vectors(vector: dict[str, Any]) -> None:
    assert reckoned(vector["contract"]) == vector["expected"]


@pytest.mark.parametrize("name", BY_HAND)
def test_the_script_reckons_what_was_reckoned_by_hand(name: str) -> None:
    expected = next(each["expected"] for each in VECTORS if each["name"] == name)

    assert nets(expected) == BY_HAND[name]
