"""Tables that Slack draws itself, and the same for workspaces that do not know them."""

import time
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.simulator.blockkit.validate import valid_message_blocks
from bot.simulator.ids import Ids
from bot.slack.native_blocks import REMEMBERED, NativeBlocks
from bot.slack.views.data_table import (
    data_table,
    is_native,
    link_cell,
    number_cell,
    said_of,
    text_cell,
    without_native,
)

HOSTILE = "<!channel> *bold* & <https://evil.example|Pay>"
ROW = [
    link_cell("https://pay.example/i/1", "JUS-000001"),
    text_cell(HOSTILE),
    number_cell(1345000, "USD 1,345,000.00"),
]
TABLE = data_table("Your invoices", ["Number", "Customer", "Total"], [ROW, ROW])
CHART = {
    "type": "data_visualization",
    "title": "Overdue",
    "chart": {
        "type": "bar",
        "series": [{"name": "USD", "data": [{"label": "1–30", "value": 1200}]}],
        "axis_config": {"categories": ["1–30"]},
    },
}


def valid(blocks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return valid_message_blocks(blocks, Ids(time.time))


def texts(value: Any) -> str:
    if isinstance(value, dict):
        return texts([each for name, each in value.items() if name != "type"])
    if isinstance(value, list):
        return " ".join(texts(each) for each in value)
    return value if isinstance(value, str) else ""


def test_a_table_and_a_chart_are_as_slack_wants_them() -> None:
    assert len(valid([TABLE, CHART])) == 2
    assert is_native([TABLE]) and is_native([CHART]) and not is_native(without_native([TABLE]))


def test_what_a_table_says_is_said_without_it_too() -> None:
    plainly = without_native([{"type": "divider"}, TABLE, CHART])
    assert plainly[0] == {"type": "divider"}
    said = texts(valid(plainly))
    for words in ("Your invoices", "JUS-000001", HOSTILE, "USD 1,345,000.00", "USD, 1–30: 1200"):
        assert words in said


def test_a_hundred_rows_without_a_table_are_within_what_a_message_holds() -> None:
    row = [text_cell("x" * 30), text_cell("y" * 20), number_cell(1, "USD 1.00")]
    hundred = data_table("All", ["A", "B", "C"], [row] * 100)
    assert len(valid(without_native([hundred]))) == 11


def test_top_level_text_is_escaped_and_not_too_long() -> None:
    said = said_of(data_table("T", ["A"], [[text_cell(HOSTILE)]] * 100))
    assert "&lt;!channel&gt;" in said and "<!channel>" not in said
    assert len(said) <= 3000


@pytest.mark.parametrize(
    ("rows", "header"),
    [
        ([], ["A"]),
        ([[text_cell("x")]] * 101, ["A"]),
        ([[text_cell("x")]], ["A", "B"]),
        ([[text_cell("x" * 100)]] * 100, ["A"]),
    ],
)
def test_what_slack_would_refuse_is_no_table(rows: list[Any], header: list[str]) -> None:
    with pytest.raises(ValueError):
        data_table("T", header, rows)


def refused(error: str) -> SlackApiError:
    return SlackApiError("refused", {"ok": False, "error": error})  # type: ignore[no-untyped-call]


class Workspace:
    """A workspace that may not know tables, and what it was sent."""

    def __init__(self, *, knows: bool) -> None:
        self.knows, self.calls = knows, 0

    def send(self, blocks: list[dict[str, Any]]) -> None:
        self.calls += 1
        if is_native(blocks) and not self.knows:
            raise refused("invalid_blocks")


def test_a_workspace_that_does_not_know_tables_is_asked_once_and_again_after_a_while() -> None:
    clock = [datetime(2026, 3, 1, tzinfo=UTC)]
    natives, workspace = NativeBlocks(lambda: clock[0]), Workspace(knows=False)
    natives.sent("T1", [TABLE], workspace.send)
    assert workspace.calls == 2
    natives.sent("T1", [TABLE], workspace.send)
    assert workspace.calls == 3
    clock[0] += REMEMBERED + timedelta(seconds=1)
    workspace.knows = True
    natives.sent("T1", [TABLE], workspace.send)
    assert workspace.calls == 4
    assert natives.known("T1") and natives.known("T2")


def test_another_refusal_is_no_reason_to_draw_it_plainly() -> None:
    def send(_blocks: Any) -> None:
        raise refused("channel_not_found")

    natives = NativeBlocks()
    with pytest.raises(SlackApiError):
        natives.sent("T1", [TABLE], send)
    assert natives.known("T1")
