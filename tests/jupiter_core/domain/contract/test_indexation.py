"""Prices that follow an index between a cap and a floor, to the cent and to four decimals."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.intake.documents.base import Notation
from bot.intake.documents.contract import ContractDocument
from bot.intake.documents.indexation import InvalidIndexation, indexation_text, typed_indexation
from bot.intake.documents.reading import required
from jupiter_core.domain.contract.change import with_new_term
from jupiter_core.domain.contract.cpi import Indexation
from jupiter_core.domain.contract.lines import Escalator
from jupiter_core.domain.contract.renewal import renewal_terms
from jupiter_core.domain.contract.terms import BillingFrequency, ContractTerms
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.schedule.build import schedule_of
from tests.harness.contracts import a_contract, a_subscription, the_seed_deal
from tests.reckoned import indexation as reckoned

VECTORS = json.loads(reckoned.FILE.read_text())
CPI = Indexation(index="US CPI-U", base=Decimal("304.1"), cap=Decimal(5), floor=Decimal(2))


def indexed(clause: Indexation = CPI, **changes: object) -> ContractTerms:
    return a_contract(a_subscription(indexation=clause), **changes)


def fixed_and_indexed(clause: Indexation) -> ContractTerms:
    """3 percent more in year 2, the index in year 3."""
    rise = (Escalator(contract_year=2, percent=Decimal(3)),)
    return a_contract(a_subscription(indexation=clause, escalators=rise))


def mistakes(clause: Indexation = CPI, **line: object) -> list[str]:
    with pytest.raises(ValidationErrors) as refused:
        a_contract(a_subscription(indexation=clause, **line))
    return [each.path or "" for each in refused.value.refusals]


def test_the_vectors_are_what_the_clauses_give() -> None:
    assert reckoned.reckoned() == VECTORS


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: each["name"])
def test_each_year_costs_what_the_index_makes_of_it(vector: dict[str, Any]) -> None:
    values = [
        {"contract_year": n, "value": value} for n, value in enumerate(vector["values"], start=2)
    ]
    clause = {"index": "CPI", "base": vector["base"], **vector["agreed"], "values": values}
    line = {"kind": "subscription", "description": "Platform", "indexation": clause}
    sent = {
        "currency": "USD",
        "start_date": "2027-01-01",
        "term_months": 36,
        "net_terms": 30,
        "billing_frequency": "annual",
        "lines": [{**line, "annual_price": vector["annual_price"]}],
    }
    terms = required(ContractDocument, sent, Notation.MACHINE).terms()
    invoices = schedule_of(terms).invoices
    assert [str(each.total) for each in invoices] == vector["amounts"]
    assert [each.is_provisional for each in invoices] == vector["provisional"]
    (_, subscription) = next(terms.subscriptions)
    assert subscription.indexation is not None
    rises = [subscription.indexation.rise(n + 2) for n in range(len(values))]
    assert [each.percent for each in rises] == [Decimal(each) for each in vector["percents"]]


def test_the_arithmetic_by_hand() -> None:
    """312.3 / 304.1 is 1.02696481…, so 2.6965 percent; 120,000 × 1.026965 is 123,235.80."""
    known = CPI.with_value(2, Decimal("312.3"))
    assert known.rise(2).words == "(312.3 / 304.1 − 1) = 2.6965%"
    assert str(schedule_of(indexed(known)).invoices[1].total) == "123235.80"
    capped = CPI.with_value(2, Decimal(330))
    assert capped.rise(2).words == "(330 / 304.1 − 1) = 8.5169%, capped at 5%"
    plus = known.model_copy(update={"plus": Decimal(1)})
    assert plus.rise(2).words == "(312.3 / 304.1 − 1) = 2.6965%, plus 1% = 3.6965%"


def test_a_year_with_an_escalator_rises_by_it_and_the_others_follow_the_index() -> None:
    """120,000 × 1.03 is 123,600.00; 331 / 312.3 is 5.9878 percent more, capped at 5: 129,780.00."""
    terms = fixed_and_indexed(CPI)
    assert [each.is_provisional for each in schedule_of(terms).invoices] == [False, False, True]
    (_, line) = next(terms.subscriptions)
    assert line.awaited_year(2) is None
    assert line.awaited_year(3) == 2
    known = CPI.with_value(2, Decimal("312.3"))
    (_, line) = next(fixed_and_indexed(known).subscriptions)
    assert line.awaited_year(3) == 3
    terms = fixed_and_indexed(known.with_value(3, Decimal(331)))
    invoices = schedule_of(terms).invoices
    assert [str(each.total) for each in invoices] == ["120000.00", "123600.00", "129780.00"]
    (_, line) = next(terms.subscriptions)
    assert line.index_words == (
        (2, "fixed 3%, index 312.3"),
        (3, "(331 / 312.3 − 1) = 5.9878%, capped at 5%"),
    )


def test_what_does_not_fit_together_is_told_at_its_place() -> None:
    assert mistakes(CPI.model_copy(update={"cap": Decimal(1)})) == ["lines[0].indexation.cap"]
    late = CPI.with_value(4, Decimal(310))
    assert mistakes(late) == ["lines[0].indexation.values[0].contract_year"]


def test_a_shorter_term_and_a_renewal_take_what_still_applies() -> None:
    known = CPI.with_value(2, Decimal("312.3")).with_value(3, Decimal("320.05"))
    shorter = with_new_term(indexed(known), 24)
    (_, line) = next(shorter.subscriptions)
    assert line.indexation is not None
    assert [each.contract_year for each in line.indexation.values] == [2]
    (_, next_one) = next(renewal_terms(indexed(known), "Acme").subscriptions)
    assert next_one.indexation == CPI.model_copy(update={"base": Decimal("320.05")})


def test_a_price_without_an_index_is_spelled_as_it_was() -> None:
    spelled = canonical_json(the_seed_deal()) + canonical_json(schedule_of(the_seed_deal()))
    assert "indexation" not in spelled
    assert "provisional" not in spelled


def test_a_person_writes_it_in_one_line() -> None:
    known = CPI.with_value(2, Decimal("312.3"))
    text = indexation_text(known)
    assert text == "US CPI-U: 304.1, cap 5%, floor 2%; y2 312.3"
    sent = {
        "currency": "USD",
        "start_date": "2027-01-01",
        "term_months": "3 years",
        "billing_frequency": "annual",
        "net_terms": "30 EOM",
        "lines": [
            {
                "kind": "subscription",
                "description": "Platform",
                "annual_price": "120k",
                "indexation": text,
            }
        ],
    }
    terms = required(ContractDocument, sent, Notation.PERSON).terms()
    (_, line) = next(terms.subscriptions)
    assert line.indexation == known
    assert terms.start_date == date(2027, 1, 1)
    assert terms.billing_frequency is BillingFrequency.ANNUAL
    assert typed_indexation(" ") is None
    for wrong in ("CPI", "CPI: soon", "CPI: 100, about 5%", "CPI: 100; later"):
        with pytest.raises(InvalidIndexation):
            typed_indexation(wrong)
