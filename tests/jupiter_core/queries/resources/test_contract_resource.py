"""A contract as other systems read it: what is read is what may be sent."""

import json
import re
from typing import Any

import pytest
from hypothesis import given

from bot.intake.files.contract import read_contract, schedule_json
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.refusals import AmountTooLarge
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.queries.resources.contract import ContractResource, TermsResource
from jupiter_core.queries.resources.schedule import ScheduleResource
from tests.factories import FIONA, NOW, SAM, WORKSPACE
from tests.harness.contracts import a_contract, contracts, the_seed_deal

AMOUNT = {"USD": r"-?\d+\.\d\d", "JPY": r"-?\d+", "KWD": r"-?\d+\.\d{3}"}


def a_proposal(terms: ContractTerms, **changes: object) -> Contract:
    agreement = Agreement(
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        memo="Three years",
        terms=terms,
        schedule=schedule_of(terms),
    )
    return Contract(
        id="contract-1",
        workspace_id=WORKSPACE,
        deal_channel="",
        name="Acme 2027",
        customer_name="Acme Corporation",
        seller_name="Jupiter US Inc.",
        proposal=agreement,
        drafted_by=SAM,
        authors=(SAM.id,),
    ).model_copy(update=changes)


def read(contract: Contract) -> dict[str, Any]:
    found = json.loads(canonical_json(ContractResource.of(contract)))
    assert isinstance(found, dict)
    return found


@given(contracts())
def test_the_terms_of_any_contract_read_back_are_the_same_terms(terms: ContractTerms) -> None:
    said = canonical_json(TermsResource.of(terms))
    assert read_contract(said) == terms


@given(contracts())
def test_the_schedule_of_any_contract_says_what_the_file_says(terms: ContractTerms) -> None:
    try:
        schedule = schedule_of(terms)
    except AmountTooLarge:
        return
    resource = json.loads(canonical_json(ScheduleResource.of(schedule)))
    printed = json.loads(schedule_json(schedule))
    for invoice, expected in zip(resource["invoices"], printed["invoices"], strict=True):
        for line, wanted in zip(invoice["lines"], expected["lines"], strict=True):
            assert wanted.items() <= line.items()
        assert {**invoice, "lines": 0} == {**expected, "lines": 0}
    assert {**resource, "invoices": 0} == {**printed, "invoices": 0}


@given(contracts())
def test_every_amount_has_the_digits_of_its_currency(terms: ContractTerms) -> None:
    pattern = AMOUNT[terms.currency]
    schedule = ScheduleResource.of(schedule_of(terms))
    for invoice in schedule.invoices:
        amounts = [
            invoice.net,
            invoice.tax,
            invoice.total,
            *(each.amount for each in invoice.lines),
        ]
        assert all(re.fullmatch(pattern, amount) for amount in amounts)


def test_what_was_not_said_of_a_line_is_left_out_and_what_was_is_exact() -> None:
    lines = [dict(each) for each in TermsResource.of(the_seed_deal()).lines]
    assert lines[1]["annual_price"] == "480.00"
    assert lines[1]["quantity"] == "250"
    assert lines[1]["escalators"] == [{"contract_year": 2, "percent": "5"}]
    assert "yearly_prices" not in lines[1]
    assert lines[3]["amount"] == "25000.00"


def test_a_draft_has_every_field_and_says_what_is_not_there() -> None:
    draft = read(a_proposal(the_seed_deal()))
    assert draft.keys() == set(ContractResource.model_fields)
    for name in ("external_id", "deal_channel", "agreed_schedule", "ended_on"):
        assert draft[name] is None
    assert (draft["status"], draft["revision"], draft["approvals"]) == ("draft", 0, [])
    assert draft["total"] == str(a_proposal(the_seed_deal()).shown.total)


def test_while_a_change_waits_both_schedules_are_read() -> None:
    policy = ApprovalPolicy(approvers=(FIONA.id,))
    draft = a_proposal(a_contract())
    shown = draft.shown
    active = draft.proposed(shown, SAM, policy).approved(FIONA, NOW)
    assert read(active)["agreed_schedule"] == read(active)["schedule"]
    assert [each["by"] for each in read(active)["approvals"]] == [FIONA.id]
    terms = a_contract(net_terms=30)
    changed = shown.model_copy(update={"terms": terms, "schedule": schedule_of(terms)})
    waiting = read(active.proposed(changed, SAM, policy))
    assert waiting["status"] == "pending_approval"
    assert waiting["terms"]["net_terms"] == 30
    assert waiting["schedule"] != waiting["agreed_schedule"] == read(active)["schedule"]


@pytest.mark.parametrize("hostile", ["</script>", '"\\', "<!channel>", "\u202e"])
def test_hostile_text_is_read_as_it_is(hostile: str) -> None:
    assert read(a_proposal(a_contract(), name=hostile))["name"] == hostile
