"""Aging, in every store, with sums reckoned by hand."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from jupiter_core.domain.account import Credit
from jupiter_core.domain.aging import AgingLook, CurrencyAging, Figure
from jupiter_core.domain.desk import LocalDays
from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import LARGEST_MINOR, Money
from jupiter_core.ports import Store, UnitOfWork
from jupiter_core.queries.aging import aging
from tests.factories import (
    FIONA,
    NOW,
    SAM,
    WORKSPACE,
    a_content,
    a_customer,
    a_line,
    a_sender_profile,
)
from tests.jupiter_core.store.histories import a_draft_of

TODAY = date(2026, 11, 22)
LOOK = AgingLook(days=LocalDays(usual=TODAY))


def issued(
    uow: UnitOfWork, name: str, late: int, minor: int = 100_00, currency: str = "USD", **more: Any
) -> None:
    """An invoice that is so many days late; it was due at once."""
    day = TODAY - timedelta(days=late)
    price = Money.of_minor(minor, currency)
    line = a_line(currency=currency).model_copy(update={"unit_price": price})
    said = {"issue_date": day, "net_terms": 0, "lines": (line,), "currency": currency}
    content = a_content(**{**said, **more.pop("content", {})})
    given = {"state": State.ISSUED, "number": name, "paid": Money.zero(currency), **more}
    a_draft_of(uow, name, content=content, **given)


def of(uow: UnitOfWork, currency: str = "USD", look: AgingLook = LOOK) -> CurrencyAging:
    return next(each for each in uow.aging.by_currency(look) if each.currency == currency)


def figures(*found: Figure) -> list[tuple[int, int]]:
    return [(each.minor, each.count) for each in found]


def test_what_is_owed_is_in_buckets_by_the_days_past_due(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for n, late in enumerate((-5, 0, 1, 30, 31, 60, 61, 90, 91, 400)):
            issued(uow, f"n{n}", late, minor=10**n)
        assert figures(*of(uow).buckets) == [
            *((11, 2), (1_100, 2), (110_000, 2), (11_000_000, 2), (1_100_000_000, 2))
        ]
        assert figures(of(uow).owed, of(uow).overdue) == [
            *((1_111_111_111, 10), (1_111_111_100, 8))
        ]


def test_what_is_paid_or_credited_in_part_is_owed_for_the_rest(store: Store) -> None:
    paid = Money.of_minor(30_00, "USD")
    credit = Credit(number="C", amount=Money.of_minor(20_00, "USD"))
    with store.write(WORKSPACE) as uow:
        issued(uow, "a", 40, paid=paid, credits=(credit,), state=State.PARTIALLY_PAID)
        issued(uow, "b", 40, state=State.VOID)
        assert figures(*of(uow).buckets)[2] == (50_00, 1)


def test_each_currency_stands_by_itself(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        issued(uow, "a", 40)
        issued(uow, "b", 40, currency="EUR")
        issued(uow, "c", 40, minor=7, currency="JPY")
        found = uow.aging.by_currency(LOOK)
        assert [(each.currency, each.owed.minor) for each in found] == [
            *(("EUR", 100_00), ("JPY", 7), ("USD", 100_00))
        ]


def test_days_are_those_of_each_legal_entity(store: Store) -> None:
    """Where it is already tomorrow, what was due today is late."""
    look = LOOK.model_copy(
        update={
            "days": LocalDays(usual=TODAY, elsewhere=(("sender-us", TODAY + timedelta(days=1)),))
        }
    )
    with store.write(WORKSPACE) as uow:
        issued(uow, "a", 0)
        assert figures(*of(uow).buckets)[:2] == [(100_00, 1), (0, 0)]
        assert figures(*of(uow, look=look).buckets)[:2] == [(0, 0), (100_00, 1)]


def test_days_sales_outstanding_takes_90_days_less_credit_notes(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        issued(uow, "old", 90, minor=400_00)
        issued(uow, "young", 89, minor=300_00, state=State.PAID, settled_at=NOW)
        issued(uow, "new", 10, minor=150_00)
        issued(uow, "note", 5, minor=50_00, content={"corrects": "young"})
        found = of(uow)
    # 300 + 150 - 50 = 400 billed; 400 + 150 = 550 owed; 550 / 400 × 90 = 123.75
    assert (found.billed, found.owed) == (
        *(Figure(minor=400_00, count=2), Figure(minor=550_00, count=2)),
    )
    assert found.dso == Decimal("123.8")


def test_what_was_issued_and_paid_counts_for_30_days(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        issued(uow, "a", 29, minor=1)
        issued(uow, "b", 30, minor=10)
        for name, days in (("c", 30), ("d", 31)):
            paid: Any = {"state": State.PAID, "settled_at": NOW - timedelta(days=days)}
            issued(uow, name, 60, minor=100, **paid)
        assert figures(of(uow).issued, of(uow).paid) == [(1, 1), (100, 1)]


def test_what_waits_for_a_po_or_for_approval_is_summed(store: Store) -> None:
    wants = a_customer(po_required=True).bill_to()
    with store.write(WORKSPACE) as uow:
        issued(uow, "a", 1, content={"bill_to": wants})
        issued(uow, "b", 1, content={"bill_to": wants, "po_number": "1"})
        issued(uow, "c", 1, minor=5, state=State.PENDING_APPROVAL)
        assert figures(of(uow).waiting_for_po, of(uow).waiting_for_approval) == [
            *((100_00, 1), (5, 1))
        ]


def test_sums_are_larger_than_a_column_and_still_to_the_cent(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for n in range(3):
            issued(uow, f"n{n}", 1, minor=LARGEST_MINOR)
        assert of(uow).owed.minor == 3 * LARGEST_MINOR


def test_it_is_limited_to_a_drafter_or_an_entity_and_never_leaves_its_workspace(
    store: Store,
) -> None:
    with store.write(WORKSPACE) as uow:
        issued(uow, "a", 1)
        issued(uow, "b", 1, drafted_by=FIONA)
        sams = of(uow, look=LOOK.model_copy(update={"whose": SAM.id}))
        assert sams.owed.count == 1
        assert uow.aging.by_currency(LOOK.model_copy(update={"seller_id": "another"})) == []
    with store.read("T0OTHER") as uow:
        assert uow.aging.by_currency(LOOK) == []


def test_the_query_goes_by_the_day_where_most_entities_are(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
        issued(uow, "a", 1, minor=1, currency="EUR")
        issued(uow, "b", 1)
        issued(uow, "c", 1)
        found = aging(uow)
        # 09:30 UTC on the 22nd is 01:30 in San Francisco
        assert (found.on, [each.currency for each in found.currencies]) == (
            *(TODAY, ["USD", "EUR"]),
        )
