"""How an invoice ends: paid or void."""

import pytest

from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import (
    ChangedSinceSeen,
    MixedCurrencies,
    NotInState,
    NotPermitted,
    OutOfRange,
    Overpayment,
    Required,
)
from tests.factories import FIONA, FRANK, SAM
from tests.harness.workspace import MemoryWorkspace


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def test_payments_add_up_until_it_is_paid_in_full() -> None:
    desk = MemoryWorkspace()
    partly = desk.pay(desk.issued(), usd("1000000.00"))
    assert (partly.state, str(partly.amount_due)) == (State.PARTIALLY_PAID, "345000.00")
    paid = desk.pay(partly, usd("345000.00"))
    assert (paid.state, paid.revision, paid.sequence) == (State.PAID, 1, partly.sequence + 1)
    names = [each.name for each in desk.events(paid.id)][-2:]
    assert names == [EventName.INVOICE_PAYMENT_RECORDED, EventName.INVOICE_PAID]


@pytest.mark.parametrize(
    ("amount", "refusal"),
    [
        (usd("1345000.01"), Overpayment),
        (usd("0"), OutOfRange),
        (usd("-1"), OutOfRange),
        (Money.of("1", "EUR"), MixedCurrencies),
    ],
)
def test_what_is_no_payment_of_it_is_refused(amount: Money, refusal: type[Exception]) -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    with pytest.raises(refusal):
        desk.pay(issued, amount)
    assert desk.now(issued) == issued


def test_only_finance_records_payments() -> None:
    desk = MemoryWorkspace()
    with pytest.raises(NotPermitted):
        desk.pay(desk.issued(), usd("1"), by=SAM)


def test_a_payment_recorded_twice_by_two_people_counts_once() -> None:
    desk = MemoryWorkspace()
    seen = desk.issued()
    desk.pay(seen, usd("500.00"))
    with pytest.raises(ChangedSinceSeen):
        desk.pay(seen, usd("500.00"), by=FRANK)
    assert desk.now(seen).paid == usd("500.00")


def test_nothing_is_paid_before_issue_or_after_the_end() -> None:
    desk = MemoryWorkspace()
    paid = desk.issued()
    for closed in (desk.submit(), desk.pay(paid, paid.total), desk.void(desk.issued())):
        with pytest.raises(NotInState):
            desk.pay(closed, usd("1"))


def test_a_void_invoice_keeps_its_number_and_says_why() -> None:
    desk = MemoryWorkspace()
    void = desk.void(desk.issued(), reason=" Signed twice ")
    assert (void.state, void.number, void.revision) == (State.VOID, "JUS-000001", 2)
    assert void.reason == desk.events(void.id)[-1].note == "Signed twice"
    assert desk.issued().number == "JUS-000002"


def test_whoever_wrote_it_may_void_it_before_issue_and_nobody_else_but_finance() -> None:
    desk = MemoryWorkspace()
    assert desk.void(desk.submit(), by=SAM).state is State.VOID
    with pytest.raises(NotPermitted):
        desk.void(desk.issued(), by=SAM)
    with pytest.raises(NotPermitted):
        desk.void(desk.submit(FRANK), by=SAM)
    assert desk.void(desk.submit(), by=FIONA).revision == 0


def test_a_reason_is_needed_to_void() -> None:
    desk = MemoryWorkspace()
    with pytest.raises(Required):
        desk.void(desk.issued(), reason=" ")


def test_what_is_paid_in_part_or_in_full_is_not_voided() -> None:
    desk = MemoryWorkspace()
    partly = desk.pay(desk.issued(), usd("1"))
    with pytest.raises(NotInState):
        desk.void(partly)
    with pytest.raises(NotInState):
        desk.void(desk.pay(partly, partly.amount_due))
