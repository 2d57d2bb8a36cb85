"""Webhook endpoints: addresses that hear of a workspace's events, and how well they answer.

The rules are those of the Standard Webhooks specification: signed, tried again for about three
days, switched off by a 410 or by failing for long.
"""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from pydantic import Field

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.event_scopes import scopes_to_read
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen

OVERLAP = timedelta(hours=24)
"""How long a rotated secret still signs beside its successor."""
MOST_SECRETS = 5
"""That sign at one time: each makes the header of every message longer."""
PATIENCE = timedelta(days=5)
"""An endpoint that has answered nothing well for so long is switched off."""
ANSWER_KEPT = 4000
"""Characters of an answer that the log keeps."""


class EndpointSecret(Frozen):
    """A signing secret as it is kept: sealed, so that the database alone signs nothing."""

    sealed: str
    expires_at: datetime | None = None


class WebhookEndpoint(Frozen):
    """One address; `secrets` are newest first.

    `answered_by` is the API key that made or changed it last: it hears what that key may read. An
    endpoint of before that was so answers by the key that made it. No `events` means all. With
    `takes_later`, kinds that came into being since are taken too, where the scopes that it was
    made for read them: more scopes of its key bring it no more.
    """

    id: str
    url: str
    description: str = ""
    events: tuple[EventName, ...] = ()
    takes_later: bool = Field(default=False, exclude_if=lambda later: not later)
    secrets: tuple[EndpointSecret, ...]
    created_by: Actor
    answered_by: Actor | None = None
    created_at: datetime
    failing_since: datetime | None = None
    disabled_at: datetime | None = None
    disabled_because: str = ""

    @property
    def is_on(self) -> bool:
        return self.disabled_at is None

    def wants(self, name: EventName) -> bool:
        """Whether it is to hear of such events now."""
        return self.is_on and name in self.taken

    @property
    def taken(self) -> tuple[EventName, ...]:
        """The kinds of events that it takes today."""
        if not self.events:
            return tuple(EventName)
        if not self.takes_later:
            return self.events
        scopes = {scope for name in self.events for scope in scopes_to_read(name)}
        later = (each for each in EventName if scopes.issuperset(scopes_to_read(each)))
        return tuple(dict.fromkeys((*self.events, *later)))

    @property
    def answering(self) -> Actor:
        """The key whose scopes decide what it hears."""
        return self.answered_by or self.created_by

    @property
    def place(self) -> str:
        """Host and path, for people: what stands behind the question mark may be a secret."""
        parts = urlsplit(self.url)
        return f"{parts.netloc}{parts.path.rstrip('/')}"

    def live_secrets(self, now: datetime) -> tuple[EndpointSecret, ...]:
        """Those that sign a message at this moment."""
        return tuple(each for each in self.secrets if not each.expires_at or each.expires_at > now)

    def rotated(self, sealed: str, now: datetime) -> "WebhookEndpoint":
        """With a new secret; the ones before sign beside it for a day and no longer, the latest
        of them only where they are many."""
        ending = now + OVERLAP
        former = (
            each.model_copy(update={"expires_at": min(each.expires_at or ending, ending)})
            for each in self.live_secrets(now)[: MOST_SECRETS - 1]
        )
        return self.model_copy(update={"secrets": (EndpointSecret(sealed=sealed), *former)})

    def succeeded(self) -> "WebhookEndpoint":
        """It has taken something: however long it failed before is forgotten."""
        return self.model_copy(update={"failing_since": None})

    def failed(self, at: datetime) -> "WebhookEndpoint":
        """Failing since now, or since whenever it began."""
        return self.model_copy(update={"failing_since": self.failing_since or at})

    def has_failed_for_long(self, now: datetime) -> bool:
        """Whether it has taken nothing for PATIENCE."""
        return self.failing_since is not None and now - self.failing_since >= PATIENCE

    def disabled(self, at: datetime, because: str) -> "WebhookEndpoint":
        """`because` is a sentence for people."""
        return self.model_copy(update={"disabled_at": at, "disabled_because": because})

    def enabled(self) -> "WebhookEndpoint":
        """On again, as if it had never failed."""
        fresh = {"disabled_at": None, "disabled_because": "", "failing_since": None}
        return self.model_copy(update=fresh)


class DeliveryAttempt(Frozen):
    """One try: what came back, or why nothing did. `number` counts from 1."""

    id: str
    endpoint_id: str
    delivery_id: str
    event_id: str
    at: datetime
    number: int
    status: int | None = None
    answer: str = ""
    error: str = ""
    milliseconds: int = 0
