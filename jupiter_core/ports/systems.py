"""The repositories of API keys, of answers to requests, and of drafts that were left."""

from datetime import datetime
from typing import Protocol

from jupiter_core.domain.api_key import ApiKey
from jupiter_core.domain.handover import Handover
from jupiter_core.domain.idempotency import Answered


class ApiKeys(Protocol):
    """The workspace's keys; when they were used stands apart from what people decided on."""

    def get(self, key_id: str) -> ApiKey:
        """Raises NotFound."""

    def all(self) -> list[ApiKey]:
        """Oldest first, revoked ones too."""

    def save(self, key: ApiKey) -> None:
        """Adds or replaces it."""

    def last_used(self) -> dict[str, datetime]:
        """When each was last used, to the hour; of those that ever were."""

    def note_use(self, key_id: str) -> None:
        """It is used now."""


class Answers(Protocol):
    """Answers to requests that may arrive a second time."""

    def find(self, key_id: str, idempotency_key: str) -> Answered | None:
        """What was answered in the last 24 hours."""

    def keep(self, answered: Answered) -> None:
        """Committed with what the request did; what is older than 24 hours is forgotten."""


class Handovers(Protocol):
    """Of no workspace until one takes them."""

    def leave(self, handover: Handover) -> None:
        """What nobody took in time is forgotten."""

    def kept(self) -> tuple[int, int]:
        """How many wait to be taken, and how many characters they are in all."""

    def take(self, code_hash: str) -> Handover | None:
        """Gives it away, once; None where there is none that is still good."""
