"""Who may read the invoices and contracts of a workspace.

Approvers read all of them, and everyone what they drafted themselves. Whether full members read
more is a setting of the workspace; guests never do.
"""

from collections.abc import Collection
from enum import StrEnum

from jupiter_core.domain.frozen import Frozen


class Readers(StrEnum):
    """Who reads beside approvers and whoever drafted it."""

    EVERYONE = "everyone"
    """Every full member of the workspace."""
    DEAL_CHANNEL = "deal_channel"
    """The members of the deal's channel."""
    FINANCE = "finance"
    """Nobody."""

    @property
    def words(self) -> str:
        return _WORDS[self]


_WORDS = {
    Readers.EVERYONE: "every full member",
    Readers.DEAL_CHANNEL: "the deal's channel and finance",
    Readers.FINANCE: "finance, and whoever drafted it",
}


class Reader(Frozen):
    """A full member, by Slack user id, with the channels that they are in. Those are asked for
    only where the setting asks for them; none are known where Slack did not tell."""

    person: str
    channels: frozenset[str] = frozenset()

    def may_read(self, readers: Readers, deal_channel: str, writers: Collection[str]) -> bool:
        """Whether the setting lets them, for what they do not approve."""
        if readers is Readers.EVERYONE or self.person in writers:
            return True
        among = readers is Readers.DEAL_CHANNEL and bool(deal_channel)
        return among and deal_channel in self.channels
