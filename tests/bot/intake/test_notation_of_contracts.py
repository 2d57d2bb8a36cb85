"""The small grammars of a contract's fields."""

import pytest

from bot.intake.notation.amounts import short_money_of, short_prices_of
from bot.intake.notation.contract import escalators_of, price_changes_of, term_of, years_of
from jupiter_core.domain.refusals import Refusal


@pytest.mark.parametrize(
    ("typed", "months"),
    [("36", 36), ("3 years", 36), ("3y", 36), ("18 months", 18), ("2.5 years", 30), ("1 yr", 12)],
)
def test_a_term_is_months_or_years(typed: str, months: int) -> None:
    assert term_of(typed) == months


@pytest.mark.parametrize("typed", ["", "0", "three", "241", "2.3 years", "3 weeks", "3 years ago"])
def test_what_is_no_term_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        term_of(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", []),
        ("5% y2", [(2, "5")]),
        ("5% y2,3.5% y3", [(2, "5"), (3, "3.5")]),
        ("5 in year 2; -1,5% y3", [(2, "5"), (3, "-1.5")]),
        ("5% y2-4", [(2, "5"), (3, "5"), (4, "5")]),
        ("5% every year", [(2, "5"), (3, "5")]),
    ],
)
def test_escalators_by_contract_year(typed: str, meant: list[tuple[int, str]]) -> None:
    found = [(each.contract_year, str(each.percent)) for each in escalators_of(typed, 3)]
    assert found == meant


@pytest.mark.parametrize("typed", ["5%", "5% y2 and more", "y2", "5% y4-2", "5000% y2"])
def test_what_is_no_escalator_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        escalators_of(typed, 3)


def test_contract_years_are_listed_or_ranges() -> None:
    assert years_of("1, 3-5") == (1, 3, 4, 5)
    assert years_of("y1,y2") == (1, 2)
    with pytest.raises(Refusal):
        years_of("first")


def test_new_prices_are_one_a_line() -> None:
    (first, second) = price_changes_of("2028-07-01: 1.5M\n2029-01-01 2M", "USD")
    assert (str(first.from_date), str(first.annual_price)) == ("2028-07-01", "1500000.00")
    assert str(second.annual_price) == "2000000.00"


@pytest.mark.parametrize(
    ("typed", "currency", "meant"),
    [
        ("1.2M", "USD", "1200000.00"),
        ("$1.2m", "USD", "1200000.00"),
        ("1,5M", "EUR", "1500000.00"),
        ("USD 50k", "USD", "50000.00"),
        ("1.5M", "JPY", "1500000"),
        ("1.5M", "KWD", "1500000.000"),
        ("1,200,000.00", "USD", "1200000.00"),
        ("1,200k", "USD", "1200000.00"),
    ],
)
def test_an_amount_may_be_short(typed: str, currency: str, meant: str) -> None:
    assert str(short_money_of(typed, currency)) == meant


@pytest.mark.parametrize("typed", ["1.200k", "1,125M", "k", "1.2.3M", "€5k", "5km", "9" * 50])
def test_what_can_be_read_in_two_ways_or_none_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        short_money_of(typed, "USD")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1,200,000", ["1200000.00"]),
        ("500k, 1M, 1.5M", ["500000.00", "1000000.00", "1500000.00"]),
        ("500,000 / 1,000,000", ["500000.00", "1000000.00"]),
        ("500k,1M", ["500000.00", "1000000.00"]),
    ],
)
def test_a_ramp_is_a_price_for_each_year(typed: str, meant: list[str]) -> None:
    assert [str(each) for each in short_prices_of(typed, "USD")] == meant


def test_a_number_with_spaces_after_its_commas_is_no_ramp() -> None:
    with pytest.raises(Refusal):
        short_prices_of("1, 200, 000", "USD")
