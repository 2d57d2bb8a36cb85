"""Contracts that change inside a period, held to what a script apart reckons."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from bot.intake.files.contract import read_contract, schedule_json
from jupiter_core.domain.contract.scheduled import CreditMethod, Schedule
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.schedule.changed import reschedule
from tests.vectors.reckon_changes import reckoned_change

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[3] / "vectors" / "contract_changes.json").read_text("utf-8")
)
NAMES = [each["name"] for each in VECTORS]
BY_HAND = {
    # 10 × 1,200.00 for 3 of 12 months, then 50 × 1,200.00.
    "ten seats from 1 December, by month: 3,000.00 at once": ["48000.00", "3000.00", "60000.00"],
    # 31 + 31 + 29 days of the 366 to 29 February 2028: 12,000.00 × 91 / 366 = 2,983.61.
    "ten seats from 1 December, by day, in a leap year": ["48000.00", "2983.61", "60000.00"],
    # 27 + 31 + 29 days: 12,000.00 × 87 / 366 = 2,852.46.
    "ten seats agreed on 20 December, from 5 December, by day": [
        "48000.00",
        "2852.46",
        "60000.00",
    ],
    # 36,000.00 less 3,000.00.
    "ten seats fewer, off the next invoice": ["48000.00", "33000.00"],
    # 3,660.00 × 219 / 366 to 14 January 2029 make 2,190.00.
    "a co-termed add-on with tax, inside the second year, by day": [
        "48000.00",
        "48000.00",
        "2190.00",
        "51660.00",
    ],
    # 48,000.00 × 3 / 12 and, of the quarter to 30 June, 50 of 91 days: 12,000.00 × 50 / 91.
    "an early end in the second quarter of five, in arrears": ["12000.00", "6593.41"],
    # 3 × 100,000 for 2 of 12 months; then half a year of 10, twice the months of one invoice.
    "yen: three seats more of seven, by month, issued before their period": [
        "350000",
        "50000",
        "500000",
    ],
}


def changed(vector: dict[str, Any]) -> Schedule:
    before, after = (read_contract(json.dumps(vector[each])) for each in ("before", "after"))
    issued = schedule_of(before).invoices[: vector["issued"]]
    method = CreditMethod(vector.get("credit_method", "next_invoice"))
    return reschedule(issued, after, date.fromisoformat(vector["on"]), method)


@pytest.mark.parametrize("vector", VECTORS, ids=NAMES)
def test_a_changed_schedule_is_what_was_reckoned_apart(vector: dict[str, Any]) -> None:
    assert json.loads(schedule_json(changed(vector))) == vector["expected"]


@pytest.mark.parametrize("vector", VECTORS, ids=NAMES)
def test_the_script_still_reckons_the_changes(vector: dict[str, Any]) -> None:
    assert reckoned_change(vector) == vector["expected"]


@pytest.mark.parametrize("name", BY_HAND)
def test_the_script_reckons_changes_as_by_hand(name: str) -> None:
    expected = next(each["expected"] for each in VECTORS if each["name"] == name)

    assert [each["net"] for each in expected["invoices"]] == BY_HAND[name]


@pytest.mark.parametrize("vector", VECTORS, ids=NAMES)
def test_a_change_that_is_made_again_changes_nothing(vector: dict[str, Any]) -> None:
    schedule = changed(vector)
    terms = read_contract(json.dumps(vector["after"]))
    on = date.fromisoformat(vector["on"])
    for issued in range(vector["issued"], len(schedule.invoices) + 1):
        again = reschedule(schedule.invoices[:issued], terms, on, settled=schedule.settled)
        assert again == schedule
