"""Changes of a contract of which some invoices are issued."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.domain.contract.change import (
    with_added_fee,
    with_added_product,
    with_changed_price,
    with_new_end,
    with_new_term,
)
from jupiter_core.domain.contract.terms import Escalator, OneTime, PriceChange, UsageCredit
from jupiter_core.domain.refusals import (
    CreditNoteNeeded,
    FiscalChange,
    IssuedUnderOtherTerms,
    NotAContractMonth,
    NotFound,
    NothingChanged,
    StartsAfterEnd,
    ValidationErrors,
)
from jupiter_core.domain.schedule.build import ScheduledInvoice, schedule_of
from jupiter_core.domain.schedule.changed import reschedule
from tests.harness.contracts import a_contract, a_subscription, the_seed_deal, usd

ANALYTICS = a_subscription(
    description="Analytics add-on", quantity=Decimal(100), annual_price=usd("480")
)


def amounts(invoice: ScheduledInvoice) -> list[tuple[str, str]]:
    return [(line.description, str(line.amount)) for line in invoice.lines]


def test_a_product_added_mid_year_is_billed_at_once_to_the_end_of_what_is_issued() -> None:
    terms = a_contract(start_date=date(2027, 1, 15))
    changed = with_added_product(terms, ANALYTICS, date(2027, 3, 15))

    new = reschedule(schedule_of(terms).invoices[:1], changed)

    assert amounts(new.invoices[0]) == [("Platform", "120000.00")]
    own = new.invoices[1]
    assert (own.issue_on, own.period_start) == (date(2027, 3, 15), None)
    assert amounts(own) == [("Analytics add-on, 15 Mar 2027 – 14 Jan 2028, added", "40000.00")]
    assert amounts(new.invoices[2]) == [("Platform", "120000.00"), ("Analytics add-on", "48000.00")]
    added = own.lines[0]
    assert (added.service_start, added.service_end) == (date(2027, 3, 15), date(2028, 1, 14))
    assert (added.contract_year, added.arithmetic) == (1, "100 × 480.00, 10 of 12 months")
    assert (added.quantity, added.unit_price) == (Decimal(100), usd("400"))
    assert new.contract_net == schedule_of(changed).contract_net


def test_a_product_added_in_the_last_prepaid_year_gets_an_invoice_of_its_own() -> None:
    terms = a_contract()
    changed = with_added_product(terms, ANALYTICS, date(2029, 7, 1))

    new = reschedule(schedule_of(terms).invoices, changed, not_before=date(2029, 7, 20))

    own = new.invoices[3]
    assert (own.sequence, own.issue_on, own.due_on) == (4, date(2029, 7, 20), date(2029, 9, 3))
    assert (own.period_start, own.period_end) == (None, None)
    assert amounts(own) == [("Analytics add-on, 1 Jul 2029 – 31 Dec 2029, added", "24000.00")]


def test_a_price_raised_mid_year_bills_the_difference_for_the_issued_months_at_once() -> None:
    terms = a_contract()
    changed = with_changed_price(terms, 0, date(2027, 7, 1), usd("144000"))

    second, third = reschedule(schedule_of(terms).invoices[:1], changed).invoices[1:3]

    assert second.issue_on == date(2027, 7, 1)
    assert amounts(second) == [("Platform, 1 Jul 2027 – 31 Dec 2027, changed", "12000.00")]
    assert amounts(third) == [("Platform", "144000.00")]
    assert second.lines[0].arithmetic == "132,000.00 − 120,000.00"


def test_a_price_lowered_for_issued_months_is_credited_on_the_next_invoice() -> None:
    terms = a_contract()
    changed = with_changed_price(terms, 0, date(2027, 7, 1), usd("96000"))

    new = reschedule(schedule_of(terms).invoices[:1], changed)

    assert amounts(new.invoices[1]) == [
        ("Platform, 1 Jul 2027 – 31 Dec 2027, credited", "-12000.00"),
        ("Platform", "96000.00"),
    ]
    assert new.invoices[1].net == usd("84000")
    assert new.contract_net == schedule_of(changed).contract_net


def test_a_new_price_replaces_the_old_with_the_escalators_of_later_years_only() -> None:
    escalators = tuple(Escalator(contract_year=year, percent=Decimal(10)) for year in (2, 3))
    terms = a_contract(a_subscription(escalators=escalators))
    changed = with_changed_price(terms, 0, date(2028, 7, 1), usd("100000"))

    lines = [line for each in schedule_of(changed).invoices for line in each.lines]

    assert [(str(line.amount), line.arithmetic) for line in lines] == [
        ("120000.00", ""),
        ("66000.00", "120,000.00 × 1.1, 6 of 12 months"),
        ("50000.00", "100,000.00, 6 of 12 months"),
        ("110000.00", "100,000.00 × 1.1"),
    ]


def test_what_the_next_invoice_cannot_take_back_needs_a_credit_note() -> None:
    terms = a_contract()
    shorter = with_new_term(terms, 18)

    with pytest.raises(CreditNoteNeeded) as refused:
        reschedule(schedule_of(terms).invoices[:2], shorter)

    assert "USD 60,000.00 more" in str(refused.value)
    assert "credit note" in str(refused.value)


def test_a_contract_can_end_where_its_issued_invoices_end_without_a_stray_cent() -> None:
    terms = a_contract(
        a_subscription(annual_price=usd("10000")), billing_frequency="monthly", term_months=24
    )
    issued = schedule_of(terms).invoices[:13]

    assert reschedule(issued, with_new_term(terms, 13)).invoices == issued


def test_a_longer_term_bills_the_rest_of_a_stub_year_when_the_stub_ends() -> None:
    terms = a_contract(term_months=14)
    issued = schedule_of(terms).invoices

    new = reschedule(issued, with_new_term(terms, 36))

    assert [(str(each.issue_on), str(each.net)) for each in new.invoices] == [
        ("2027-01-01", "120000.00"),
        ("2028-01-01", "20000.00"),
        ("2028-03-01", "100000.00"),
        ("2029-01-01", "120000.00"),
    ]


def test_upfront_invoices_are_extended_by_one_for_the_new_years() -> None:
    terms = a_contract(billing_frequency="upfront")

    new = reschedule(schedule_of(terms).invoices, with_new_term(terms, 48))

    assert (new.invoices[1].issue_on, new.invoices[1].net) == (date(2030, 1, 1), usd("120000"))
    assert new.invoices[1].period_end == date(2030, 12, 31)


def test_a_credit_goes_on_with_what_issued_invoices_left_of_it() -> None:
    terms = a_contract(a_subscription(), UsageCredit(description="Credit", amount=usd("200000")))
    changed = with_added_product(terms, ANALYTICS, date(2028, 1, 1))

    new = reschedule(schedule_of(terms).invoices[:1], changed)

    assert [str(each.net) for each in new.invoices] == ["0.00", "88000.00", "168000.00"]
    assert new.credit_remaining == usd("0")


def test_an_added_fee_is_on_the_next_coming_invoice() -> None:
    terms = a_contract()
    changed = with_added_fee(terms, OneTime(description="Workshop", amount=usd("1500")))

    new = reschedule(schedule_of(terms).invoices[:2], changed)

    assert amounts(new.invoices[2]) == [("Platform", "120000.00"), ("Workshop", "1500.00")]


def test_an_issued_fee_cannot_be_changed() -> None:
    terms = the_seed_deal()
    lines = list(terms.lines)
    lines[2] = OneTime(description="Onboarding", amount=usd("40000"))
    issued = schedule_of(terms).invoices[:1]

    with pytest.raises(FiscalChange, match="Onboarding"):
        reschedule(issued, a_contract(*lines))


@pytest.mark.parametrize(
    "other",
    [
        a_contract(a_subscription(description="Another product")),
        a_contract(OneTime(description="Platform", amount=usd("1"))),
        a_contract(start_date=date(2027, 1, 2)),
    ],
    ids=["another product", "a fee in its place", "another start"],
)
def test_terms_that_are_not_those_of_the_issued_invoices_are_refused(other: object) -> None:
    with pytest.raises(IssuedUnderOtherTerms):
        reschedule(schedule_of(a_contract()).invoices[:1], other)  # type: ignore[arg-type]


def test_the_seed_deals_issued_invoices_stay_to_the_letter() -> None:
    terms = the_seed_deal()
    old = schedule_of(terms)
    changed = with_changed_price(terms, 1, date(2029, 1, 1), usd("600"))

    new = reschedule(old.invoices[:2], changed)

    assert new.invoices[:2] == old.invoices[:2]
    assert amounts(new.invoices[2]) == [
        ("Platform Enterprise", "1260000.00"),
        ("Analytics add-on", "150000.00"),
    ]


def test_a_new_end_leaves_out_what_would_come_after_it() -> None:
    product = a_subscription(
        escalators=(
            Escalator(contract_year=2, percent=Decimal(5)),
            Escalator(contract_year=3, percent=Decimal(5)),
        ),
        discount_percent=Decimal(10),
        discount_years=(3,),
        price_changes=(PriceChange(from_date=date(2029, 2, 1), annual_price=usd("1")),),
    )

    shorter = with_new_end(a_contract(product), date(2028, 12, 31))

    kept = shorter.subscription(0)
    assert shorter.term_months == 24
    assert [each.contract_year for each in kept.escalators] == [2]
    assert (kept.discount_percent, kept.discount_years, kept.price_changes) == (Decimal(0), (), ())


def test_a_new_end_inside_a_month_names_the_nearest_days() -> None:
    with pytest.raises(NotAContractMonth) as refused:
        with_new_end(a_contract(start_date=date(2027, 1, 31)), date(2028, 3, 10))

    assert refused.value.sentence == (
        "No month of the contract ends on 10 Mar 2028 here. The nearest: 28 Feb 2028 or "
        "30 Mar 2028."
    )


def test_a_contract_cannot_end_before_a_product_of_it_begins() -> None:
    terms = with_added_product(a_contract(), ANALYTICS, date(2029, 1, 1))

    with pytest.raises(StartsAfterEnd, match="Analytics add-on starts on 1 Jan 2029"):
        with_new_term(terms, 24)


def test_a_change_to_what_is_there_already_is_refused() -> None:
    terms = a_contract()
    changed = with_changed_price(terms, 0, date(2028, 1, 1), usd("1"))

    with pytest.raises(NothingChanged):
        with_new_term(terms, 36)
    with pytest.raises(NothingChanged):
        with_changed_price(changed, 0, date(2028, 1, 1), usd("1"))


def test_a_changed_price_needs_a_subscription_and_a_contract_month() -> None:
    terms = the_seed_deal()

    with pytest.raises(NotFound):
        with_changed_price(terms, 2, date(2028, 1, 1), usd("1"))
    with pytest.raises(
        ValidationErrors, match=r"lines\[0\].price_changes\[0\].from_date: .*1 Jan 2028"
    ):
        with_changed_price(terms, 0, date(2028, 1, 2), usd("1"))
