"""Purchase orders, on every kind of store."""

from datetime import date

import pytest

from jupiter_core.commands.record import record_first
from jupiter_core.domain.invoice import State
from jupiter_core.domain.refusals import AlreadyTaken, ChangedSinceSeen, NotFound
from jupiter_core.ports import Store
from tests.factories import SAM, WORKSPACE, a_content, a_draft, a_line
from tests.jupiter_core.domain.test_purchase_order import an_order


def test_an_order_is_found_by_its_number_in_any_spelling(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.purchase_orders.add(an_order(number="PO 4500"))
    with store.read(WORKSPACE) as uow:
        found = uow.purchase_orders.find("customer-acme", "po4500")
        assert found == an_order(number="PO 4500") == uow.purchase_orders.get("order-1")
        assert uow.purchase_orders.find("customer-globex", "po4500") is None
    with store.read("T0OTHER") as uow:
        assert uow.purchase_orders.page() == []
        with pytest.raises(NotFound):
            uow.purchase_orders.get("order-1")


def test_a_number_is_one_customers_once(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.purchase_orders.add(an_order())
        uow.purchase_orders.add(an_order(id="order-2", customer_id="customer-globex"))
        with pytest.raises(AlreadyTaken) as refused:
            uow.purchase_orders.add(an_order(id="order-3"))
        assert refused.value.path == "number"
        assert [each.id for each in uow.purchase_orders.page()] == ["order-2", "order-1"]
        assert [each.id for each in uow.purchase_orders.page(after="order-2")] == ["order-1"]


def test_the_second_of_two_writers_is_refused(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.purchase_orders.add(an_order())
        uow.purchase_orders.save(an_order(sequence=2, closed=True))
    with store.write(WORKSPACE) as uow, pytest.raises(ChangedSinceSeen):
        uow.purchase_orders.save(an_order(sequence=2))


def test_open_orders_are_found_by_their_end(store: Store) -> None:
    ends = {"a": date(2027, 1, 31), "b": date(2027, 2, 1), "c": None}
    with store.write(WORKSPACE) as uow:
        for order_id, until in ends.items():
            uow.purchase_orders.add(an_order(id=order_id, number=order_id, valid_until=until))
        closed = an_order(id="d", number="d", valid_until=date(2027, 1, 1), closed=True)
        uow.purchase_orders.add(closed)
        assert uow.purchase_orders.expiring("2027-01-31") == ["a"]


def test_documents_are_those_of_the_customer_that_name_a_po(store: Store) -> None:
    own_line = a_line().model_copy(update={"po_number": "4500-2"})
    contents = {
        "a": a_content(po_number="4500-1"),
        "b": a_content(lines=(own_line,)),
        "c": a_content(),
        "d": a_content(po_number="4500-1"),
    }
    with store.write(WORKSPACE) as uow:
        for invoice_id, content in contents.items():
            state = State.VOID if invoice_id == "d" else State.PENDING_APPROVAL
            record_first(uow, a_draft(id=invoice_id, content=content, state=state), by=SAM)
        found = [each.id for each in uow.purchase_orders.documents("customer-acme")]
        assert found == ["a", "b"]
