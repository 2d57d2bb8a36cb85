"""Products and service periods in the one-line way."""

from typing import Any

import pytest

from bot.intake.shorthand.line import Quick, read_quick
from bot.intake.shorthand.names import Named
from bot.intake.shorthand.products import NamedProduct

CUSTOMERS = [Named("acme", "Acme Corporation"), Named("plat", "Platform Industries")]
PRODUCTS = [
    NamedProduct("seat", "SEAT", "Analytics seat"),
    NamedProduct("ent", "PLAT-ENT", "Platform Enterprise"),
    NamedProduct("onb", "", "Onboarding"),
    NamedProduct("t1", "", "Training"),
    NamedProduct("t2", "TR-2", "Training"),
    NamedProduct("num", "4711", "Old number"),
]


def read(text: str) -> Quick:
    return read_quick(f"Acme {text}", CUSTOMERS, [], PRODUCTS)


def test_of_several_pos_a_products_own_is_that_of_its_line() -> None:
    found = read("SEAT 450.00 po 8800, onboarding 50k po 8801").lines
    assert [(each.product_id, each.amount, each.po_number) for each in found] == [
        ("seat", "450.00", "8800"),
        ("onb", "50,000", "8801"),
    ]


def lines(text: str) -> list[tuple[str, str, str]]:
    """Product or description, quantity, amount."""
    quick = read(text)
    assert quick.not_understood == ()
    return [
        (each.product_id or each.description, each.quantity, each.amount) for each in quick.lines
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SEAT", [("seat", "1", "")]),
        ("seat x 250", [("seat", "250", "")]),
        ("SEAT x250", [("seat", "250", "")]),
        ("250 x SEAT", [("seat", "250", "")]),
        ("250x seat", [("seat", "250", "")]),
        ("250 SEAT net 30", [("seat", "250", "")]),
        ("1000 seat", [("seat", "1000", "")]),
        ("2 Platform Enterprise", [("ent", "2", "")]),
        ("plat-ent, seat x 3", [("ent", "1", ""), ("seat", "3", "")]),
        ("SEAT 450.00", [("seat", "1", "450.00")]),
        ("SEAT x 3 at 450.00", [("seat", "3", "450.00")]),
        ("250 x 450 SEAT", [("seat", "250", "450")]),
        ("50k onboarding", [("onb", "1", "50,000")]),
        ("onboarding 50k", [("onb", "1", "50,000")]),
        ("SEAT x 3, setup 5k", [("seat", "3", ""), ("Setup", "1", "5,000")]),
        ("TR-2", [("t2", "1", "")]),
    ],
)
def test_a_product_is_named_by_code_or_whole_name(text: str, found: list[Any]) -> None:
    assert lines(text) == found


def test_a_name_that_two_have_a_bare_number_and_half_a_name_name_no_product() -> None:
    for text in ("training 5k", "4711.00 fee", "platform 5k"):
        assert [each.product_id for each in read(text).lines] == [""]


def test_a_customers_name_is_one_still() -> None:
    quick = read_quick("Platform Industries SEAT", CUSTOMERS, [], PRODUCTS)
    assert quick.customer_id == "plat"
    assert [each.product_id for each in quick.lines] == ["seat"]


def test_with_a_years_price_or_a_term_it_is_a_contract() -> None:
    quick = read("PLAT-ENT 1.2M/yr 3y")
    (line,) = quick.lines
    assert quick.is_contract
    assert (line.kind, line.product_id, line.amount) == ("subscription", "ent", "1,200,000")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("service 2027-01-01 to 2027-12-31", ("2027-01-01", "2027-12-31")),
        ("service period 1 Jan 2027 - 31 Mar 2027", ("2027-01-01", "2027-03-31")),
        ("for Jan 1, 2027 through Jan 31, 2027", ("2027-01-01", "2027-01-31")),
        ("covering Jan 2027 until Feb 2028", ("2027-01-01", "2028-02-29")),
        ("2027-01-01 – 2027-12-31", ("2027-01-01", "2027-12-31")),
        ("from 2027-01-01 to 2027-12-31", ("2027-01-01", "2027-12-31")),
    ],
)
def test_a_service_period_is_read_to_its_last_day(text: str, days: tuple[str, str]) -> None:
    quick = read(f"50k setup {text}")
    assert quick.not_understood == ()
    assert (quick.fields["service_start"], quick.fields["service_end"]) == days
    assert "start" not in quick.fields


def test_a_second_period_is_not_understood() -> None:
    text = "5k setup service 2027-01-01 to 2027-12-31, service 2028-01-01 to 2028-12-31"
    quick = read(text)
    assert quick.fields["service_start"] == "2027-01-01"
    assert "2028-12-31" in quick.not_understood
