"""Sends the outbox's events to webhook endpoints, by the Standard Webhooks specification.

The payload was frozen with the event; what is made here, each time anew, is the signature. The
event's id goes with it, so that a receiver knows a repeat for what it is: one that was taken and
whose answer was lost on the way comes again.
"""

from collections.abc import Mapping
from importlib.metadata import version
from typing import Any

from bot.delivery.webhook.connection import EndpointAnswer, NoAnswer, WebhookConnection
from bot.delivery.webhook.retry import later
from bot.security.secret_box import CannotOpen, SecretBox
from bot.security.webhook_signature import signed_headers
from jupiter_core.commands.hearing import may_hear
from jupiter_core.commands.webhook_delivery import DeliveryOutcome, NoteAttempt, note_attempt
from jupiter_core.domain.refusals import NotFound
from jupiter_core.domain.webhook import DeliveryAttempt, WebhookEndpoint
from jupiter_core.ports import Clock, Ids, Message, Randomness, Store, Undeliverable, UnitOfWork

_AGENT = f"JupiterInvoice/{version('jupiter-invoice')} (+webhooks)"
_OFF = "The endpoint is switched off. {because}"
_MAY_NOT = "The API key that the endpoint answers by may not read this event, or is not live."
_GONE = "It answered 410 Gone, so nothing more is sent there."
_SEALED = (
    "The endpoint's signing secret cannot be opened: SECRET_KEY lacks the key that sealed it. "
    "Put that key back, or rotate the secret."
)


class WebhookSender:
    """A Sender. Each attempt is logged with what was answered, in a transaction of its own."""

    def __init__(
        self,
        store: Store,
        secret_box: SecretBox,
        connection: WebhookConnection,
        clock: Clock,
        randomness: Randomness,
        ids: Ids,
    ) -> None:
        self._store = store
        self._secret_box = secret_box
        self._connection = connection
        self._clock = clock
        self._randomness = randomness
        self._ids = ids

    def send(self, message: Message) -> Mapping[str, Any]:
        """Status and milliseconds of the answer. Raises RetryLater or Undeliverable."""
        endpoint = self._endpoint(message)
        if endpoint is None:
            return {"skipped": "the endpoint was removed"}
        if not endpoint.is_on:
            raise Undeliverable(_OFF.format(because=endpoint.disabled_because).strip())
        if not self._may_hear(message, endpoint):
            raise Undeliverable(_MAY_NOT)
        secrets = self._secrets(endpoint)
        if not secrets:
            raise later(message.attempts, _SEALED, self._randomness)
        attempt, answer = self._tried(message, endpoint, secrets)
        outcome = _outcome(attempt.status)
        # Committed before anything is raised: the try is in the log whatever comes of the message.
        with self._store.write(message.workspace_id) as uow:
            failed = _failed(message, uow)
            note_attempt(NoteAttempt(attempt=attempt, outcome=outcome), uow)
        if outcome is DeliveryOutcome.GONE:
            raise Undeliverable(_GONE)
        if outcome is DeliveryOutcome.FAILED:
            raise later(failed, attempt.error, self._randomness, answer)
        return {"status": attempt.status, "milliseconds": attempt.milliseconds}

    def _endpoint(self, message: Message) -> WebhookEndpoint | None:
        with self._store.read(message.workspace_id) as uow:
            try:
                return uow.webhook_endpoints.get(message.body["endpoint_id"])
            except NotFound:
                return None

    def _may_hear(self, message: Message, endpoint: WebhookEndpoint) -> bool:
        """Asked when it is sent: the endpoint may answer by another key since it was put here."""
        with self._store.read(message.workspace_id) as uow:
            try:
                name = uow.events.get(message.body["event_id"]).name
            except NotFound:
                return False
            return may_hear(uow, endpoint, name)

    def _secrets(self, endpoint: WebhookEndpoint) -> list[str]:
        """Those that sign now and can be opened, newest first."""
        opened = []
        for each in endpoint.live_secrets(self._clock.now()):
            try:
                opened.append(self._secret_box.open(each.sealed))
            except CannotOpen:
                continue
        return opened

    def _tried(
        self, message: Message, endpoint: WebhookEndpoint, secrets: list[str]
    ) -> tuple[DeliveryAttempt, EndpointAnswer | None]:
        begun, answer, error = self._clock.now(), None, ""
        try:
            answer = self._post(message, endpoint, secrets)
            error = _complaint(answer.status)
        except NoAnswer as reason:
            error = str(reason)
        attempt = DeliveryAttempt(
            id=self._ids.new(),
            endpoint_id=endpoint.id,
            delivery_id=message.id,
            event_id=message.body["event_id"],
            at=begun,
            number=message.attempts + 1,
            status=answer.status if answer else None,
            answer=answer.text if answer else "",
            error=error,
            milliseconds=round((self._clock.now() - begun).total_seconds() * 1000),
        )
        return attempt, answer

    def _post(
        self, message: Message, endpoint: WebhookEndpoint, secrets: list[str]
    ) -> EndpointAnswer:
        event_id, payload = message.body["event_id"], message.body["payload"]
        headers = {
            "content-type": "application/json",
            "user-agent": _AGENT,
            **signed_headers(event_id, self._clock.now(), payload, secrets),
        }
        return self._connection.post(endpoint.url, headers, payload.encode())


def _failed(message: Message, uow: UnitOfWork) -> int:
    """How many tries were answered, or had to go without an answer, since it is to be sent: those
    that ended with their process say nothing of the receiver, and use up none of its times."""
    begun = message.tried_since
    if begun is None:
        return 0
    return sum(each.at >= begun for each in uow.deliveries.attempts_of(message.id))


def _outcome(status: int | None) -> DeliveryOutcome:
    if status == 410:
        return DeliveryOutcome.GONE
    return DeliveryOutcome.TAKEN if status and 200 <= status < 300 else DeliveryOutcome.FAILED


def _complaint(status: int) -> str:
    """What is wrong with a status; nothing with one from 200 to 299."""
    if 200 <= status < 300:
        return ""
    if 300 <= status < 400:
        return f"It answered {status}, a redirect, and webhooks follow none."
    return f"It answered {status}."
