"""What holds for changes on any day of a contract with any calendar."""

from datetime import timedelta
from decimal import Decimal

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from jupiter_core.domain.contract.change import (
    with_added_product,
    with_changed_quantity,
    with_early_end,
)
from jupiter_core.domain.contract.scheduled import CreditMethod, Schedule
from jupiter_core.domain.contract.terms import BillingTiming, ContractTerms, Proration
from jupiter_core.domain.refusals import (
    CreditNoteNeeded,
    NoPeriodLeft,
    NothingChanged,
    StartsAfterEnd,
    ValidationErrors,
)
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.schedule.changed import reschedule
from tests.harness.contracts import a_subscription, contracts

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
        "proration": draw(st.sampled_from([Proration.BY_DAY, Proration.AT_NEXT_PERIOD])),
        "bill_in_advance_days": draw(st.integers(0, 60)) if in_advance else 0,
    }
    try:
        return ContractTerms.model_validate({**dict(terms), **changes})
    except ValidationErrors:
        assume(False)
        raise


@st.composite
def changed(draw: st.DrawFn, terms: ContractTerms) -> ContractTerms:
    day = terms.start_date + timedelta(
        days=draw(st.integers(0, (terms.term_end - terms.start_date).days - 2))
    )
    try:
        match draw(st.sampled_from(["quantity", "early end", "product"])):
            case "quantity":
                position, line = draw(st.sampled_from(list(terms.subscriptions)))
                assume(line.starts_on is None or line.starts_on <= day)
                return with_changed_quantity(terms, position, day, Decimal(draw(st.integers(0, 9))))
            case "early end":
                return with_early_end(terms, day)
            case _:
                price = terms.lines[0].model_copy().annual_price  # type: ignore[union-attr]
                assume(price is not None)
                return with_added_product(terms, a_subscription(annual_price=price), day)
    except (NothingChanged, NoPeriodLeft, StartsAfterEnd):
        assume(False)
        raise


def charged(schedule: Schedule) -> int:
    lines = [line for each in schedule.invoices for line in each.lines]
    return sum(line.amount.minor for line in lines if line.kind == "subscription")


@quick
@given(with_calendar(), st.sampled_from(CreditMethod), st.data())
def test_what_is_billed_and_settled_is_what_the_changed_contract_costs(
    terms: ContractTerms, method: CreditMethod, data: st.DataObject
) -> None:
    old = schedule_of(terms)
    count = data.draw(st.integers(0, len(old.invoices)))
    after = data.draw(changed(terms))
    try:
        new = reschedule(old.invoices[:count], after, credit_method=method)
    except CreditNoteNeeded:
        assert method is CreditMethod.NEXT_INVOICE
        return

    assert new.invoices[:count] == old.invoices[:count]
    settled = sum(each.line.amount.minor for each in new.settled)
    rounding = 2 * sum(len(each.lines) for each in new.invoices)
    assert abs(charged(new) + settled - charged(schedule_of(after))) <= rounding
    for each in new.invoices[count:]:
        assert each.net.minor >= 0
        assert each.tax.minor >= 0
    issue_days = [each.issue_on for each in new.invoices[count:]]
    assert issue_days == sorted(issue_days)
    more = data.draw(st.integers(count, len(new.invoices)))
    again = reschedule(new.invoices[:more], after, settled=new.settled)
    assert (charged(again), again.settled) == (charged(new), new.settled)
