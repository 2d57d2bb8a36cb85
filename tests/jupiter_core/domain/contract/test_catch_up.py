"""What a contract bills at once because it is agreed late."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.domain.cautions import catch_up_caution
from jupiter_core.domain.contract.catch_up import catch_up_of
from jupiter_core.domain.contract.cpi import Indexation
from jupiter_core.domain.payment_terms import PaymentTerms
from jupiter_core.domain.schedule.build import schedule_of
from tests.harness.contracts import a_contract, a_subscription, usd

HALF_YEAR = schedule_of(
    a_contract(
        a_subscription(annual_price=usd("24000")),
        start_date=date(2026, 6, 1),
        term_months=12,
        billing_frequency="monthly",
        net_terms=30,
    )
)


@pytest.mark.parametrize(
    ("issued", "today", "expected"),
    [
        (0, date(2026, 5, 31), []),
        (0, date(2026, 6, 1), []),
        (0, date(2026, 6, 2), [1]),
        (0, date(2026, 7, 1), [1, 2]),
        (0, date(2026, 11, 28), [1, 2, 3, 4, 5, 6]),
        (4, date(2026, 11, 28), [5, 6]),
        (6, date(2026, 11, 28), []),
        (6, date(2026, 12, 1), []),
        (0, date(2030, 1, 1), list(range(1, 13))),
    ],
)
def test_it_is_what_should_have_been_issued_and_what_is_due_on_the_very_day(
    issued: int, today: date, expected: list[int]
) -> None:
    late = catch_up_of(HALF_YEAR, issued, today)
    assert [each.sequence for each in late] == expected


def test_it_is_told_with_each_period_and_amount_and_the_days_that_they_will_bear() -> None:
    today = date(2026, 11, 28)
    caution = catch_up_caution(catch_up_of(HALF_YEAR, 0, today), today, PaymentTerms(net_terms=30))
    assert caution.words == (
        "Approval issues 6 invoices at once, USD 12,000.00 in all. Each is dated on the day of "
        "approval and due from then: if approved on 28 Nov 2026, due 28 Dec 2026. What comes due "
        "before the approval is added."
    )
    assert caution.lines[0] == "1 Jun 2026 – 30 Jun 2026, planned for 1 Jun 2026: USD 2,000.00"
    assert caution.lines[5] == "1 Nov 2026 – 30 Nov 2026, planned for 1 Nov 2026: USD 2,000.00"


def test_one_alone_is_told_in_the_singular() -> None:
    today = date(2026, 6, 2)
    caution = catch_up_caution(catch_up_of(HALF_YEAR, 0, today), today, PaymentTerms())
    assert caution.words.startswith(
        "Approval issues 1 invoice at once, USD 2,000.00. Each is dated"
    )


def test_what_waits_for_an_index_is_not_caught_up() -> None:
    clause = Indexation(index="CPI", base=Decimal(100))
    schedule = schedule_of(a_contract(a_subscription(indexation=clause)))
    late = catch_up_of(schedule, 0, date(2028, 3, 1))
    assert [each.issue_on for each in late] == [date(2027, 1, 1)]
