"""A workspace with one endpoint, a drain, and a real receiver at the endpoint's address."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from bot.delivery.webhook.connection import WebhookConnection
from bot.delivery.webhook.sender import WebhookSender
from bot.security.secret_box import SecretBox
from bot.security.webhook_signature import new_secret
from jupiter_core.commands.webhook import MakeEndpoint, make_endpoint
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.webhook import DeliveryAttempt, WebhookEndpoint
from jupiter_core.domain.workspace import Workspace
from jupiter_core.outbox.drain import Drain
from jupiter_core.outbox.messages import WEBHOOK, webhook_message
from jupiter_core.ports import Delivery, Message
from tests.factories import FIONA, FRANK, SAM, WORKSPACE
from tests.harness.fakes import (
    CountingIds,
    FixedClock,
    NoHeartbeat,
    SteadyRandomness,
    a_fake_store,
)
from tests.harness.giving_up import burying
from tests.harness.webhook_receiver import Behaviour, Receiver, a_receiver

KEY = "k" * 40
SECRET = new_secret(b"first" * 6)


class WebhookWorkspace:
    """The clock begins at the present, by which the specification's library judges."""

    def __init__(self, receiver: Receiver, share: float = 0.5) -> None:
        self.receiver = receiver
        self.clock = FixedClock(datetime.now(UTC).replace(microsecond=0))
        self.store = a_fake_store(self.clock)
        self.secret_box = SecretBox([KEY])
        self.given_up: list[tuple[str, str]] = []
        self._share = share
        self.endpoint_id = self._made().id
        self._told_before = len(self._letters_to_slack())
        self.drain = self.a_drain()

    def a_drain(
        self, secret_box: SecretBox | None = None, connection: WebhookConnection | None = None
    ) -> Drain:
        random_text = SteadyRandomness(self._share)
        sender = WebhookSender(
            self.store,
            secret_box or self.secret_box,
            connection or WebhookConnection(["localhost"], seconds=5),
            self.clock,
            random_text,
            CountingIds("01A"),
        )
        return Drain(
            self.store.outbox,
            {WEBHOOK: sender},
            self.clock,
            random_text,
            owner="one",
            give_up=burying(self.store, lambda name, error: self.given_up.append((name, error))),
            heartbeat=NoHeartbeat(),
            destinations=[WEBHOOK],
        )

    def publish(self, message_id: str, payload: str = "{}", about: str = "invoice-1") -> None:
        """An event of the invoice, on its way to the endpoint."""
        event = Event(
            id=f"event-{message_id}",
            workspace_id=WORKSPACE,
            name=EventName.INVOICE_ISSUED,
            subject_id=about,
            at=self.clock.now(),
            by=SAM,
        )
        with self.store.write(WORKSPACE) as uow:
            uow.events.add(event)
            uow.outbox.put(webhook_message(event, self.endpoint, payload, message_id))

    @property
    def endpoint(self) -> WebhookEndpoint:
        with self.store.read(WORKSPACE) as uow:
            return uow.webhook_endpoints.get(self.endpoint_id)

    def save(self, endpoint: WebhookEndpoint) -> None:
        with self.store.write(WORKSPACE) as uow:
            uow.webhook_endpoints.save(endpoint)

    def delivery(self, message_id: str) -> Delivery:
        with self.store.read(WORKSPACE) as uow:
            return uow.deliveries.get(message_id)

    def attempts(self, message_id: str) -> list[DeliveryAttempt]:
        with self.store.read(WORKSPACE) as uow:
            return uow.deliveries.attempts_of(message_id)

    def wait_of(self, message_id: str) -> float:
        """Seconds until it is tried again."""
        again_at = self.delivery(message_id).next_attempt_at
        assert again_at is not None, "it is not to be tried again"
        return (again_at - self.clock.now()).total_seconds()

    def told_in_slack(self) -> list[Message]:
        """Since the endpoint was made."""
        return self._letters_to_slack()[self._told_before :]

    def _letters_to_slack(self) -> list[Message]:
        letters = self.store.tables.letters.values()
        return [each.message for each in letters if each.message.destination == "slack"]

    def _made(self) -> WebhookEndpoint:
        made = MakeEndpoint(
            by=SAM,
            url=self.receiver.url,
            description="The CRM",
            events=(),
            sealed=self.secret_box.seal(SECRET),
        )
        with self.store.write(WORKSPACE) as uow:
            policy = ApprovalPolicy(approvers=(FIONA.id, FRANK.id), approvals=1)
            uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
            return make_endpoint(made, uow)


@contextmanager
def a_stage(*script: Behaviour, share: float = 0.5) -> Iterator[WebhookWorkspace]:
    with a_receiver(*script) as receiver:
        yield WebhookWorkspace(receiver, share)
