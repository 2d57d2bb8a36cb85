"""What holds when the terms of any contract change after any of its invoices were issued."""

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from jupiter_core.domain.contract.change import (
    with_added_fee,
    with_added_product,
    with_changed_price,
    with_new_term,
)
from jupiter_core.domain.contract.terms import ContractTerms, OneTime, Subscription
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import CreditNoteNeeded, NothingChanged, StartsAfterEnd
from jupiter_core.domain.schedule.build import Schedule, schedule_of
from jupiter_core.domain.schedule.changed import reschedule
from tests.harness.contracts import contracts, subscriptions

quick = settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def timeless(product: Subscription) -> Subscription:
    """Without what is for certain years, so that it may start in any."""
    nothing = {"escalators": (), "price_changes": (), "discount_years": ()}
    return product.model_copy(update=nothing)


@st.composite
def changes(draw: st.DrawFn, terms: ContractTerms) -> ContractTerms:
    """The terms with one change, of any kind."""
    month = draw(st.integers(0, terms.term_months - 1))
    day = terms.month_start(month)
    amount = Money(minor=draw(st.integers(0, 10**7)), currency=terms.currency)
    kind = draw(st.sampled_from(["term", "product", "price", "fee"]))
    try:
        if kind == "term":
            return with_new_term(terms, draw(st.integers(1, 48)))
        if kind == "product":
            product = draw(subscriptions(terms.currency, terms.start_date, terms.term_months))
            return with_added_product(terms, timeless(product), day)
        if kind == "fee":
            return with_added_fee(terms, OneTime(description="Workshop", amount=amount))
        position, line = draw(st.sampled_from(list(terms.subscriptions)))
        assume(line.starts_on is None or line.starts_on <= day)
        return with_changed_price(terms, position, day, amount)
    except (NothingChanged, StartsAfterEnd):
        assume(False)
        raise


def charged(schedule: Schedule) -> int:
    return sum(
        line.amount.minor
        for each in schedule.invoices
        for line in each.lines
        if line.kind != "usage_credit"
    )


def expect_sound(schedule: Schedule, terms: ContractTerms, issued: int) -> None:
    """Nothing below zero, the credit accounted for, and all of it the contract's amount."""
    for each in schedule.invoices[issued:]:
        assert each.net.minor >= 0
        assert each.tax.minor >= 0
        for rate in {line.tax_rate for line in each.lines}:
            assert sum(x.amount.minor for x in each.lines if x.tax_rate == rate) >= 0
    used = sum(
        line.amount.minor
        for each in schedule.invoices
        for line in each.lines
        if line.kind == "usage_credit"
    )
    given_credit = sum(credit.amount.minor for _, credit in terms.credits)
    assert schedule.credit_remaining.minor - used == given_credit
    due = charged(schedule_of(terms))
    periods_to_come = any(each.period_start for each in schedule.invoices[issued:])
    rounding = 0 if periods_to_come else 2 * sum(len(each.lines) for each in schedule.invoices)
    assert abs(charged(schedule) - due) <= rounding


@quick
@given(contracts(), st.data())
def test_a_change_leaves_what_is_issued_and_still_adds_up_to_the_new_contract(
    terms: ContractTerms, data: st.DataObject
) -> None:
    old = schedule_of(terms)
    count = data.draw(st.integers(0, len(old.invoices)))
    changed = data.draw(changes(terms))
    try:
        new = reschedule(old.invoices[:count], changed)
    except CreditNoteNeeded:
        assume(False)

    assert new.invoices[:count] == old.invoices[:count]
    assert [each.sequence for each in new.invoices] == list(range(1, len(new.invoices) + 1))
    issue_days = [each.issue_on for each in new.invoices[count:]]
    assert issue_days == sorted(issue_days)
    expect_sound(new, changed, count)


@quick
@given(contracts(), st.data())
def test_a_second_change_builds_on_the_first(terms: ContractTerms, data: st.DataObject) -> None:
    old = schedule_of(terms)
    count = data.draw(st.integers(0, len(old.invoices)))
    changed = data.draw(changes(terms))
    try:
        new = reschedule(old.invoices[:count], changed)
        more = data.draw(st.integers(count, len(new.invoices)))
        same = reschedule(new.invoices[:more], changed)
        assert charged(same) == charged(new)
        assert [each.issue_on for each in same.invoices] == [each.issue_on for each in new.invoices]
        again = data.draw(changes(changed))
        newest = reschedule(new.invoices[:more], again)
    except CreditNoteNeeded:
        assume(False)

    assert newest.invoices[:more] == new.invoices[:more]
    expect_sound(newest, again, more)


@quick
@given(contracts(), st.data())
def test_an_added_product_never_needs_a_credit_note(
    terms: ContractTerms, data: st.DataObject
) -> None:
    old = schedule_of(terms)
    count = data.draw(st.integers(0, len(old.invoices)))
    month = data.draw(st.integers(0, terms.term_months - 1))
    product = data.draw(subscriptions(terms.currency, terms.start_date, 1))
    changed = with_added_product(terms, timeless(product), terms.month_start(month))

    new = reschedule(old.invoices[:count], changed)

    assert charged(new) == charged(schedule_of(changed))
