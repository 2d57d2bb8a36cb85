"""Buckets and days sales outstanding, reckoned by hand."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from jupiter_core.domain.aging import AgingBucket, CurrencyAging, Figure, bucket_of

TODAY = date(2027, 4, 15)


@pytest.mark.parametrize(
    ("late", "bucket"),
    [
        (-45, AgingBucket.CURRENT),
        (0, AgingBucket.CURRENT),
        (1, AgingBucket.TO_30),
        (30, AgingBucket.TO_30),
        (31, AgingBucket.TO_60),
        (60, AgingBucket.TO_60),
        (61, AgingBucket.TO_90),
        (90, AgingBucket.TO_90),
        (91, AgingBucket.OVER_90),
        (4000, AgingBucket.OVER_90),
    ],
)
def test_each_day_past_due_is_in_one_bucket(late: int, bucket: AgingBucket) -> None:
    assert bucket_of(TODAY - timedelta(days=late), TODAY) is bucket
    fits = [
        each
        for each in AgingBucket
        if (each.past_due[0] is None or late >= each.past_due[0])
        and (each.past_due[1] is None or late <= each.past_due[1])
    ]
    assert fits == [bucket]


def _with(owed: int, billed: int) -> CurrencyAging:
    buckets = (Figure(minor=owed, count=1), *(Figure(),) * 4)
    return CurrencyAging(currency="USD", buckets=buckets, billed=Figure(minor=billed, count=1))


def test_days_sales_outstanding_is_what_is_owed_in_days_of_sales() -> None:
    assert _with(500_00, 1_000_00).dso == Decimal("45.0")
    # 1,345,000.00 owed of 2,000,000.00 billed: 0.6725 × 90 = 60.525
    assert _with(134_500_000, 200_000_000).dso == Decimal("60.5")
    # 1 of 7 × 90 = 12.857; exactly 0.05 goes up
    assert _with(1, 7).dso == Decimal("12.9")
    assert _with(5, 9000).dso == Decimal("0.1")


@pytest.mark.parametrize("billed", [0, -100])
def test_without_sales_there_is_none(billed: int) -> None:
    assert _with(500_00, billed).dso is None
