"""What is put into a field that has to be filled in."""

from datetime import UTC, datetime
from typing import Any

import pytest

from bot.demo.filling import COLLEAGUE, DEAL, entered, fields_of
from bot.demo.local_workspace import LocalWorkspace

Json = dict[str, Any]


class Offering(LocalWorkspace):
    """Its menus that search have `offered` for a query, and nothing for others."""

    def __init__(self, **offered: str) -> None:
        self.offered = offered

    def suggestions(self, user: str, view: Json, name: str, query: str) -> list[Json]:
        return [{"value": self.offered[query]}] if query in self.offered else []


def put_into(kind: str, label: str = "Reason", **more: Any) -> Any:
    field = {"type": kind, "action_id": "a", **more}
    return entered(Offering(ger="DE"), "U0SAM", {"id": "V1"}, label, field)


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("Reason", "As agreed"),
        ("Amount used (USD)", "100.00"),
        ("Unit price incl. tax (PLN)", "100.00"),
        ("Months per invoice", "1"),
        ("PO number for all", "4500017342"),
        ("E-mail", "ap@acme.example"),
        ("Other payment terms", "30 EOM"),
    ],
)
def test_a_text_fits_its_label(label: str, text: str) -> None:
    assert put_into("plain_text_input", label) == text


def test_of_choices_one_is_taken_and_of_none_none() -> None:
    assert put_into("static_select", options=[{"value": "x"}, {"value": "y"}]) == "y"
    assert put_into("external_select") == "DE"
    assert put_into("conversations_select") == DEAL
    assert put_into("users_select") == COLLEAGUE
    assert (
        entered(Offering(), "U0SAM", {}, "x", {"type": "external_select", "action_id": "a"}) is None
    )
    assert put_into("file_input") is None


def test_a_day_is_one_to_come() -> None:
    assert put_into("datepicker") > datetime.now(UTC).date().isoformat()


def test_fields_are_those_that_are_named() -> None:
    blocks = [
        {"block_id": name, "label": {"text": name.upper()}, "element": {"action_id": name}}
        for name in ("a", "b", "c")
    ]
    view = {"blocks": [*blocks, {"block_id": "d", "type": "section"}]}
    found = [
        (label, field["action_id"]) for label, field in fields_of(view, {"a": "", "c": "", "d": ""})
    ]
    assert found == [("A", "a"), ("C", "c")]
