"""People and channels of the workspace, as they were described last."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from jupiter_core.domain.directory import KnownChannel, KnownPerson


class Directory(Protocol):
    """A memory: whatever is missing is asked for again."""

    def person(self, person_id: str) -> KnownPerson | None:
        """None for whom nobody asked about."""

    def keep_person(self, person: KnownPerson) -> None:
        """Adds them, or replaces what was known."""

    def people_before(self, moment: datetime) -> list[str]:
        """The ids of those of whom nothing was heard since, in order."""

    def channel(self, channel_id: str) -> KnownChannel | None:
        """None where nobody asked about it."""

    def keep_channel(self, channel: KnownChannel) -> None:
        """Adds it, or replaces what was known."""

    def moved(self) -> Mapping[str, str]:
        """The ids under which channels go on now, by each that they had before."""

    def forget(self, who: str) -> int:
        """How many people are known no more: by id, or by e-mail address in any letter case."""
