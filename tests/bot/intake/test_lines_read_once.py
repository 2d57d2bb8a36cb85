"""A line of the contract builder is read once while it and its contract stay as they are."""

from datetime import date

import pytest

from bot.intake.contract.lines import contract_line_of
from bot.intake.documents.contract import Frame
from bot.intake.drafts.contract import ContractLineForm
from jupiter_core.domain.contract.lines import ContractLine, OneTime
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import ValidationErrors

FRAME = Frame("USD", date(2027, 1, 1), 36, {"billing_months": 5})


def line(key: str = "l1", **typed: str) -> ContractLineForm:
    values = {"description": "Onboarding", "amount": "1.5k", **typed}
    return ContractLineForm(key=key, kind="one_time", **values)


def amount(meant: ContractLine) -> Money:
    assert isinstance(meant, OneTime)
    return meant.amount


def test_what_was_typed_before_is_not_read_again_wherever_it_stands_now() -> None:
    first = contract_line_of(line(), FRAME)
    same = Frame("USD", date(2027, 1, 1), 36, {"billing_months": 5})
    assert contract_line_of(line("l7"), same) is first


def test_another_word_or_another_contract_is_read_for_itself() -> None:
    assert amount(contract_line_of(line(), FRAME)) == Money(minor=150_000, currency="USD")
    assert amount(contract_line_of(line(amount="2k"), FRAME)).minor == 200_000
    yen = FRAME._replace(currency="JPY")
    assert amount(contract_line_of(line(), yen)) == Money(minor=1_500, currency="JPY")


def test_what_is_wrong_is_told_each_time_and_only_in_the_contract_in_which_it_is_wrong() -> None:
    rising = ContractLineForm(
        key="l1", kind="subscription", description="Seats", annual_price="48k", escalators="5% y3"
    )
    one_year = FRAME._replace(term_months=12)
    for _ in range(2):
        with pytest.raises(ValidationErrors) as told:
            contract_line_of(rising, one_year)
        assert [each.path for each in told.value.refusals] == ["escalators"]
        assert contract_line_of(rising, FRAME)
