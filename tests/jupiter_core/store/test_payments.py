"""Payments, on every kind of store."""

from datetime import date

import pytest

from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Allocation, Payment, ReceivingAccount, Undo
from jupiter_core.domain.refusals import AlreadyTaken, NotFound
from jupiter_core.ports import PaymentFilter, Store, UnitOfWork
from tests.factories import FIONA, NOW, WORKSPACE


def usd(amount: str) -> Money:
    return Money.of(amount, "USD")


def an_allocation(invoice_id: str, amount: str) -> Allocation:
    name = f"of-{invoice_id}"
    return Allocation(id=name, invoice_id=invoice_id, amount=usd(amount), by=FIONA, at=NOW)


def a_payment(payment_id: str = "payment-1", **changes: object) -> Payment:
    """USD 100.00 of Acme, all of it credit unless its allocations say otherwise."""
    return Payment(
        id=payment_id,
        workspace_id=WORKSPACE,
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        amount=usd("100.00"),
        received_on=date(2026, 11, 20),
        account=ReceivingAccount(currency="USD", number="4021"),
        by=FIONA,
        at=NOW,
    ).model_copy(update=changes)


def save(store: Store, *payments: Payment) -> None:
    with store.write(WORKSPACE) as uow:
        for each in payments:
            uow.payments.save(each)


def ids(payments: list[Payment]) -> list[str]:
    return [each.id for each in payments]


def test_it_is_read_as_it_was_saved_last(store: Store) -> None:
    before = a_payment(allocations=(an_allocation("invoice-1", "60.00"),))
    after = before.reversed(Undo(reason="Bounced", by=FIONA, at=NOW))
    save(store, before, after)
    with store.read(WORKSPACE) as uow:
        assert uow.payments.get("payment-1") == after
        with pytest.raises(NotFound):
            uow.payments.get("payment-2")


def test_an_invoice_has_all_that_ever_paid_for_it_oldest_first(store: Store) -> None:
    first = a_payment("payment-1", allocations=(an_allocation("invoice-1", "60.00"),))
    undone = first.without_allocation("of-invoice-1", Undo(reason="x", by=FIONA, at=NOW))
    both = (an_allocation("invoice-2", "1.00"), an_allocation("invoice-1", "2.00"))
    save(store, a_payment("payment-2", allocations=both), first, undone, a_payment("payment-3"))
    with store.read(WORKSPACE) as uow:
        assert ids(uow.payments.of_invoice("invoice-1")) == ["payment-1", "payment-2"]
        assert ids(uow.payments.of_invoice("invoice-2")) == ["payment-2"]
        assert uow.payments.of_invoice("invoice-3") == []


def test_what_an_invoice_takes_later_is_found_too(store: Store) -> None:
    save(store, a_payment())
    save(store, a_payment().with_allocation(an_allocation("invoice-9", "5.00")))
    with store.read(WORKSPACE) as uow:
        assert ids(uow.payments.of_invoice("invoice-9")) == ["payment-1"]


def test_a_source_key_is_one_payments_own(store: Store) -> None:
    save(store, a_payment(source_key="camt:1"), a_payment("payment-2"), a_payment("payment-3"))
    with store.write(WORKSPACE) as uow:
        found = uow.payments.find_source("camt:1")
        assert found and found.id == "payment-1"
        assert uow.payments.find_source("") is None
        assert uow.payments.find_source("camt:2") is None
        with pytest.raises(AlreadyTaken):
            uow.payments.save(a_payment("payment-4", source_key="camt:1"))
        uow.payments.save(a_payment("payment-5"))
    with store.read(WORKSPACE) as uow:
        latest = uow.payments.page(PaymentFilter())
        assert ids(latest) == ["payment-5", "payment-3", "payment-2", "payment-1"]


def test_credit_is_used_in_the_order_in_which_it_came_in(store: Store) -> None:
    earlier = {"received_on": date(2026, 11, 1)}
    save(
        store,
        a_payment("payment-1"),
        a_payment("payment-2", **earlier),
        a_payment("payment-3", **earlier, allocations=(an_allocation("i", "100.00"),)),
        a_payment("payment-4", customer_id="customer-globex"),
        a_payment("payment-5", sender_profile_id="sender-eu"),
        a_payment("payment-6", amount=Money.of("100.00", "EUR")),
    )
    with store.read(WORKSPACE) as uow:
        found = uow.payments.credits("customer-acme", "sender-us", "USD")
        assert ids(found) == ["payment-2", "payment-1"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (PaymentFilter(customer_id="customer-globex"), ["payment-2"]),
        (PaymentFilter(received_from=date(2026, 11, 19)), ["payment-3", "payment-1"]),
        (PaymentFilter(received_to=date(2026, 11, 18)), ["payment-2"]),
        (PaymentFilter(currency="EUR"), []),
        (PaymentFilter(with_credit=True), ["payment-2", "payment-1"]),
    ],
)
def test_a_page_has_what_is_wanted(store: Store, wanted: PaymentFilter, found: list[str]) -> None:
    whole = (an_allocation("invoice-1", "100.00"),)
    other = {"customer_id": "customer-globex", "received_on": date(2026, 11, 18)}
    save(
        store,
        a_payment("payment-1"),
        a_payment("payment-2", **other),
        a_payment("payment-3", received_on=date(2026, 11, 19), allocations=whole),
    )
    with store.read(WORKSPACE) as uow:
        assert ids(uow.payments.page(wanted)) == found
        assert ids(uow.payments.page(wanted, after="payment-2")) == [
            each for each in found if each < "payment-2"
        ]
        assert ids(uow.payments.page(wanted, limit=1)) == found[:1]


def test_another_workspaces_payments_are_not_there_and_cannot_be_written(store: Store) -> None:
    save(store, a_payment(source_key="camt:1", allocations=(an_allocation("invoice-1", "1.00"),)))

    def nothing(uow: UnitOfWork) -> None:
        assert uow.payments.page(PaymentFilter()) == []
        assert uow.payments.of_invoice("invoice-1") == []
        assert uow.payments.find_source("camt:1") is None
        assert uow.payments.credits("customer-acme", "sender-us", "USD") == []

    with store.write("T0OTHER") as uow:
        nothing(uow)
        with pytest.raises(NotFound):
            uow.payments.get("payment-1")
        with pytest.raises(ValueError, match="in a transaction of"):
            uow.payments.save(a_payment())
