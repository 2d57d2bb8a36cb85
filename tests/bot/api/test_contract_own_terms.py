"""A contract's late fee and references over REST."""

import pytest

from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.late_fee import late_fee_of
from tests.bot.api.test_contracts import a_contract, made
from tests.factories import WORKSPACE, a_customer
from tests.harness.api_client import System, pointers


@pytest.fixture
def system() -> System:
    return System()


def test_they_are_read_as_they_were_sent_and_may_be_sent_again(system: System) -> None:
    sent = [{"key": "project", "value": "P-77"}, {"label": "Batch No.", "value": "B1"}]
    contract = made(system, late_fee="9% a year + 40.00 after 5 days", references=sent)
    terms = contract["terms"]
    assert terms["late_fee"] == "9% a year + USD 40.00 after 5 days"
    assert terms["references"] == [
        {"key": "project", "label": "", "value": "P-77"},
        {"key": "batch_no", "label": "Batch No.", "value": "B1"},
    ]
    again = system.call("PUT", f"/contracts/{contract['id']}", terms, if_match="*")
    assert (again.status_code, again.json()["terms"]) == (200, terms)


def test_a_late_fee_that_is_left_out_is_as_usual_and_an_empty_one_is_none(system: System) -> None:
    usual = DealDefaults(late_fee=late_fee_of("2% a month"))
    with system.store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer(defaults=usual))
    assert made(system)["terms"]["late_fee"] == "2% a month"
    assert "late_fee" not in made(system, late_fee="")["terms"]


def test_a_mistake_is_told_at_its_place(system: System) -> None:
    wrong = a_contract(late_fee="lots", references=[{"value": "P-77"}])
    answer = system.call("POST", "/contracts", wrong)
    assert answer.status_code == 422
    assert [*pointers(answer)] == ["#/late_fee", "#/references/0/key"]
