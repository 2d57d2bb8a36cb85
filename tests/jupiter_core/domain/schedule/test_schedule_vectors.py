"""The agreed contracts, held to every figure, line and date."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.intake.files.contract import read_contract, schedule_json
from jupiter_core.domain.schedule.build import schedule_of

VECTORS: list[dict[str, Any]] = json.loads(
    (Path(__file__).parents[3] / "vectors" / "contract_schedules.json").read_text("utf-8")
)


@pytest.mark.parametrize("vector", VECTORS, ids=[each["name"] for each in VECTORS])
def test_an_agreed_contract_gives_exactly_its_agreed_invoices(vector: dict[str, Any]) -> None:
    terms = read_contract(json.dumps(vector["contract"]))

    assert json.loads(schedule_json(schedule_of(terms))) == vector["expected"]


@pytest.mark.parametrize("vector", VECTORS, ids=[each["name"] for each in VECTORS])
def test_the_printed_schedule_has_the_agreed_keys_in_the_agreed_order(
    vector: dict[str, Any],
) -> None:
    printed = schedule_json(schedule_of(read_contract(json.dumps(vector["contract"]))))

    assert printed == json.dumps(vector["expected"], indent=1, ensure_ascii=False)
