"""Purchase orders of a FakeStore."""

from jupiter_core.domain.content import State
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.purchase_order import PurchaseOrder, po_numbers_of, same_number
from jupiter_core.domain.refusals import AlreadyTaken, ChangedSinceSeen
from tests.harness.fake_tables import Room


class FakePurchaseOrders(Room):
    def get(self, order_id: str) -> PurchaseOrder:
        return self.found(self.tables.purchase_orders, "purchase order", order_id)

    def find(self, customer_id: str, number: str) -> PurchaseOrder | None:
        own = self.of_customer(customer_id)
        return next((each for each in own if same_number(each.number, number)), None)

    def of_customer(self, customer_id: str) -> list[PurchaseOrder]:
        return [each for each in self._latest() if each.customer_id == customer_id]

    def page(self, *, after: str = "", limit: int = 50) -> list[PurchaseOrder]:
        return [each for each in self._latest() if not after or each.id < after][:limit]

    def expiring(self, until: str) -> list[str]:
        own = (each for each in self._latest() if not each.closed and each.valid_until)
        return sorted(each.id for each in own if str(each.valid_until) <= until)

    def add(self, order: PurchaseOrder) -> None:
        self.expect(order.workspace_id)
        self._expect_free(order)
        self.tables.purchase_orders[self.key(order.id)] = order

    def save(self, order: PurchaseOrder) -> None:
        current, seen = self.get(order.id).sequence, order.sequence - 1
        if current != seen:
            raise ChangedSinceSeen(order.title, "somebody else was first", seen, current)
        self._expect_free(order)
        self.tables.purchase_orders[self.key(order.id)] = order

    def documents(self, customer_id: str) -> list[Invoice]:
        own = (each for each, _ in self.own(self.tables.invoices))
        return sorted(
            (
                each
                for each in own
                if each.content.bill_to.customer_id == customer_id
                and each.state not in {State.DRAFT, State.VOID}
                and po_numbers_of(each.content)
            ),
            key=lambda each: each.id,
        )

    def _latest(self) -> list[PurchaseOrder]:
        own = self.own(self.tables.purchase_orders)
        return sorted(own, key=lambda each: each.id, reverse=True)

    def _expect_free(self, order: PurchaseOrder) -> None:
        same = self.find(order.customer_id, order.number)
        if same and same.id != order.id:
            raise AlreadyTaken("PO number", order.number).at("number")
