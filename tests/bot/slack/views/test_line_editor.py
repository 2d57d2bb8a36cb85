"""The editor of one line."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.intake.modals.contract import typed_contract_line
from bot.intake.modals.invoice import typed_line, wants_another
from bot.simulator.view_state import starting_state
from bot.slack.views.contract.line_editor import contract_line_editor
from bot.slack.views.invoice.line_editor import LinePlace, line_editor
from tests.harness.drawn_views import expect_modal, texts_in

PLACE = LinePlace("01JFORM", "l1", "V0ROOT")
FORM = InvoiceForm(currency="USD")
LINE = LineForm(key="l1", description="Seats", quantity="250", unit_price="480")

texts = st.one_of(st.text(max_size=20), st.sampled_from(["x" * 10_000, "", "-1", "1\n2"]))


@settings(deadline=None)
@given(
    description=texts, quantity=texts, price=texts, tax=texts, currency=texts, known=st.booleans()
)
def test_any_line_is_a_modal_that_slack_accepts(
    description: str, quantity: str, price: str, tax: str, currency: str, known: bool
) -> None:
    line = LineForm(
        key="l1", description=description, quantity=quantity, unit_price=price, tax_rate=tax
    )
    form = InvoiceForm(currency=currency[:40], lines=(line,) if known else ())
    expect_modal(line_editor(form, line, PLACE))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "Amount: USD 120,000.00"),
        ({"description": ""}, "Amount: USD 120,000.00"),
        ({"unit_price": "-480"}, "Amount: USD -120,000.00"),
        ({"unit_price": " "}, "The amount is shown here as you type."),
        ({"unit_price": "0.1648"}, "Amount: USD 41.20"),
        ({"unit_price": "1.005"}, "“1.005” can be read in two ways. Write 1,005 or 1.0050."),
        (
            {"unit_price": "0.123456789"},
            "“0.123456789” has more decimals than a unit price can have; 8 at most.",
        ),
        (
            {"tax_category": "AE", "tax_rate": "19"},
            "“Reverse charge” goes with a tax rate of 0; this has 19%.",
        ),
        ({"quantity": "many"}, "“many” is not a number. Write it like 250 or 1.5."),
    ],
)
def test_the_amount_follows_what_is_typed(typed: dict[str, str], said: str) -> None:
    assert said in texts_in(line_editor(FORM, LINE.model_copy(update=typed), PLACE))


def _unit(view: dict[str, Any]) -> dict[str, Any]:
    return next(each["element"] for each in view["blocks"] if each["block_id"].startswith("unit."))


def _read(view: dict[str, Any], line: ContractLineForm) -> ContractLineForm:
    """What an untouched form gives back."""
    return typed_contract_line(line, starting_state(view["blocks"]))


def test_a_contracts_line_has_the_menu_of_units_of_an_invoices() -> None:
    invoice = _unit(line_editor(FORM, LINE, PLACE))
    for typed, shown, value in (
        ("", "No unit", ""),
        ("hour", "hours", "HUR"),
        ("HUR", "hours", "HUR"),
    ):
        line = ContractLineForm(key="l1", kind="subscription", unit=typed)
        view = contract_line_editor(ContractForm(lines=(line,)), line, PLACE)
        assert _unit(view)["options"] == invoice["options"]
        assert _unit(view)["initial_option"]["text"]["text"] == shown
        assert _read(view, line).unit == value


def test_a_unit_that_was_typed_before_there_was_a_menu_stays_to_be_read() -> None:
    line = ContractLineForm(key="l1", kind="subscription", unit="person-month")
    view = contract_line_editor(ContractForm(lines=(line,)), line, PLACE)
    assert _unit(view)["initial_option"]["text"]["text"] == "person-month"
    assert _read(view, line).unit == "person-month"


def test_a_next_line_starts_with_empty_fields() -> None:
    def ids(line: LineForm) -> set[str]:
        return {
            each["block_id"]
            for each in line_editor(FORM, line, PLACE)["blocks"]
            if "element" in each
        }

    assert not ids(LINE) & ids(LineForm(key="l2"))


def test_what_the_fields_hold_is_the_line() -> None:
    values: Any = {
        f"{name}.l1": {"action": {"value": text}}
        for name, text in (("description", "<!channel>"), ("quantity", None), ("unit_price", "1"))
    }
    line = typed_line(LINE, values)
    assert (line.description, line.quantity, line.unit_price) == ("<!channel>", "", "1")
    assert line.tax_rate == LINE.tax_rate


def test_another_line_is_offered_after_a_new_one_only() -> None:
    def offered(form: InvoiceForm) -> bool:
        return "Save and add another" in texts_in(line_editor(form, LINE, PLACE))

    assert offered(FORM)
    assert not offered(FORM.with_line(LINE))
    ticked: Any = {"another.l1": {"line_another": {"selected_options": [{"value": "yes"}]}}}
    assert wants_another(ticked)
    assert not wants_another({})


def test_its_place_is_read_back() -> None:
    assert LinePlace.unpacked(PLACE.packed()) == PLACE


def test_the_tax_is_chosen_by_name_and_charged_at_first() -> None:
    view = line_editor(FORM, LINE, PLACE)
    (element,) = (
        each["element"] for each in view["blocks"] if each.get("block_id") == "tax_category.l1"
    )
    assert [each["text"]["text"] for each in element["options"]] == [
        "Standard rate",
        "Reverse charge",
        "Intra-community supply",
        "Export",
        "Exempt",
        "Not taxed",
    ]
    assert element["initial_option"]["value"] == "charged"
    values: Any = {"tax_category.l1": {"action": {"selected_option": element["options"][1]}}}
    assert typed_line(LINE, values).tax_category == "AE"
