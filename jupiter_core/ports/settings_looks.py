"""Who looked at settings and bank details, kept for a while."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Protocol

from jupiter_core.domain.settings_look import CountedLooks


class SettingsLooks(Protocol):
    """Of all workspaces. A person and a thing are one row an hour; the audit log covers each."""

    def keep(self, workspace_id: str, looks: Sequence[CountedLooks]) -> None:
        """In one transaction; adds to what any process kept of the same hour. Raises
        StoreTrouble."""

    def found(
        self, workspace_id: str, *, person: str = "", what: str = "", since: datetime | None = None
    ) -> Iterator[CountedLooks]:
        """The newest hour first: of somebody, of something, of hours that ended after `since`,
        where these are said. Raises StoreTrouble."""

    def forget(self, before: datetime, limit: int) -> int:
        """Removes up to so many of hours that ended before then, with a word in the audit log; how
        many. Raises StoreTrouble."""
