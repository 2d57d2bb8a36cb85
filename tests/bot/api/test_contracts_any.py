"""Any contract that can be agreed on goes through the API and comes back the same."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.files.contract import read_contract, schedule_json
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.queries.resources.contract import TermsResource
from tests.harness.api_client import Json, System
from tests.harness.contracts import contracts
from tests.harness.schedules import expect_schedule

SYSTEM = System()
PARTIES = {"customer": {"id": "customer-acme"}, "sender": {"id": "sender-us"}}
_NUMBERS = ("annual_price", "amount", "quantity", "percent", "discount_percent", "tax_rate")


def said(terms: ContractTerms) -> Json:
    return dict(json.loads(canonical_json(TermsResource.of(terms))))


def without_quotes(value: Any, name: str = "") -> Any:
    """The same, its numbers as JSON's own."""
    if isinstance(value, dict):
        return {key: without_quotes(below, key) for key, below in value.items()}
    if isinstance(value, list):
        return [without_quotes(each, name) for each in value]
    return float(value) if name in (*_NUMBERS, "yearly_prices") else value


@given(contracts())
def test_a_contract_that_is_posted_has_the_same_terms_when_it_is_read(
    terms: ContractTerms,
) -> None:
    answer = SYSTEM.call("POST", "/contracts", {**said(terms), **PARTIES})
    assert answer.status_code == 201, answer.text
    read = SYSTEM.call("GET", f"/contracts/{answer.json()['id']}").json()
    assert read_contract(json.dumps(read["terms"])) == terms
    expect_schedule(read["schedule"], json.loads(schedule_json(schedule_of(terms))))


@settings(max_examples=8, deadline=None)
@given(contracts(), contracts(), st.sampled_from(["USD", "EUR", "JPY", "KWD"]))
def test_a_draft_becomes_any_other_contract_that_is_put(
    first: ContractTerms, then: ContractTerms, currency: str
) -> None:
    made = SYSTEM.call("POST", "/contracts", {**in_another(first, currency), **PARTIES}).json()
    body = said(then)
    answer = SYSTEM.call("PUT", f"/contracts/{made['id']}", body, if_match="*")
    assert answer.status_code == 200, answer.text
    assert read_contract(json.dumps(answer.json()["terms"])) == then


def in_another(terms: ContractTerms, currency: str) -> Json:
    """The same numbers of minor units in another currency."""
    text = canonical_json(terms).replace(f'"{terms.currency}"', f'"{currency}"')
    return said(ContractTerms.model_validate_json(text))


@given(contracts())
def test_quotes_around_numbers_make_no_difference(terms: ContractTerms) -> None:
    quoted = SYSTEM.call("POST", "/contracts/preview", said(terms))
    bare = SYSTEM.call("POST", "/contracts/preview", without_quotes(said(terms)))
    assert (quoted.status_code, bare.status_code) == (200, 200), bare.text
    assert bare.json() == quoted.json()
