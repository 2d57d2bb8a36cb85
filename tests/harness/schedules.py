"""Schedules as the API shows them, held against the vectors."""

from typing import Any

Json = dict[str, Any]


def expect_schedule(found: Json, expected: Json) -> None:
    """To the cent: all that the vectors say. The API says more of a line than they do."""
    assert {each: found[each] for each in ("contract_net", "credit_remaining")} == {
        each: expected[each] for each in ("contract_net", "credit_remaining")
    }
    assert [_told(*pair) for pair in _pairs(found, expected)] == expected["invoices"]


def _pairs(found: Json, expected: Json) -> list[tuple[Json, Json]]:
    return list(zip(found["invoices"], expected["invoices"], strict=True))


def _told(ours: Json, theirs: Json) -> Json:
    """Of our invoice, what the vector speaks of."""
    lines = zip(ours["lines"], theirs["lines"], strict=True)
    told = {name: ours[name] for name in theirs}
    return {**told, "lines": [{name: line[name] for name in wanted} for line, wanted in lines]}
