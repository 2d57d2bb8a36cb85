"""What holds for the schedule of any contract."""

import itertools
from collections import defaultdict
from datetime import timedelta
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupiter_core.domain.contract.calendar import month_index
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.schedule.build import Schedule, ScheduledLine, schedule_of
from jupiter_core.domain.schedule.changed import reschedule
from jupiter_core.domain.schedule.pricing import half_away, pieces_of
from tests.harness.contracts import contracts

quick = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def lines_of(schedule: Schedule, kind: str) -> list[ScheduledLine]:
    return [line for each in schedule.invoices for line in each.lines if line.kind == kind]


def minor_by_year(terms: ContractTerms, schedule: Schedule) -> dict[tuple[int, int | None], int]:
    years: dict[tuple[int, int | None], int] = defaultdict(int)
    for line in lines_of(schedule, "subscription"):
        years[line.contract_line, line.contract_year] += line.amount.minor
    return dict(years)


@quick
@given(contracts())
def test_shares_add_up_to_the_year(terms: ContractTerms) -> None:
    years: dict[tuple[int, int | None], int] = defaultdict(int)
    for piece in pieces_of(terms):
        years[piece.contract_line, piece.contract_year] += piece.minor

    assert minor_by_year(terms, schedule_of(terms)) == years


@quick
@given(contracts())
def test_the_schedule_adds_up_to_the_contract(terms: ContractTerms) -> None:
    schedule = schedule_of(terms)
    charged = sum(piece.minor for piece in pieces_of(terms))
    fees = sum(fee.amount.minor for _, fee in terms.fees)
    credited = sum(line.amount.minor for line in lines_of(schedule, "usage_credit"))

    assert schedule.contract_net.minor == charged + fees + credited
    for each in schedule.invoices:
        assert each.net.minor == sum(line.amount.minor for line in each.lines)
        assert each.total == each.net + each.tax


@quick
@given(contracts())
def test_no_invoice_and_no_tax_is_below_zero(terms: ContractTerms) -> None:
    for each in schedule_of(terms).invoices:
        assert each.net.minor >= 0
        assert each.tax.minor >= 0
        for rate in {line.tax_rate for line in each.lines}:
            assert sum(x.amount.minor for x in each.lines if x.tax_rate == rate) >= 0


@quick
@given(contracts())
def test_credit_used_and_remaining_are_the_credit_given(terms: ContractTerms) -> None:
    schedule = schedule_of(terms)
    given_credit = sum(credit.amount.minor for _, credit in terms.credits)
    used = -sum(line.amount.minor for line in lines_of(schedule, "usage_credit"))

    assert used + schedule.credit_remaining.minor == given_credit
    assert schedule.credit_remaining.minor >= 0


@quick
@given(contracts())
def test_no_invoice_after_its_expiry_draws_on_a_credit(terms: ContractTerms) -> None:
    expiries = {n: credit.expires_on for n, credit in terms.credits if credit.expires_on}
    for each in schedule_of(terms).invoices:
        for line in each.lines:
            if line.contract_line in expiries:
                assert each.issue_on <= expiries[line.contract_line]


@quick
@given(contracts())
def test_periods_follow_each_other_from_the_starts_own_day(terms: ContractTerms) -> None:
    invoices = schedule_of(terms).invoices
    assert [each.sequence for each in invoices] == list(range(1, len(invoices) + 1))
    assert sorted(each.issue_on for each in invoices) == [each.issue_on for each in invoices]
    with_period = [each for each in invoices if each.period_start and each.period_end]
    for before, after in itertools.pairwise(with_period):
        assert before.period_end and after.period_start
        assert before.period_end < after.period_start
    for each in with_period:
        assert each.period_start and each.period_end
        assert month_index(terms.start_date, each.period_start) is not None
        assert month_index(terms.start_date, each.period_end + timedelta(days=1)) is not None
        assert each.period_end <= terms.last_day


@quick
@given(contracts())
def test_the_service_of_a_line_runs_without_gap_from_its_start_to_the_end(
    terms: ContractTerms,
) -> None:
    schedule = schedule_of(terms)
    for n, product in terms.subscriptions:
        day = product.starts_on or terms.start_date
        for line in lines_of(schedule, "subscription"):
            if line.contract_line == n:
                assert line.service_start == day
                assert line.service_end
                day = line.service_end + timedelta(days=1)
        assert day == terms.last_day + timedelta(days=1)


@quick
@given(contracts())
def test_a_line_is_worth_the_same_on_the_invoice_that_is_made_of_it(terms: ContractTerms) -> None:
    for each in schedule_of(terms).invoices:
        for line in each.lines:
            assert line.item.amount == line.amount


@quick
@given(contracts())
def test_terms_and_schedule_come_back_from_their_json(terms: ContractTerms) -> None:
    schedule = schedule_of(terms)
    read = ContractTerms.model_validate_json(canonical_json(terms))

    assert read == terms
    assert canonical_json(read) == canonical_json(terms)
    assert Schedule.model_validate_json(canonical_json(schedule)) == schedule


@quick
@given(contracts(), st.data())
def test_rescheduling_under_the_same_terms_changes_nothing(
    terms: ContractTerms, data: st.DataObject
) -> None:
    schedule = schedule_of(terms)
    issued = schedule.invoices[: data.draw(st.integers(0, len(schedule.invoices)))]

    assert reschedule(issued, terms) == schedule


@given(st.integers(0, 10**9), st.integers(1, 10**6))
def test_a_half_rounds_away_from_zero(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)

    assert abs(half_away(exact) - exact) <= Fraction(1, 2)
    assert half_away(exact + Fraction(1, 2)) >= exact
    assert half_away(Fraction(5, 2)) == 3
