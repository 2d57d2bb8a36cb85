"""Webhook endpoints: made, changed, removed, and their secrets, each shown once."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path
from fastapi.responses import Response

from bot.api.change import KeyedRequest, creation
from bot.api.context import Caller, Reply, caller
from bot.api.described import answers
from bot.api.paging import Page
from bot.api.schemas.webhook import EndpointChange, NewEndpoint
from bot.security.webhook_addresses import check_url
from bot.security.webhook_signature import new_secret
from jupiter_core.commands.webhook import (
    ChangeEndpoint,
    MakeEndpoint,
    RemoveEndpoint,
    RotateSecret,
    change_endpoint,
    make_endpoint,
    remove_endpoint,
    rotate_secret,
)
from jupiter_core.commands.webhook_test import SendTestEvent, send_test_event
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.webhook import WebhookEndpoint
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.resources.event import EventResource
from jupiter_core.queries.resources.webhook import (
    SecretEndpointResource,
    WebhookEndpointResource,
)

EndpointId = Annotated[str, Path(pattern=r"^[0-9A-Za-z]{1,64}$", examples=["01JD8KZ3W4"])]
Reads = Annotated[Caller, Depends(caller(Scope.WEBHOOKS_READ))]
Writes = Annotated[KeyedRequest, Depends(creation(Scope.WEBHOOKS_WRITE))]

router = APIRouter(tags=["Webhook endpoints"])


@router.get(
    "/webhook-endpoints",
    summary="List webhook endpoints",
    responses=answers(200, Page[WebhookEndpointResource], "Oldest first, all of them"),
)
def listed(caller: Reads) -> Response:
    with caller.reading() as uow:
        items = tuple(
            WebhookEndpointResource.of(each, uow.now) for each in uow.webhook_endpoints.all()
        )
    page = Page[WebhookEndpointResource](items=items, next_cursor=None)
    return Reply(page.model_dump_json()).response


@router.post(
    "/webhook-endpoints",
    status_code=201,
    summary="Create a webhook endpoint",
    operation_id="make_a_webhook_endpoint",
    responses=answers(201, SecretEndpointResource, "Created, with its secret", 400),
)
def made(change: Writes, body: NewEndpoint) -> Response:
    """Keep the `secret`: it is never shown again. It verifies signatures by the Standard
    Webhooks specification. An endpoint takes only events that your key may read: `invoice.*` and
    `credit_note.*` need `invoices:read`, and so on. With no `events` it takes all of these, also
    kinds that later versions add, and the answer names them. Approvers and admins hear of it."""

    def work(uow: UnitOfWork) -> Reply:
        secret = _secret(change)
        command = MakeEndpoint(
            by=change.by,
            url=_url(change, body.url),
            description=body.description,
            events=body.events,
            sealed=change.ctx.secret_box.seal(secret),
        )
        return _told(uow, make_endpoint(command, uow), secret, status=201)

    return change.once(work)


@router.get(
    "/webhook-endpoints/{endpoint_id}",
    summary="Read a webhook endpoint",
    responses=answers(200, WebhookEndpointResource, "As it is now", 404),
)
def read(caller: Reads, endpoint_id: EndpointId) -> Response:
    with caller.reading() as uow:
        return _shown(uow, uow.webhook_endpoints.get(endpoint_id)).response


@router.patch(
    "/webhook-endpoints/{endpoint_id}",
    summary="Change a webhook endpoint",
    responses=answers(200, WebhookEndpointResource, "As it is now", 400, 404),
)
def changed(change: Writes, endpoint_id: EndpointId, body: EndpointChange) -> Response:
    """What waits for it goes to the new address. Your key has to be one that may read all that
    the endpoint takes; it answers by your key from then on."""

    def work(uow: UnitOfWork) -> Reply:
        uow.webhook_endpoints.get(endpoint_id)
        command = ChangeEndpoint(
            by=change.by,
            endpoint_id=endpoint_id,
            url=None if body.url is None else _url(change, body.url),
            description=body.description,
            events=body.events,
            enabled=body.enabled,
        )
        return _shown(uow, change_endpoint(command, uow))

    return change.once(work)


@router.delete(
    "/webhook-endpoints/{endpoint_id}",
    status_code=204,
    summary="Remove a webhook endpoint",
    responses=answers(204, None, "Removed: nothing more is sent to it", 400, 404),
)
def removed(change: Writes, endpoint_id: EndpointId) -> Response:
    def work(uow: UnitOfWork) -> Reply:
        remove_endpoint(RemoveEndpoint(by=change.by, endpoint_id=endpoint_id), uow)
        return Reply("", 204)

    return change.once(work)


@router.post(
    "/webhook-endpoints/{endpoint_id}/rotate-secret",
    summary="Replace the signing secret",
    responses=answers(200, SecretEndpointResource, "With its new secret", 400, 404),
)
def rotated(change: Writes, endpoint_id: EndpointId) -> Response:
    """Until `former_secret_until` both secrets sign, so that no delivery is lost on the way."""

    def work(uow: UnitOfWork) -> Reply:
        secret = _secret(change)
        sealed = change.ctx.secret_box.seal(secret)
        command = RotateSecret(by=change.by, endpoint_id=endpoint_id, sealed=sealed)
        return _told(uow, rotate_secret(command, uow), secret)

    return change.once(work)


@router.post(
    "/webhook-endpoints/{endpoint_id}/test",
    status_code=202,
    summary="Send a test event",
    responses=answers(202, EventResource, "The event, which is being sent", 400, 404, 409),
)
def tested(change: Writes, endpoint_id: EndpointId) -> Response:
    """An event `webhook_endpoint.tested`, to this endpoint alone, whatever kinds it takes. It is
    signed, tried again and logged like any other; the list of deliveries says what came back."""

    def work(uow: UnitOfWork) -> Reply:
        event = send_test_event(SendTestEvent(by=change.by, endpoint_id=endpoint_id), uow)
        return Reply(EventResource.of(event, None).model_dump_json(), 202)

    return change.once(work)


def _secret(change: KeyedRequest) -> str:
    return new_secret(change.ctx.new_secret())


def _url(change: KeyedRequest, typed: str) -> str:
    """Raises UnusableUrl, UnreachableAddress or TooLong, at `url`."""
    return check_url(typed, change.ctx.allowed_hosts)


def _shown(uow: UnitOfWork, endpoint: WebhookEndpoint) -> Reply:
    return Reply(WebhookEndpointResource.of(endpoint, uow.now).model_dump_json())


def _told(uow: UnitOfWork, endpoint: WebhookEndpoint, secret: str, *, status: int = 200) -> Reply:
    shown = SecretEndpointResource.with_secret(endpoint, uow.now, secret)
    return Reply(shown.model_dump_json(), status)
