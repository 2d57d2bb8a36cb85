"""What other systems leave in a store: keys, answers, drafts under a code, endpoints."""

from datetime import datetime, timedelta

from jupiter_core.domain.api_key import ApiKey, Scope, api_key_of, secret_hash_of
from jupiter_core.domain.handover import KEPT_FOR, Handover, code_hash_of
from jupiter_core.domain.held_change import HeldChange, WaitsFor
from jupiter_core.domain.idempotency import Answered
from jupiter_core.domain.webhook import DeliveryAttempt, EndpointSecret, WebhookEndpoint
from jupiter_core.ports import Message
from tests.factories import EVE, FIONA, NOW, WORKSPACE, a_draft
from tests.jupiter_core.store.histories import ID

CODE = "7QK4-M2ZX-9RTB"


def secret_of(name: str) -> str:
    return api_key_of(name.ljust(43, "x"))


def a_held_change() -> HeldChange:
    """Its time is over."""
    return HeldChange(
        id="held-1",
        invoice_id=ID,
        waits_for=WaitsFor.CODE,
        by=EVE,
        seen=1,
        amendment=a_draft().amendable(),
        for_contract=False,
        typed={"po_number": "für Sie"},
        mailbox="dana@acme.example",
        made_at=NOW,
        sent_at=NOW,
        expires_at=NOW,
        codes=1,
    )


def a_key(key_id: str = "key-1", **changes: object) -> ApiKey:
    secret = secret_of(key_id)
    key = ApiKey(
        id=key_id,
        name="The CRM",
        scopes=(Scope.INVOICES_WRITE, Scope.EVENTS_READ),
        hint=secret[-4:],
        secret_hash=secret_hash_of(secret),
        made_by=FIONA,
        made_at=NOW,
    )
    return key.model_copy(update=changes)


def an_answer(at: datetime = NOW, **changes: object) -> Answered:
    answered = Answered(
        key_id="key-1",
        idempotency_key="deal 42 €",
        fingerprint="f" * 64,
        status=201,
        headers={"ETag": '"2"'},
        body='{"id":"1","memo":"für Sie"}',
        at=at,
    )
    return answered.model_copy(update=changes)


def a_handover(code: str = CODE, made_at: datetime = NOW) -> Handover:
    return Handover(
        code_hash=code_hash_of(code),
        kind="invoice",
        material={"lines": [{"description": "<b>Ünïts</b>", "quantity": "3"}]},
        made_at=made_at,
        expires_at=made_at + KEPT_FOR,
    )


def an_endpoint(name: str = "endpoint-1", **changes: object) -> WebhookEndpoint:
    endpoint = WebhookEndpoint(
        id=name,
        url="https://crm.example/hooks?a=1&b=2",
        description="CRM “prod”",
        secrets=(EndpointSecret(sealed="sealed-1"),),
        created_by=FIONA,
        created_at=NOW,
    )
    return endpoint.model_copy(update=changes)


def a_delivery(
    name: str,
    endpoint_id: str = "endpoint-1",
    stream: str = "",
    workspace_id: str = WORKSPACE,
) -> Message:
    """A message of the event `event-1` to an endpoint."""
    return Message(
        id=name,
        workspace_id=workspace_id,
        stream=stream or f"webhook:{endpoint_id}:invoice-1",
        destination="webhook",
        kind="event",
        body={"endpoint_id": endpoint_id, "event_id": "event-1", "payload": '{"a":"€"}'},
        skippable=True,
        lane=endpoint_id,
    )


def an_attempt(delivery_id: str, number: int, **changes: object) -> DeliveryAttempt:
    attempt = DeliveryAttempt(
        id=f"{delivery_id}-{number}",
        endpoint_id="endpoint-1",
        delivery_id=delivery_id,
        event_id="event-1",
        at=NOW + timedelta(minutes=number),
        number=number,
        status=500,
        answer="<h1>Oops</h1>",
    )
    return attempt.model_copy(update=changes)
