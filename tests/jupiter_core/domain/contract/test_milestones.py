"""Fees in milestones: their shares to the cent, their days, and what waits for an acceptance."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.documents.base import Notation
from bot.intake.documents.contract import ContractDocument
from bot.intake.documents.reading import required
from bot.intake.notation.milestones import InvalidMilestone, parts_text, parts_typed
from jupiter_core.domain.contract.milestone import Acceptance, Milestone, Milestones
from jupiter_core.domain.contract.terms import ContractTerms, OneTime
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import FiscalChange, ValidationErrors
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.schedule.changed import reschedule
from tests.harness.contracts import a_contract, a_subscription, the_seed_deal, usd
from tests.reckoned import milestones as reckoned

VECTORS = json.loads(reckoned.FILE.read_text())
GO_LIVE = Milestone(name="Go-live", percent=Decimal(40), expected_on=date(2027, 6, 30))
PROJECT = Milestones(
    description="Implementation",
    amount=usd("100000.01"),
    tax_rate=Decimal("8.875"),
    parts=(
        Milestone(name="Signature", percent=Decimal(40), on=date(2027, 2, 1)),
        GO_LIVE,
        Milestone(name="Report", percent=Decimal(20)),
    ),
)


def a_project(*acceptances: Acceptance) -> ContractTerms:
    return a_contract(a_subscription(), PROJECT, acceptances=acceptances)


def billed(terms: ContractTerms) -> list[tuple[str, str]]:
    invoices = schedule_of(terms).invoices
    return [(each.issue_on.isoformat(), str(each.total)) for each in invoices]


def mistakes(*parts: Milestone, amount: str = "100") -> dict[str, str]:
    with pytest.raises(ValidationErrors) as refused:
        a_contract(Milestones(description="Fee", amount=usd(amount), parts=parts))
    return {each.path or "": each.sentence for each in refused.value.refusals}


def test_the_vectors_are_what_the_words_give() -> None:
    assert reckoned.reckoned() == VECTORS


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: each["name"])
def test_each_part_is_billed_on_its_day_to_the_cent(vector: dict[str, Any]) -> None:
    text = "\n".join(
        f"Part {n}: {each['share']} on {each['on']}"
        for n, each in enumerate(vector["parts"], start=1)
    )
    line = {"kind": "milestones", "description": "Fee", "amount": vector["amount"], "parts": text}
    sent = {
        "currency": "USD",
        "start_date": "2027-01-01",
        "term_months": "12",
        "billing_frequency": "annual",
        "net_terms": "30",
        "lines": [line],
    }
    terms = required(ContractDocument, sent, Notation.PERSON).terms()
    fee = terms.lines[0]
    assert isinstance(fee, Milestones)
    assert [str(each) for each in fee.shares] == vector["shares"]
    assert dict(billed(terms)) == vector["billed"]


def test_forty_forty_twenty_by_hand_with_tax() -> None:
    """40,000.01 and 8.875% of it, 3,550.000887…, are 43,550.01; the rest of the deal is yearly."""
    assert billed(a_project()) == [
        ("2027-01-01", "120000.00"),
        ("2027-02-01", "43550.01"),
        ("2028-01-01", "120000.00"),
        ("2029-01-01", "120000.00"),
    ]
    schedule = schedule_of(a_project())
    assert [each.words for each in schedule.pending] == [
        "on acceptance of Go-live, expected 30 Jun 2027",
        "on acceptance of Report",
    ]
    assert [str(each.total) for each in schedule.pending] == ["43550.00", "21775.00"]
    assert str(schedule.contract_net) == "460000.01"


def test_an_accepted_milestone_takes_its_place_among_the_coming_invoices() -> None:
    terms = a_project()
    issued = schedule_of(terms).invoices[:2]
    accepted = a_project(Acceptance(line=1, part=1, on=date(2027, 5, 5)))
    after = reschedule(issued, accepted, date(2027, 5, 6))
    assert [(each.sequence, each.issue_on.isoformat()) for each in after.invoices] == [
        *((1, "2027-01-01"), (2, "2027-02-01"), (3, "2027-05-06")),
        *((4, "2028-01-01"), (5, "2029-01-01")),
    ]
    assert after.invoices[2].lines[0].description == "Implementation, Go-live"
    assert [each.name for each in after.pending] == ["Report"]
    again = reschedule(after.invoices[:3], accepted, date(2027, 9, 1))
    assert again == after


def test_an_issued_milestone_is_not_made_another_one() -> None:
    issued = schedule_of(a_project()).invoices[:2]
    cheaper = PROJECT.model_copy(update={"amount": usd("90000")})
    with pytest.raises(FiscalChange):
        reschedule(issued, a_contract(a_subscription(), cheaper), date(2027, 5, 6))


def test_a_fee_has_an_invoice_of_its_own_only_where_that_was_agreed() -> None:
    fee = OneTime(description="Setup", amount=usd("500"), bill_on=date(2027, 6, 30))
    assert ("2028-01-01", "120500.00") in billed(a_contract(a_subscription(), fee))
    own = fee.model_copy(update={"own_invoice": True})
    terms = a_contract(a_subscription(), own)
    assert ("2027-06-30", "500.00") in billed(terms)
    issued = schedule_of(terms).invoices[:2]
    assert reschedule(issued, terms) == schedule_of(terms)


def test_what_old_contracts_have_is_spelled_as_it_was() -> None:
    spelled = canonical_json(the_seed_deal()) + canonical_json(schedule_of(the_seed_deal()))
    for name in ("own_invoice", "acceptances", "pending", '"part"'):
        assert name not in spelled


@pytest.mark.parametrize(
    ("parts", "path"),
    [
        ((Milestone(name="A", percent=Decimal(40)),), "lines[0].parts"),
        ((Milestone(name="A", percent=Decimal(60)),) * 2, "lines[0].parts"),
        ((Milestone(name="A"), Milestone(name="B")), "lines[0].parts"),
        ((Milestone(name="A", amount=usd("100")), Milestone(name="B")), "lines[0].parts"),
        ((Milestone(name=" ", percent=Decimal(100)),), "lines[0].parts[0].name"),
        (
            (Milestone(name="A", percent=Decimal(50), amount=usd("50")), Milestone(name="B")),
            "lines[0].parts[0].amount",
        ),
        (
            (Milestone(name="A", on=date(2027, 1, 1), expected_on=date(2027, 1, 1)),),
            "lines[0].parts[0].expected_on",
        ),
    ],
)
def test_parts_that_are_not_the_whole_are_refused(parts: tuple[Milestone, ...], path: str) -> None:
    assert path in mistakes(*parts)


@given(
    minor=st.integers(1_000, 10**12),
    percents=st.lists(st.integers(1, 9_000), min_size=1, max_size=8),
    rest=st.booleans(),
)
def test_the_shares_are_the_whole_to_the_cent(minor: int, percents: list[int], rest: bool) -> None:
    whole = sum(percents) + (1 if rest else 0)
    scaled = [Decimal(each * 1_000_000 // whole) / 10_000 for each in percents]
    if not rest:
        scaled[-1] += 100 - sum(scaled)
    parts = [Milestone(name=str(n), percent=each) for n, each in enumerate(scaled) if each > 0]
    fee = Milestones(
        description="Fee",
        amount=Money.of_minor(minor, "USD"),
        parts=(*parts, *([Milestone(name="rest")] if rest else [])),
    )
    assert Money.sum(fee.shares, "USD") == fee.amount
    for part, share in zip(fee.parts, fee.shares, strict=True):
        if part.percent is not None:
            assert abs(share.minor - part.percent * minor / 100) < 1


def test_a_person_writes_them_one_a_line() -> None:
    typed = (
        "Signature: 40% on 1 Feb 2027\n\n50k on acceptance of Go-live, expected by 2027-06-30\n"
        "Report: the rest on acceptance"
    )
    assert parts_typed(typed) == [
        {"name": "Signature", "percent": "40", "on": "2027-02-01"},
        {"name": "Go-live", "amount": "50k", "expected_on": "2027-06-30"},
        {"name": "Report"},
    ]
    assert [each["name"] for each in parts_typed(parts_text(PROJECT))] == [
        *("Signature", "Go-live", "Report")
    ]
    for wrong in ("40%", "Go-live: on acceptance of", "A: 40% on 30 Feb 2027", "soon"):
        with pytest.raises(InvalidMilestone):
            parts_typed(wrong)
