"""The repositories of forms that are being filled in, and of events."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Protocol

from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen


class SavedForm(Frozen):
    """What somebody has typed so far, as typed: `values` is JSON material of the form's own."""

    id: str
    owner: str
    channel: str
    invoice_id: str | None = None
    values: dict[str, Any]
    updated_at: datetime


class Forms(Protocol):
    """Forms that nobody has submitted yet."""

    def get(self, form_id: str) -> SavedForm:
        """Raises NotFound."""

    def save(self, form: SavedForm) -> None:
        """Adds or replaces it."""

    def discard(self, form_id: str) -> None:
        """Removes it if it is there."""

    def of(self, owner: str) -> list[SavedForm]:
        """Latest first."""

    def latest(self, owner: str) -> Iterator[SavedForm]:
        """The same, each read when it is asked for: people leave dozens, and three are shown."""


class Events(Protocol):
    """All that has happened; an event is never changed."""

    def add(self, event: Event) -> None:
        """Behind all others."""

    def get(self, event_id: str) -> Event:
        """Raises NotFound."""

    def of(self, subject_id: str) -> list[Event]:
        """Oldest first."""

    def page(
        self, *, after: int = 0, names: Sequence[EventName] = (), subject_id: str = "", limit: int
    ) -> list[tuple[int, Event]]:
        """Oldest first, each with its position, beginning behind the position `after`."""

    def latest(self, names: Sequence[EventName], *, limit: int) -> list[Event]:
        """Of these kinds, the newest first."""
