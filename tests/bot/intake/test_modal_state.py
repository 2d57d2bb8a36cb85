"""What a person has filled in, read from a view's state."""

from typing import Any

import pytest

from bot.intake.view_state import block_called, list_in, name_of, text_in, values_of


def _filled(element: dict[str, Any], block_id: str = "field.form.0") -> Any:
    return values_of({"state": {"values": {block_id: {"some_action": element}}}})


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ({"type": "plain_text_input", "value": " as *typed* "}, " as *typed* "),
        ({"type": "plain_text_input", "value": None}, ""),
        ({"type": "plain_text_input"}, ""),
        ({"type": "static_select", "selected_option": {"value": "USD"}}, "USD"),
        ({"type": "static_select", "selected_option": None}, ""),
        ({"type": "datepicker", "selected_date": "2026-11-22"}, "2026-11-22"),
        ({"type": "datepicker", "selected_date": None}, ""),
        ({"type": "conversations_select", "selected_conversation": "C1"}, "C1"),
        ({"type": "users_select", "selected_user": "U1"}, "U1"),
    ],
)
def test_a_field_has_the_one_value_of_its_element(element: dict[str, Any], text: str) -> None:
    assert text_in(_filled(element), "field") == text


def test_a_field_that_is_not_shown_has_no_value_and_an_empty_one_is_empty() -> None:
    assert text_in(_filled({"value": "x"}), "fiel") is None
    assert text_in(values_of({"state": {"values": {"field": {}}}}), "field") == ""
    assert list_in({}, "field") == ()


@pytest.mark.parametrize("view", [{}, {"state": None}, {"state": {}}, {"state": {"values": None}}])
def test_a_view_without_fields_has_no_values(view: dict[str, Any]) -> None:
    assert values_of(view) == {}


@pytest.mark.parametrize(
    ("element", "many"),
    [
        ({"selected_options": [{"value": "a"}, {"value": "b"}]}, ("a", "b")),
        ({"selected_options": []}, ()),
        ({"selected_users": ["U1", "U2"]}, ("U1", "U2")),
        ({"selected_users": None}, ()),
    ],
)
def test_a_field_with_several_values_has_them_in_order(
    element: dict[str, Any], many: tuple[str, ...]
) -> None:
    assert list_in(_filled(element), "field") == many


def test_a_block_is_found_by_its_name_whatever_its_tail() -> None:
    values = _filled({"value": "x"}, "po_number.01J.3")
    assert block_called(values, "po_number") == "po_number.01J.3"
    assert block_called(values, "po") is None
    assert name_of("po_number.01J.3") == name_of("po_number") == "po_number"
