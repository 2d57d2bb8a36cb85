"""Purchase orders recorded, watched, and what they hold up."""

from datetime import date, timedelta
from typing import Any

import pytest

from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.commands.purchase_order import (
    ChangePurchaseOrder,
    RecordPurchaseOrder,
    change_purchase_order,
    record_purchase_order,
)
from jupiter_core.commands.timer import tick
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import EventName
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.purchase_order import PurchaseOrder
from jupiter_core.domain.refusals import AlreadyTaken, NotFound, NothingChanged, NotPermitted
from jupiter_core.domain.workspace import Workspace
from jupiter_core.queries.purchase_orders import po_cautions
from tests.factories import (
    DEAL_CHANNEL,
    FIONA,
    NOW,
    SAM,
    WANDA,
    WORKSPACE,
    a_customer,
    a_line,
    a_sender_profile,
)
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.fakes import CountingIds, FakeStore, FixedClock
from tests.jupiter_core.domain.test_purchase_order import an_order, usd


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def store(clock: FixedClock) -> FakeStore:
    store = FakeStore(clock, CountingIds())
    with store.write(WORKSPACE) as uow:
        policy = ApprovalPolicy(approvers=(FIONA.id,))
        uow.save_workspace(Workspace(id=WORKSPACE, policy=policy, drafters=(SAM.id,)))
        uow.sender_profiles.save(a_sender_profile())
        uow.customers.save(a_customer())
    return store


def recorded(store: FakeStore, **changes: Any) -> PurchaseOrder:
    command = RecordPurchaseOrder(by=SAM, order=an_order(**changes))
    with store.write(WORKSPACE) as uow:
        return record_purchase_order(command, uow)


def issued(store: FakeStore, price: str, po: str = "4500-1") -> Invoice:
    terms = InvoiceTerms(
        customer_id="customer-acme",
        sender_profile_id="sender-us",
        currency="USD",
        net_terms=30,
        issue_date=a_sender_profile().today(NOW),
        po_number=po,
        lines=(a_line(price=price),),
    )
    with store.write(WORKSPACE) as uow:
        command = SubmitInvoice(by=SAM, deal_channel=DEAL_CHANNEL, terms=terms)
        invoice = submit_invoice(command, uow, FakeRenderer())
        approve(Approve(by=FIONA, subject_id=invoice.id, expected_version=invoice.sequence), uow)
        return uow.invoices.get(invoice.id)


def names(store: FakeStore) -> list[EventName]:
    return [each.name for each in store.tables.events.values()]


def test_drafters_and_finance_record_orders_and_nobody_else(store: FakeStore) -> None:
    assert recorded(store).recorded_by == SAM
    for by, number in ((FIONA, "2"), (WANDA, "3")):
        command = RecordPurchaseOrder(by=by, order=an_order(number=number))
        with store.write(WORKSPACE) as uow:
            if by is FIONA:
                record_purchase_order(command, uow)
            else:
                with pytest.raises(NotPermitted):
                    record_purchase_order(command, uow)


def test_an_order_is_of_a_customer_who_is_there_and_not_twice(store: FakeStore) -> None:
    recorded(store)
    with pytest.raises(AlreadyTaken):
        recorded(store, number="4500 -1")
    with pytest.raises(NotFound) as refused:
        recorded(store, number="2", customer_id="nobody")
    assert refused.value.path == "customer_id"
    with pytest.raises(NotFound) as refused:
        recorded(store, number="2", contract_id="nothing")
    assert refused.value.path == "contract_id"


def test_a_change_says_what_it_changed_and_nothing_is_no_change(store: FakeStore) -> None:
    order = recorded(store)
    wider = order.model_copy(update={"amount": usd("2000.00"), "customer_id": "other"})
    command = ChangePurchaseOrder(by=SAM, order_id=order.id, expected_version=1, order=wider)
    with store.write(WORKSPACE) as uow:
        after = change_purchase_order(command, uow)
    assert (after.amount, after.customer_id, after.sequence) == (
        *(usd("2000.00"), "customer-acme", 2),
    )
    (event,) = [
        each
        for each in store.tables.events.values()
        if each.name is EventName.PURCHASE_ORDER_CHANGED
    ]
    assert [each.words for each in event.changes] == ["Amount: USD 1,000.00 → USD 2,000.00"]
    again = command.model_copy(update={"expected_version": 2})
    with store.write(WORKSPACE) as uow, pytest.raises(NothingChanged):
        change_purchase_order(again, uow)


def test_the_thread_hears_once_that_an_order_is_nearly_used(store: FakeStore) -> None:
    recorded(store)
    issued(store, "400.00")
    assert EventName.INVOICE_PO_NEARLY_USED not in names(store)
    issued(store, "400.00")
    assert names(store).count(EventName.INVOICE_PO_NEARLY_USED) == 1
    issued(store, "10.00")
    assert names(store).count(EventName.INVOICE_PO_NEARLY_USED) == 1


def test_the_thread_hears_that_another_invoice_like_it_will_not_fit(store: FakeStore) -> None:
    recorded(store)
    issued(store, "501.00")
    assert names(store).count(EventName.INVOICE_PO_NEARLY_USED) == 1


def test_thirty_days_before_its_end_the_latest_thread_hears_once(
    store: FakeStore, clock: FixedClock
) -> None:
    recorded(store, valid_until=NOW.date() + timedelta(days=60))
    issued(store, "10.00")
    for days in (0, 31, 32):
        clock.set(NOW + timedelta(days=days))
        with store.write(WORKSPACE) as uow:
            tick(uow)
        told = names(store).count(EventName.INVOICE_PO_EXPIRES)
        assert told == (1 if days > 30 else 0)


def test_what_does_not_fit_is_told_with_its_figures(store: FakeStore) -> None:
    recorded(store, valid_until=date(2026, 11, 1))
    issued(store, "700.00")
    invoice = issued(store, "300.01")
    with store.read(WORKSPACE) as uow:
        (caution,) = po_cautions(uow, invoice.content, date(2026, 11, 22), invoice_id=invoice.id)
    assert caution.words == (
        "PO 4500-1 has USD 300.00 left and this invoice takes USD 300.01: it exceeds the order by "
        "USD 0.01. PO 4500-1 was valid until 1 Nov 2026."
    )


def amended(store: FakeStore, invoice: Invoice, po: str) -> None:
    with store.write(WORKSPACE) as uow:
        command = AddPoNumber(by=SAM, invoice_id=invoice.id, expected_version=None, po_number=po)
        add_po_number(command, uow, FakeRenderer())


def test_a_po_number_that_comes_after_issue_is_watched_too(store: FakeStore) -> None:
    recorded(store)
    amended(store, issued(store, "900.00", po=""), "4500-1")
    assert names(store).count(EventName.INVOICE_PO_NEARLY_USED) == 1
    second = issued(store, "200.00", po="")
    amended(store, second, "4500-1")
    events = store.tables.events.values()
    told = [each for each in events if each.name is EventName.INVOICE_PO_NEARLY_USED]
    assert [each.words for each in told] == [
        "PO 4500-1, USD 100.00 of USD 1,000.00 left",
        "PO 4500-1, USD -100.00 of USD 1,000.00 left",
    ]
    assert told[1].subject_id == second.id


def test_an_order_whose_body_comes_later_is_watched_from_then_on(store: FakeStore) -> None:
    issued(store, "1200.00")
    assert EventName.INVOICE_PO_NEARLY_USED not in names(store)
    recorded(store)
    assert names(store).count(EventName.INVOICE_PO_NEARLY_USED) == 1
