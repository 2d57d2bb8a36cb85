"""An amount is read as people write it in every modal that asks for one."""

from typing import Any

import pytest

from bot.intake.drafts.invoice import LineForm
from bot.intake.invoice import line_item_of
from bot.intake.modals.contract import usage_of
from bot.intake.modals.contract_change import TypedChange, changed_terms
from bot.intake.modals.invoice import payment_of
from bot.intake.team import exact_amount_of, read_team
from jupiter_core.domain.contract.lines import Subscription
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.unit_price import UnitPrice
from tests.harness.contracts import the_seed_deal

amounts = pytest.mark.parametrize(
    ("typed", "meant"),
    [("1.2M", "1200000.00"), ("$500k", "500000.00"), ("1.234,56", "1234.56"), ("25k USD", "25000")],
)


def _new_price(typed: str) -> UnitPrice | None:
    change = TypedChange(kind="price", line="0", from_date="2028-01-01", price=typed)
    line = changed_terms(change, the_seed_deal()).lines[0]
    assert isinstance(line, Subscription)
    return line.price_changes[-1].annual_price


def _rule(typed: str) -> dict[str, Any]:
    rule = {"rules[0].at_least": typed, "rules[0].currency": "USD", "rules[0].approvals": "2"}
    return {"approvers": "U0FIONA", "approvals": "1", **rule}


@amounts
def test_a_person_may_write_it_short_everywhere(typed: str, meant: str) -> None:
    amount = Money.of(meant, "USD")
    line = LineForm(key="l1", description="Platform", unit_price=typed)
    assert line_item_of(line, "USD").unit_price == amount
    assert payment_of(typed, "USD") == usage_of(typed, "USD") == amount
    assert _new_price(typed) == amount
    assert read_team(_rule(typed)).policy.rules[0].at_least == amount.decimal


@amounts
def test_a_set_up_file_says_it_exactly(typed: str, meant: str) -> None:
    with pytest.raises(ValidationErrors) as raised:
        read_team(_rule(typed), exact_amount_of)
    assert [each.path for each in raised.value.refusals] == ["rules[0].at_least"]
    rules = read_team(_rule(meant), exact_amount_of).policy.rules
    assert rules[0].at_least == Money.of(meant, "USD").decimal


@pytest.mark.parametrize("typed", ["-5", "(5k)", "1.200k", "a lot"])
def test_a_threshold_below_nothing_or_read_in_two_ways_is_refused(typed: str) -> None:
    with pytest.raises(ValidationErrors) as raised:
        read_team(_rule(typed))
    assert [each.path for each in raised.value.refusals] == ["rules[0].at_least"]
