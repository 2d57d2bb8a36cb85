"""What holds for a contract with any calendar."""

from datetime import timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from jupiter_core.domain.contract.terms import BillingTiming, ContractTerms, Proration
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.schedule.changed import reschedule
from jupiter_core.domain.schedule.pricing import pieces_of
from tests.harness.contracts import contracts

quick = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@st.composite
def with_calendar(draw: st.DrawFn) -> ContractTerms:
    terms = draw(contracts())
    in_advance = terms.billing_timing is BillingTiming.ADVANCE
    changes = {
        "billing_day": draw(st.none() | st.integers(1, 31)),
        "fiscal_year_start": draw(st.none() | st.integers(1, 12)),
        "proration": draw(st.sampled_from(Proration)),
        "bill_in_advance_days": draw(st.integers(0, 60)) if in_advance else 0,
    }
    try:
        return ContractTerms.model_validate({**dict(terms), **changes})
    except ValidationErrors:
        assume(False)
        raise


@quick
@given(with_calendar())
def test_shares_add_up_and_periods_have_neither_gap_nor_overlap(terms: ContractTerms) -> None:
    whole = sum(piece.minor for piece in pieces_of(terms))
    schedule = schedule_of(terms)
    shares = sum(
        line.amount.minor
        for each in schedule.invoices
        for line in each.lines
        if line.kind == "subscription"
    )
    assert shares == whole

    begins = terms.periods.begins()
    assert begins[0] == terms.start_date
    assert begins == sorted(set(begins))
    for each in schedule.invoices:
        if each.period_start and each.period_end:
            assert each.period_end + timedelta(days=1) in begins
            assert each.period_start in begins
            for line in each.lines:
                assert line.service_start is None or line.service_start >= each.period_start
                assert line.service_end is None or line.service_end <= each.period_end


@quick
@given(with_calendar(), st.data())
def test_a_change_that_changes_nothing_changes_nothing(
    terms: ContractTerms, data: st.DataObject
) -> None:
    schedule = schedule_of(terms)
    count = data.draw(st.integers(0, len(schedule.invoices)))

    assert reschedule(schedule.invoices[:count], terms) == schedule


@quick
@given(contracts())
def test_terms_without_a_calendar_are_spelled_as_before_there_was_one(terms: ContractTerms) -> None:
    named = {"billing_months"} if terms.billing_months else set()
    spelled = ContractTerms.model_validate_json(canonical_json(terms)).model_dump()

    new = {"billing_months", "billing_day", "month_end", "fiscal_year_start", "proration"}
    more = {"bill_in_advance_days", "early_end", "ends_on"}
    assert set(spelled) & (new | more) == named
    assert all("quantity_changes" not in line for line in spelled["lines"])
