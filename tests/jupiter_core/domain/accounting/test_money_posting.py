"""Postings of payments and settlements: each account is left with what the payment says."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jupiter_core.domain.accounting.journal import JournalEntry
from jupiter_core.domain.accounting.mapping import NamedAccount
from jupiter_core.domain.accounting.money_posting import PaymentPosting, settlement_entries
from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import (
    Allocation,
    Payment,
    ReceivingAccount,
    Refund,
    Undo,
)
from jupiter_core.domain.settlement import Settlement, SettlementKind
from tests.factories import FIONA, NOW, WORKSPACE, a_content, a_draft
from tests.harness.ledger import a_mapping


def eur(minor: int) -> Money:
    return Money.of_minor(minor, "EUR")


def an_allocation(n: int, minor: int, at: datetime = NOW, **changes: object) -> Allocation:
    allocation = Allocation(
        id=f"allocation-{n}", invoice_id=f"invoice-{n}", amount=eur(minor), by=FIONA, at=at
    )
    return allocation.model_copy(update=changes)


def a_payment(minor: int, *allocations: Allocation) -> Payment:
    return Payment(
        id="payment-1",
        workspace_id=WORKSPACE,
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        amount=eur(minor),
        received_on=date(2026, 11, 20),
        account=ReceivingAccount(currency="EUR", number="DE89370400440532013000"),
        reference="WIRE 1",
        by=FIONA,
        at=NOW,
        allocations=allocations,
    )


def undo(at: datetime = NOW) -> Undo:
    return Undo(reason="bounced", by=FIONA, at=at)


def day_of(at: datetime) -> date:
    return at.astimezone(ZoneInfo("Europe/Berlin")).date()


def posted(payment: Payment, **mapping: object) -> list[JournalEntry]:
    return list(PaymentPosting(payment, a_mapping(**mapping), "Acme", day_of).entries())


def left(entries: Iterable[JournalEntry]) -> dict[str, int]:
    accounts: dict[str, int] = defaultdict(int)
    for entry in entries:
        for line in entry.lines:
            accounts[line.account] += line.amount.minor
    return {account: minor for account, minor in accounts.items() if minor}


def test_what_came_in_is_on_the_bank_and_the_rest_is_the_customers_credit() -> None:
    (entry,) = posted(a_payment(10_000, an_allocation(1, 6_000), an_allocation(2, 1_000)))
    assert left([entry]) == {"1200": 10_000, "1400": -7_000, "1710": -3_000}
    assert (entry.day, entry.reference) == (date(2026, 11, 20), "WIRE 1")


def test_a_bank_account_of_its_own_is_debited() -> None:
    banks = (NamedAccount(of="DE89370400440532013000", account="1210"),)
    assert left(posted(a_payment(100), banks=banks)) == {"1210": 100, "1710": -100}


def test_credit_that_is_used_later_moves_on_that_day() -> None:
    later = NOW + timedelta(days=40)
    used = an_allocation(1, 3_000, later, from_credit=True)
    first, second = posted(a_payment(10_000, used))
    assert left([first]) == {"1200": 10_000, "1710": -10_000}
    assert left([second]) == {"1710": 3_000, "1400": -3_000}
    assert second.day == day_of(later)


def test_a_reversed_payment_leaves_nothing_on_its_own_day() -> None:
    payment = a_payment(10_000, an_allocation(1, 6_000)).reversed(undo(NOW + timedelta(days=3)))
    received, back = posted(payment)
    assert left([back]) == {"1200": -10_000, "1400": 6_000, "1710": 4_000}
    assert back.day == date(2026, 11, 25)
    assert left([received, back]) == {}


def test_a_refund_goes_from_credit_to_the_bank_and_back_when_it_is_undone() -> None:
    refund = Refund(
        id="refund-1",
        amount=eur(2_000),
        refunded_on=date(2026, 12, 1),
        reference="",
        reason="asked for",
        by=FIONA,
        at=NOW,
    )
    payment = a_payment(10_000).with_refund(refund)
    assert left(posted(payment)) == {"1200": 8_000, "1710": -8_000}
    undone = payment.without_refund("refund-1", undo())
    assert left(posted(undone)) == {"1200": 10_000, "1710": -10_000}


@pytest.mark.parametrize(
    ("kind", "account"),
    [
        (SettlementKind.BANK_FEE, "4970"),
        (SettlementKind.ROUNDING, "4900"),
        (SettlementKind.EARLY_PAYMENT_DISCOUNT, "8730"),
        (SettlementKind.TAX_WITHHELD, "1545"),
        (SettlementKind.BAD_DEBT, "2400"),
    ],
)
def test_a_settlement_is_posted_on_the_account_of_its_kind(
    kind: SettlementKind, account: str
) -> None:
    settlement = Settlement(
        id="s-1", kind=kind, amount=Money.of("12.00", "USD"), reason="fee", by=FIONA, at=NOW
    )
    before = a_draft(content=a_content(), state=State.ISSUED, number="JUS-1")
    after = before.model_copy(update={"settlements": (settlement,)})
    (entry,) = settlement_entries(before, after, a_mapping(), date(2026, 12, 1))
    assert left([entry]) == {account: 1_200, "1400": -1_200}
    (back,) = settlement_entries(after, before, a_mapping(), date(2026, 12, 2))
    assert left([entry, back]) == {}


steps = st.lists(
    st.tuples(
        st.sampled_from(["use", "release", "refund", "unrefund", "reverse"]), st.integers(1, 9_000)
    ),
    max_size=12,
)


@given(st.integers(0, 10_000), steps)
def test_whatever_becomes_of_a_payment_the_accounts_say_what_it_says(
    paid: int, life: list[tuple[str, int]]
) -> None:
    """`allocated`, `refunded` and `free` are the payment's own sums, reckoned another way."""
    first = (an_allocation(0, paid),) if paid else ()
    payment = a_payment(10_000, *first)
    for n, (step, minor) in enumerate(life, start=1):
        at = NOW + timedelta(hours=n)
        try:
            match step:
                case "use":
                    used = an_allocation(n, minor, at, from_credit=True)
                    payment = payment.with_allocation(used)
                case "release" if payment.live:
                    payment = payment.without_allocation(payment.live[-1].id, undo(at))
                case "refund":
                    payment = payment.with_refund(
                        Refund(
                            id=f"r{n}",
                            amount=eur(minor),
                            refunded_on=day_of(at),
                            reference="",
                            reason="",
                            by=FIONA,
                            at=at,
                        )
                    )
                case "unrefund" if payment.live_refunds:
                    payment = payment.without_refund(payment.live_refunds[-1].id, undo(at))
                case "reverse":
                    payment = payment.reversed(undo(at))
        except Exception as refused:
            assert hasattr(refused, "template")
    balance = defaultdict(int, left(posted(payment)))
    there = 0 if payment.reversal else payment.amount.minor - payment.refunded.minor
    assert balance["1200"] == there
    assert balance["1400"] == -payment.allocated.minor
    assert balance["1710"] == -payment.free.minor
