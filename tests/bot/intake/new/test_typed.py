"""The form as it was sent: whatever comes is read, what is no field is left aside."""

from bot.intake.new.typed import read_typed, typed_of_material
from tests.harness.builder_forms import a_form, an_empty_form


def test_lines_are_read_in_the_order_of_their_numbers() -> None:
    typed = read_typed(
        "invoice",
        [
            ("lines[7].description", "second"),
            ("lines[2].description", "first"),
            ("lines[2].quantity", "3"),
        ],
    )
    assert [line.value("description") for line in typed.lines] == ["first", "second"]
    assert typed.value("lines[0].quantity") == "3"


def test_what_is_no_field_of_the_page_is_left_aside() -> None:
    sent = [
        ("sender.profile_id", "x"),
        ("lines[0].__class__", "x"),
        ("lines[9999].description", "x"),
        ("term_months", "3 years"),
        ("show", "-1"),
    ]
    typed = read_typed("invoice", sent)
    assert not any(typed.values.values())
    assert typed.lines == ()
    assert typed.show == 1


def test_a_line_of_a_kind_that_there_is_not_is_a_subscription() -> None:
    typed = read_typed("contract", [("lines[0].kind", "item"), ("lines[0].price", "5")])
    assert typed.lines[0].kind == "subscription"


def test_lines_are_sixty_at_most() -> None:
    typed = read_typed("invoice", [(f"lines[{n}].description", "x") for n in range(99)])
    assert len(typed.lines) == 60
    assert typed.with_line("item") is typed


def test_a_new_line_has_the_tax_of_the_last_one() -> None:
    line = a_form().with_line("item").lines[-1]
    assert line.value("tax_category") == "AE"
    assert line.is_blank


def test_a_removed_line_leaves_the_others() -> None:
    typed = a_form().without_line(1)
    assert [line.value("description")[:8] for line in typed.lines] == [
        "Platform",
        "Onboardi",
        "Usage cr",
    ]
    assert typed.without_line(99) == typed


def test_what_is_handed_over_is_the_form_without_its_bank_account() -> None:
    for kind in ("invoice", "contract"):
        typed = a_form(kind)
        assert "DE8937" not in str(typed.material())
        again = typed_of_material(kind, typed.material())
        assert again.lines == typed.lines
        assert again.value("customer.name") == "Société Lumière SAS"
        assert again.value("bank_account.iban") == ""


def test_an_empty_form_has_one_blank_line() -> None:
    assert [line.is_blank for line in an_empty_form("contract").lines] == [True]


def test_a_form_left_before_the_fields_had_their_names_is_still_read() -> None:
    values = {"term": "3 years", "frequency": "monthly", "timing": "arrears"}
    line = {"kind": "subscription", "price": "1.2M", "discount": "5"}
    typed = typed_of_material("contract", {"values": values, "lines": [line]})
    assert typed.value("term_months") == "3 years"
    assert (typed.value("billing_frequency"), typed.value("billing_timing")) == (
        "monthly",
        "arrears",
    )
    assert typed.lines[0].values == {"annual_price": "1.2M", "discount_percent": "5"}
