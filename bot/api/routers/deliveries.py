"""Deliveries of a webhook endpoint: what was sent, what was answered, and once more."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import Response

from bot.api.context import Reply
from bot.api.described import answers
from bot.api.paging import Cursor, Limit, Page, cursor_of, cut, place_of
from bot.api.routers.webhook_endpoints import EndpointId, Reads, Writes
from jupiter_core.commands.webhook_delivery import Resend, resend
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.webhook import DeliveryLogResource, DeliveryResource

DeliveryId = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,64}$", examples=["01JD8KZ3W4"])]

router = APIRouter(tags=["Webhook endpoints"])


@router.get(
    "/webhook-endpoints/{endpoint_id}/deliveries",
    summary="List deliveries",
    responses=answers(200, Page[DeliveryResource], "Latest first", 400, 404),
)
def listed(
    caller: Reads, endpoint_id: EndpointId, limit: Limit = 25, cursor: Cursor = ""
) -> Response:
    with caller.reading() as uow:
        uow.webhook_endpoints.get(endpoint_id)
        found = uow.deliveries.page(endpoint_id, after=place_of(cursor), limit=limit + 1)
    here, more = cut(found, limit)
    page = Page[DeliveryResource](
        items=tuple(DeliveryResource.of(each) for each in here),
        next_cursor=cursor_of(here[-1].id) if more else None,
    )
    return Reply(page.model_dump_json()).response


@router.get(
    "/webhook-endpoints/{endpoint_id}/deliveries/{delivery_id}",
    summary="Read a delivery",
    responses=answers(200, DeliveryLogResource, "With its payload and every try", 404),
)
def read(caller: Reads, endpoint_id: EndpointId, delivery_id: DeliveryId) -> Response:
    with caller.reading() as uow:
        endpoint = uow.webhook_endpoints.get(endpoint_id)
        delivery = uow.deliveries.get(delivery_id)
        if delivery.endpoint_id != endpoint.id:
            raise NotFound("delivery", delivery_id)
        shown = DeliveryLogResource.told(uow, delivery, caller.key)
    return Reply(shown.model_dump_json()).response


@router.post(
    "/webhook-endpoints/{endpoint_id}/deliveries/{delivery_id}/resend",
    status_code=202,
    summary="Send a delivery again",
    responses=answers(202, DeliveryResource, "Queued, as a new delivery", 400, 404, 409),
)
def resent(change: Writes, endpoint_id: EndpointId, delivery_id: DeliveryId) -> Response:
    """Of an event that your key may read, as long as its payload is kept: exactly that, under the
    same `webhook-id`, so that a receiver which has it knows."""

    def work(uow: UnitOfWork) -> Reply:
        command = Resend(by=change.by, endpoint_id=endpoint_id, delivery_id=delivery_id)
        again = resend(command, uow)
        return Reply(DeliveryResource.of(again).model_dump_json(), 202)

    return change.once(work)
