"""Years that are billed before their index is known, and the difference when it is."""

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from jupiter_core.domain.contract.change import with_changed_quantity, with_early_end, with_new_term
from jupiter_core.domain.contract.cpi import Indexation
from jupiter_core.domain.contract.lines import Escalator, OneTime
from jupiter_core.domain.contract.scheduled import (
    CreditMethod,
    LineChange,
    Schedule,
    ScheduledInvoice,
    SettledLine,
)
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.schedule.changed import reschedule
from tests.harness.contracts import a_contract, a_subscription, usd
from tests.reckoned import true_ups as reckoned

VECTORS = json.loads(reckoned.FILE.read_text())
CPI = Indexation(index="US CPI-U", base=Decimal("304.1"))
FLOOR = CPI.model_copy(update={"floor": Decimal(2), "cap": Decimal(5)})


def upfront(clause: Indexation = CPI, **changes: object) -> ContractTerms:
    given = {"billing_frequency": "upfront", **changes}
    return a_contract(a_subscription(indexation=clause), **given)


def known(terms: ContractTerms, year: int, value: str) -> ContractTerms:
    """With the value of that year on every indexed line."""
    lines = tuple(
        line.model_copy(update={"indexation": line.indexation.with_value(year, Decimal(value))})
        if line.kind == "subscription" and line.indexation
        else line
        for line in terms.lines
    )
    return terms.model_copy(update={"lines": lines})


@dataclass
class Billing:
    """A contract that is billed as time goes on."""

    terms: ContractTerms
    issued: list[ScheduledInvoice] = field(default_factory=list)
    settled: tuple[SettledLine, ...] = ()

    @property
    def schedule(self) -> Schedule:
        return reschedule(self.issued, self.terms, None, settled=self.settled)

    def change(
        self, terms: ContractTerms, method: CreditMethod = CreditMethod.NEXT_INVOICE
    ) -> Schedule:
        self.terms = terms
        changed = reschedule(self.issued, terms, None, method, self.settled)
        self.settled = changed.settled
        return changed

    def issue(self, until: str) -> None:
        """All of that day and before, unless it waits."""
        coming = self.schedule.invoices[len(self.issued) :]
        ready = [e for e in coming if str(e.issue_on) <= until and not e.is_provisional]
        self.issued += ready

    @property
    def billed(self) -> list[tuple[str, str]]:
        return [(str(each.issue_on), str(each.net)) for each in self.issued]


def the_deal() -> Billing:
    """Three years upfront, at 120,000.00 a year; the invoice is issued."""
    billing = Billing(upfront())
    billing.issue("2027-01-01")
    return billing


def waits(schedule: Schedule) -> list[tuple[int, str, str]]:
    return [(e.contract_year, str(e.on), str(e.billed)) for e in schedule.true_ups]


def test_the_vectors_are_what_the_words_of_the_contracts_give() -> None:
    assert reckoned.reckoned() == VECTORS


@pytest.mark.parametrize("vector", VECTORS, ids=lambda each: each["name"])
def test_each_year_costs_in_the_end_what_its_index_makes_of_it(vector: dict[str, Any]) -> None:
    clause = Indexation.model_validate({"index": "CPI", "base": vector["base"], **vector["agreed"]})
    line = a_subscription(
        indexation=clause, annual_price=usd(vector["price"]), quantity=Decimal(vector["units"])
    )
    billing = Billing(
        a_contract(
            line,
            term_months=vector["term"],
            billing_frequency="custom",
            billing_months=vector["period"],
        )
    )
    waiting: dict[int, tuple[str, str]] = {}
    for year in range(1, billing.terms.years + 1):
        if year > 1:
            billing.change(known(billing.terms, year, vector["values"][year - 2]))
        billing.issue(f"{2026 + year}-01-01")
        waiting |= {year: (on, billed) for year, on, billed in waits(billing.schedule)}
    assert [list(each) for each in billing.billed] == vector["invoices"]
    given_back = [[each.line.contract_year, str(each.line.amount)] for each in billing.settled]
    assert given_back == vector["given_back"]
    assert waiting == {year: (on, billed) for on, year, billed in vector["waiting"]}
    assert waits(billing.schedule) == []


def test_the_upfront_invoice_bills_the_known_price_and_waits_for_nothing() -> None:
    """120,000.00 × (1 + 1.02 + 1.0404) is 367,248.00."""
    schedule = schedule_of(upfront(FLOOR))
    (invoice,) = schedule.invoices
    assert (str(invoice.net), invoice.is_provisional) == ("367248.00", False)
    assert waits(schedule) == [
        (2, "2028-01-01", "122400.00"),
        (3, "2029-01-01", "124848.00"),
    ]
    assert schedule.true_ups[0].indexes == ("US CPI-U",)


def test_a_year_of_less_than_a_period_that_begins_with_it_waits_as_before() -> None:
    schedule = schedule_of(upfront(FLOOR, billing_frequency="annual"))
    assert [each.is_provisional for each in schedule.invoices] == [False, True, True]
    assert schedule.true_ups == ()
    assert "known_until" not in canonical_json(schedule)
    assert "true_ups" not in canonical_json(schedule)


def test_what_is_billed_after_a_period_of_two_years_waits_for_both() -> None:
    terms = upfront(
        billing_frequency="custom", billing_months=24, term_months=48, billing_timing="arrears"
    )
    schedule = schedule_of(terms)
    assert [each.is_provisional for each in schedule.invoices] == [True, True]
    assert schedule.true_ups == ()


def test_the_difference_is_an_invoice_of_its_own_with_its_arithmetic() -> None:
    """312.3 / 304.1 is 2.6965 percent more: 123,235.80."""
    billing = the_deal()
    schedule = billing.change(known(billing.terms, 2, "312.3"))
    (line,) = schedule.invoices[1].lines
    assert (str(schedule.invoices[1].issue_on), str(line.amount)) == ("2028-01-01", "3235.80")
    assert line.description == "Platform, 1 Jan 2028 – 31 Dec 2028, index adjustment"
    assert line.change is LineChange.TRUE_UP
    assert line.arithmetic == (
        "(312.3 / 304.1 − 1) = 2.6965%; 120,000.00 × 1.026965 = 123,235.80; 123,235.80 − 120,000.00"
    )
    assert waits(schedule) == [(3, "2029-01-01", "120000.00")]


def test_the_third_year_is_made_up_for_with_both_rises() -> None:
    """331 / 312.3 is 5.9878 percent more: 120,000 × 1.026965 × 1.059878 is 130,614.91."""
    billing = the_deal()
    billing.change(known(billing.terms, 2, "312.3"))
    billing.issue("2028-01-01")
    schedule = billing.change(known(billing.terms, 3, "331"))
    (line,) = schedule.invoices[2].lines
    assert str(line.amount) == "10614.91"
    assert line.arithmetic == (
        "(312.3 / 304.1 − 1) = 2.6965%; (331 / 312.3 − 1) = 5.9878%; "
        "120,000.00 × 1.026965 × 1.059878 = 130,614.91; 130,614.91 − 120,000.00"
    )
    assert schedule.true_ups == ()


def test_a_cap_and_a_floor_stand_in_the_arithmetic() -> None:
    billing = Billing(upfront(FLOOR))
    billing.issue("2027-01-01")
    capped = billing.change(known(billing.terms, 2, "330"))
    (line,) = capped.invoices[1].lines
    assert line.arithmetic.startswith("(330 / 304.1 − 1) = 8.5169%, max. 5%; ")
    assert str(line.amount) == "3600.00"
    below = billing.change(known(billing.terms, 2, "305"))
    assert len(below.invoices) == 1


def test_what_the_index_makes_less_is_given_back_by_a_credit_note() -> None:
    """300 / 304.1 is 1.3482 percent less: 118,382.16."""
    billing = the_deal()
    schedule = billing.change(known(billing.terms, 2, "300"))
    assert len(schedule.invoices) == 1
    (settled,) = schedule.settled
    assert settled.credit_method is CreditMethod.CREDIT_NOTE
    assert str(settled.line.amount) == "-1617.84"
    assert billing.schedule == schedule, "and once"


def test_the_same_terms_give_the_same_schedule_again() -> None:
    billing = the_deal()
    first = billing.change(known(billing.terms, 2, "312.3"))
    assert billing.schedule == first
    billing.issue("2028-01-01")
    assert billing.schedule.invoices == first.invoices


def test_values_that_are_entered_early_are_billed_on_their_own_days() -> None:
    billing = the_deal()
    schedule = billing.change(known(known(billing.terms, 2, "312.3"), 3, "331"))
    assert [str(each.issue_on) for each in schedule.invoices] == [
        *("2027-01-01", "2028-01-01", "2029-01-01")
    ]


def test_seats_that_are_added_before_the_index_is_known_are_billed_at_the_same_price() -> None:
    """Half of 2027, 2028 and 2029 at 120,000.00, and then the index for both seats."""
    billing = the_deal()
    added = billing.change(with_changed_quantity(billing.terms, 0, date(2027, 7, 1), Decimal(2)))
    assert str(added.invoices[1].net) == "300000.00"
    assert not added.invoices[1].is_provisional
    assert waits(added) == [
        (2, "2028-01-01", "240000.00"),
        (3, "2029-01-01", "240000.00"),
    ]
    billing.issue("2027-07-01")
    schedule = billing.change(known(billing.terms, 2, "312.3"))
    assert [str(each.net) for each in schedule.invoices[2:]] == ["6471.60"]


def test_seats_and_a_value_in_one_change_are_told_apart() -> None:
    billing = the_deal()
    more = with_changed_quantity(billing.terms, 0, date(2028, 7, 1), Decimal(2))
    schedule = billing.change(known(more, 2, "312.3"))
    lines = [(e.change, str(e.amount)) for each in schedule.invoices[1:] for e in each.lines]
    # 2028: half a year of the second seat at 60,000.00, and 1.5 seats × 3,235.80
    assert (LineChange.TRUE_UP, "4853.70") in lines
    assert (LineChange.ADDED, "60000.00") in lines
    assert sum(Decimal(amount) for _, amount in lines) == Decimal("184853.70")


def test_seats_after_the_index_is_billed_cost_what_it_made_of_them() -> None:
    """Half a year of a second seat: 61,617.90."""
    billing = the_deal()
    billing.change(known(billing.terms, 2, "312.3"))
    billing.issue("2028-01-01")
    more = billing.change(with_changed_quantity(billing.terms, 0, date(2028, 7, 1), Decimal(2)))
    of_2028 = [e for e in more.invoices[2].lines if e.contract_year == 2]
    assert [(e.change, str(e.amount)) for e in of_2028] == [(LineChange.ADDED, "61617.90")]
    assert waits(more) == [(3, "2029-01-01", "240000.00")]


def test_a_corrected_value_is_a_change_like_any_other() -> None:
    billing = the_deal()
    billing.change(known(billing.terms, 2, "312.3"))
    billing.issue("2028-01-01")
    corrected = billing.change(known(billing.terms, 2, "313.3"))
    (line,) = corrected.invoices[2].lines
    assert line.change is LineChange.CHANGED
    assert line.arithmetic == "123,630.36 − 123,235.80"


def test_an_end_in_the_middle_leaves_the_index_for_the_days_that_are_served() -> None:
    """Half of 2028 is given back at 60,000.00, and half of 3,235.80 is billed."""
    billing = the_deal()
    ended = with_early_end(billing.terms, date(2028, 6, 30))
    schedule = billing.change(ended, CreditMethod.CREDIT_NOTE)
    assert [str(each.line.amount) for each in schedule.settled] == ["-60000.00", "-120000.00"]
    assert waits(schedule) == [(2, "2028-01-01", "60000.00")]
    schedule = billing.change(known(ended, 2, "312.3"), CreditMethod.CREDIT_NOTE)
    assert [str(each.net) for each in schedule.invoices[1:]] == ["1617.90"]


def test_a_longer_term_waits_for_the_index_of_the_years_that_it_adds() -> None:
    billing = the_deal()
    schedule = billing.change(with_new_term(billing.terms, 48))
    assert [each.is_provisional for each in schedule.invoices] == [False, True]
    assert [year for year, _, _ in waits(schedule)] == [2, 3]


def test_a_fixed_year_after_an_indexed_one_is_made_up_for_too() -> None:
    rise = (Escalator(contract_year=3, percent=Decimal(10)),)
    billing = Billing(
        a_contract(a_subscription(indexation=CPI, escalators=rise), billing_frequency="upfront")
    )
    billing.issue("2027-01-01")
    schedule = billing.change(known(billing.terms, 2, "312.3"))
    assert [(str(e.issue_on), str(e.net)) for e in schedule.invoices[1:]] == [
        *(("2028-01-01", "3235.80"), ("2029-01-01", "3559.38"))
    ]


def test_products_of_one_year_share_its_invoice_and_a_fee_has_its_own() -> None:
    fee = OneTime(
        description="Audit", amount=usd("500"), bill_on=date(2028, 1, 1), own_invoice=True
    )
    lines = (a_subscription(indexation=CPI), a_subscription(description="Seats", indexation=CPI))
    billing = Billing(a_contract(*lines, fee, billing_frequency="upfront"))
    billing.issue("2027-01-01")
    schedule = billing.change(known(billing.terms, 2, "312.3"))
    assert [str(each.net) for each in schedule.invoices[1:]] == ["6471.60", "500.00"]


def test_an_invoice_in_advance_of_its_period_has_its_difference_in_advance_too() -> None:
    billing = Billing(upfront(bill_in_advance_days=30))
    billing.issue("2027-01-01")
    assert [on for _, on, _ in waits(billing.schedule)] == ["2027-12-02", "2028-12-02"]
