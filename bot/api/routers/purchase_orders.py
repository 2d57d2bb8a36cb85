"""Purchase orders: what customers have ordered, up to which amount, and until when."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from bot.api.change import KeyedRequest, change, creation
from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from bot.api.paging import Cursor, Limit, Page, cursor_of, cut, place_of
from bot.intake.documents.purchase_order import PurchaseOrderBody, PurchaseOrderChange
from jupiter_core.commands.purchase_order import (
    ChangePurchaseOrder,
    RecordPurchaseOrder,
    change_purchase_order,
    record_purchase_order,
)
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.purchase_order import PurchaseOrder
from jupiter_core.domain.refusals import NothingChanged
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.purchase_orders import drawdown
from jupiter_core.queries.resources.purchase_order import PurchaseOrderResource

OrderId = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,64}$", examples=["01JD8KZ3W4"])]
Reads = Annotated[Caller, Depends(caller(Scope.INVOICES_READ))]
Makes = Annotated[KeyedRequest, Depends(creation(Scope.INVOICES_WRITE))]
Writes = Annotated[KeyedRequest, Depends(change(Scope.INVOICES_WRITE))]

router = APIRouter(tags=["Purchase orders"])


@router.get(
    "/purchase-orders",
    summary="List purchase orders",
    responses=answers(200, Page[PurchaseOrderResource], "Newest first", 400),
)
def listed(caller: Reads, limit: Limit = 25, cursor: Cursor = "") -> Response:
    """With how far each is used."""
    with caller.reading() as uow:
        found = uow.purchase_orders.page(after=place_of(cursor), limit=limit + 1)
        here, more = cut(found, limit)
        items = tuple(PurchaseOrderResource.of(drawdown(uow, each)) for each in here)
    page = Page[PurchaseOrderResource](
        items=items, next_cursor=cursor_of(here[-1].id) if more else None
    )
    return Reply(page.model_dump_json()).response


@router.post(
    "/purchase-orders",
    status_code=201,
    summary="Record a purchase order",
    responses=answers(201, PurchaseOrderResource, "Recorded", 400, 409, tagged=True),
)
def recorded(change: Makes, body: PurchaseOrderBody) -> Response:
    """Invoices of the customer that name its number draw it down. Whoever approves one that it
    does not cover is told; the timer issues none such by itself."""

    def work(uow: UnitOfWork) -> Reply:
        order = body.meant(body.customer_id, change.by)
        made = record_purchase_order(RecordPurchaseOrder(by=change.by, order=order), uow)
        return _shown(uow, made, status=201)

    return change.once(work)


@router.get(
    "/purchase-orders/{order_id}",
    summary="Read a purchase order",
    responses=answers(200, PurchaseOrderResource, "As it is now", 404, tagged=True),
)
def read(caller: Reads, order_id: OrderId) -> Response:
    with caller.reading() as uow:
        return _shown(uow, uow.purchase_orders.get(order_id)).response


@router.put(
    "/purchase-orders/{order_id}",
    summary="Change or close a purchase order",
    responses=answers(200, PurchaseOrderResource, "Changed", 400, 404, 409, 412, 428, tagged=True),
)
def changed(change: Writes, order_id: OrderId, body: PurchaseOrderChange) -> Response:
    """All of it as it is to be; its customer stays."""
    seen = change.seen()

    def work(uow: UnitOfWork) -> Reply:
        before = uow.purchase_orders.get(order_id)
        command = ChangePurchaseOrder(
            by=change.by,
            order_id=order_id,
            expected_version=seen,
            order=body.meant(before.customer_id, change.by),
        )
        try:
            return _shown(uow, change_purchase_order(command, uow))
        except NothingChanged:
            return _shown(uow, before)

    return change.once(work)


def _shown(uow: UnitOfWork, order: PurchaseOrder, *, status: int = 200) -> Reply:
    body = PurchaseOrderResource.of(drawdown(uow, order)).model_dump_json()
    return Reply(body, status, (("ETag", f'"{order.sequence}"'),))
