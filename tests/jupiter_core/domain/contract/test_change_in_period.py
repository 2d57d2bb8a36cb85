"""Quantities, products and ends that change inside a period: what is agreed and what refused."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.domain.contract.change import (
    with_added_product,
    with_changed_price,
    with_changed_quantity,
    with_early_end,
    with_new_end,
)
from jupiter_core.domain.contract.lines import OneTime, QuantityChange
from jupiter_core.domain.contract.renewal import is_near, is_renewable, renewal_terms
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.refusals import (
    NoPeriodLeft,
    NotAContractMonth,
    NotFound,
    NothingChanged,
    OutsideTerm,
    StartsAfterEnd,
    ValidationErrors,
)
from jupiter_core.domain.schedule.build import schedule_of
from tests.harness.contracts import a_contract, a_subscription, usd

SEATS = a_subscription(description="Seats", quantity=Decimal(40), annual_price=usd("1200"))


def seats(**changes: object) -> ContractTerms:
    """Two years from 1 March 2027."""
    return a_contract(SEATS, start_date=date(2027, 3, 1), term_months=24, **changes)


def test_a_change_from_the_next_period_is_agreed_for_the_day_on_which_it_begins() -> None:
    terms = seats(proration="at_next_period")

    more = with_changed_quantity(terms, 0, date(2027, 12, 1), Decimal(50))
    dearer = with_changed_price(terms, 0, date(2027, 12, 1), usd("1300"))
    added = with_added_product(terms, SEATS, date(2027, 12, 1))

    assert more.subscription(0).quantity_changes[0].from_date == date(2028, 3, 1)
    assert dearer.subscription(0).price_changes[0].from_date == date(2028, 3, 1)
    assert added.subscription(1).starts_on == date(2028, 3, 1)


def test_a_change_from_the_next_period_is_refused_where_no_period_is_left() -> None:
    with pytest.raises(NoPeriodLeft, match="none begins after 2 Mar 2028"):
        with_changed_quantity(seats(proration="at_next_period"), 0, date(2028, 3, 2), Decimal(50))


def test_by_month_a_quantity_changes_on_the_first_day_of_a_contract_month() -> None:
    with pytest.raises(ValidationErrors) as refused:
        with_changed_quantity(seats(), 0, date(2027, 12, 5), Decimal(50))

    (mistake,) = refused.value.refusals
    assert isinstance(mistake, NotAContractMonth)
    assert mistake.path == "lines[0].quantity_changes[0].from_date"


def test_by_day_a_quantity_changes_on_any_day_of_the_term_and_on_no_other() -> None:
    terms = seats(proration="by_day")
    changed = with_changed_quantity(terms, 0, date(2027, 12, 5), Decimal(50))
    assert changed.subscription(0).quantity_on(date(2027, 12, 4)) == 40
    assert changed.subscription(0).quantity_on(date(2027, 12, 5)) == 50

    with pytest.raises(ValidationErrors) as refused:
        with_changed_quantity(terms, 0, date(2029, 3, 1), Decimal(50))
    assert isinstance(refused.value.refusals[0], OutsideTerm)


def test_a_later_change_goes_on_from_the_one_before_and_replaces_one_of_the_same_day() -> None:
    once = with_changed_quantity(seats(), 0, date(2027, 6, 1), Decimal(50))
    twice = with_changed_quantity(once, 0, date(2027, 9, 1), Decimal(60))
    again = with_changed_quantity(twice, 0, date(2027, 6, 1), Decimal(45))

    assert [
        (each.from_date.month, int(each.quantity))
        for each in twice.subscription(0).quantity_changes
    ] == [
        (6, 50),
        (9, 60),
    ]
    assert [
        (each.from_date.month, int(each.quantity))
        for each in again.subscription(0).quantity_changes
    ] == [
        (6, 45),
        (9, 60),
    ]
    with pytest.raises(NothingChanged):
        with_changed_quantity(twice, 0, date(2027, 10, 1), Decimal(60))


def test_a_fee_has_no_quantity_to_change() -> None:
    terms = a_contract(SEATS, OneTime(description="Workshop", amount=usd("1500")))
    with pytest.raises(NotFound):
        with_changed_quantity(terms, 1, date(2027, 6, 1), Decimal(2))


def test_no_units_bill_nothing_from_that_day_on() -> None:
    terms = with_changed_quantity(seats(), 0, date(2028, 3, 1), Decimal(0))

    assert [str(each.net) for each in schedule_of(terms).invoices] == ["48000.00"]


@pytest.mark.parametrize("last_day", [date(2029, 2, 28), date(2030, 1, 1), date(2027, 2, 28)])
def test_an_early_end_lies_within_the_term_and_before_its_end(last_day: date) -> None:
    with pytest.raises((OutsideTerm, ValidationErrors)):
        with_early_end(seats(), last_day)


def test_an_early_end_keeps_the_term_and_a_new_end_takes_it_back() -> None:
    ended = with_early_end(seats(), date(2028, 1, 15))
    assert (ended.term_months, ended.last_day) == (24, date(2028, 1, 15))

    back = with_new_end(ended, date(2029, 2, 28))
    assert (back.ends_on, back.last_day) == (None, date(2029, 2, 28))


def test_a_product_that_would_never_begin_stands_in_the_way_of_an_early_end() -> None:
    terms = with_added_product(seats(), SEATS, date(2028, 6, 1))
    with pytest.raises(StartsAfterEnd):
        with_early_end(terms, date(2028, 5, 31))


def test_the_fee_of_an_early_end_is_billed_on_the_last_day() -> None:
    fee = OneTime(description="Early termination fee", amount=usd("5000"))
    invoices = schedule_of(with_early_end(seats(), date(2027, 6, 30), fee)).invoices

    assert (invoices[-1].issue_on, str(invoices[-1].net)) == (date(2027, 6, 30), "5000.00")


def test_a_renewal_goes_on_with_the_last_quantities_and_without_what_ended() -> None:
    more = SEATS.model_copy(
        update={"quantity_changes": (QuantityChange(from_date=date(2028, 3, 1), quantity=50),)}
    )
    gone = SEATS.model_copy(
        update={"quantity_changes": (QuantityChange(from_date=date(2028, 3, 1), quantity=0),)}
    )
    terms = a_contract(more, gone, start_date=date(2027, 3, 1), term_months=24)

    renewed = renewal_terms(terms, "Acme")
    line = renewed.subscription(0)

    assert len(renewed.lines) == 1
    assert (line.quantity, line.quantity_changes) == (Decimal(50), ())


def test_a_contract_that_ends_early_is_not_proposed_for_renewal() -> None:
    ended = with_early_end(seats(), date(2028, 1, 15))

    assert is_renewable(ended)
    assert not is_near(ended, date(2028, 1, 1), 90)
    assert is_near(seats(), date(2029, 1, 1), 90)
    assert renewal_terms(ended, "Acme").ends_on is None


def test_the_renewal_of_a_contract_that_keeps_month_ends_keeps_them() -> None:
    terms = a_contract(start_date=date(2027, 2, 28), term_months=12, month_end=True)

    renewed = renewal_terms(terms, "Acme")

    assert (renewed.start_date, renewed.month_end) == (date(2028, 2, 29), True)
