"""Purchase orders, as rows."""

from sqlmodel import col, or_

from jupiter_core.domain.content import State
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.purchase_order import PurchaseOrder, po_key, po_numbers_of
from jupiter_core.domain.refusals import AlreadyTaken, ChangedSinceSeen
from jupiter_core.store.ledger_tables import PurchaseOrderRow
from jupiter_core.store.scope import TransactionScope
from jupiter_core.store.tables import InvoiceRow

_NOT_DRAWING = (State.DRAFT.value, State.VOID.value)


class PurchaseOrderRepository:
    """See `PurchaseOrders`."""

    def __init__(self, scope: TransactionScope) -> None:
        self._scope = scope

    def get(self, order_id: str) -> PurchaseOrder:
        return _order(self._scope.with_id(PurchaseOrderRow, "purchase order", order_id, lock=True))

    def find(self, customer_id: str, number: str) -> PurchaseOrder | None:
        query = self._scope.select(PurchaseOrderRow).where(
            col(PurchaseOrderRow.customer_id) == customer_id,
            col(PurchaseOrderRow.number_key) == po_key(number),
        )
        row = self._scope.first(query)
        return _order(row) if row else None

    def of_customer(self, customer_id: str) -> list[PurchaseOrder]:
        query = self._scope.select(PurchaseOrderRow)
        own = query.where(col(PurchaseOrderRow.customer_id) == customer_id)
        return [
            _order(row) for row in self._scope.all(own.order_by(col(PurchaseOrderRow.id).desc()))
        ]

    def page(self, *, after: str = "", limit: int = 50) -> list[PurchaseOrder]:
        query = self._scope.select(PurchaseOrderRow)
        if after:
            query = query.where(col(PurchaseOrderRow.id) < after)
        return [
            _order(row)
            for row in self._scope.all(query.order_by(col(PurchaseOrderRow.id).desc()).limit(limit))
        ]

    def expiring(self, until: str) -> list[str]:
        query = self._scope.select(PurchaseOrderRow).where(
            col(PurchaseOrderRow.closed).is_(False),
            col(PurchaseOrderRow.valid_until) != "",
            col(PurchaseOrderRow.valid_until) <= until,
        )
        return [row.id for row in self._scope.all(query.order_by(col(PurchaseOrderRow.id)))]

    def add(self, order: PurchaseOrder) -> None:
        with self._scope.refusing(_taken(order)):
            self._scope.add(self._row(order))

    def save(self, order: PurchaseOrder) -> None:
        seen = order.sequence - 1
        with self._scope.refusing(_taken(order)):
            if not self._scope.replace(self._row(order), sequence=seen):
                current = self.get(order.id).sequence
                raise ChangedSinceSeen(order.title, "somebody else was first", seen, current)

    def documents(self, customer_id: str) -> list[Invoice]:
        query = self._scope.select(InvoiceRow).where(
            col(InvoiceRow.customer_id) == customer_id,
            col(InvoiceRow.state).not_in(_NOT_DRAWING),
            or_(
                col(InvoiceRow.po_number) != "", col(InvoiceRow.document).contains('"po_number":"')
            ),
        )
        found = self._scope.each(query.order_by(col(InvoiceRow.id)))
        read = (Invoice.model_validate_json(row.document) for row in found)
        return [each for each in read if po_numbers_of(each.content)]

    def _row(self, order: PurchaseOrder) -> PurchaseOrderRow:
        return PurchaseOrderRow(
            workspace_id=order.workspace_id,
            id=order.id,
            customer_id=order.customer_id,
            number_key=po_key(order.number),
            sequence=order.sequence,
            closed=order.closed,
            valid_until=order.valid_until.isoformat() if order.valid_until else "",
            updated_at=self._scope.now,
            document=canonical_json(order),
        )


def _order(row: PurchaseOrderRow) -> PurchaseOrder:
    return PurchaseOrder.model_validate_json(row.document)


def _taken(order: PurchaseOrder) -> dict[str, AlreadyTaken]:
    return {"purchase_orders_number_key": AlreadyTaken("PO number", order.number).at("number")}
