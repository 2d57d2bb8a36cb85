"""People and channels as the place where they talk describes them: kept here, so that nobody waits
for an answer of it."""

from collections.abc import Mapping
from datetime import datetime

from jupiter_core.domain.frozen import Frozen


class KnownPerson(Frozen):
    """An account, as it was at `refreshed_at`.

    `is_guest` says of any kind of guest, `is_single_channel` of the narrower one; `is_stranger`,
    that they belong to another organisation; `teams` are the workspaces that they belong to.
    `channels` are those that they were in at `channels_at`; None where nobody has asked yet.
    `told_at` is when an event said last that they joined or left one.
    """

    id: str
    name: str
    refreshed_at: datetime
    email: str = ""
    time_zone: str = "UTC"
    is_admin: bool = False
    is_guest: bool = False
    is_single_channel: bool = False
    is_stranger: bool = False
    is_bot: bool = False
    has_left: bool = False
    enterprise_id: str = ""
    teams: tuple[str, ...] = ()
    channels: tuple[str, ...] | None = None
    channels_at: datetime | None = None
    told_at: datetime | None = None

    def is_outside(self, team_id: str) -> bool:
        """Whether they are no full member of this workspace, however high they stand at home."""
        flags = (self.is_guest, self.is_single_channel, self.is_stranger, self.is_bot)
        return self.has_left or any(flags) or team_id not in self.teams

    def joined(self, channel: str) -> "KnownPerson":
        """In one channel more, where their channels are known."""
        if self.channels is None or channel in self.channels:
            return self
        return self.model_copy(update={"channels": (*self.channels, channel)})

    def left(self, channel: str) -> "KnownPerson":
        """In one channel less."""
        kept = tuple(each for each in self.channels or () if each != channel)
        return self if self.channels is None else self.model_copy(update={"channels": kept})


class KnownChannel(Frozen):
    """A conversation, as it was at `refreshed_at`.

    `has_app` says that the app is a member, `is_shared` that another organisation reads along or
    was invited to; `is_direct`, that it is no channel but a conversation of two or of several.
    `moved_to` is the id under which it goes on, with all its messages. `told_at` is when an event
    told something of it last.
    """

    id: str
    refreshed_at: datetime
    name: str = ""
    is_private: bool = False
    is_archived: bool = False
    is_gone: bool = False
    is_shared: bool = False
    is_direct: bool = False
    has_app: bool = False
    moved_to: str = ""
    told_at: datetime | None = None


def is_overtaken(kept: KnownPerson | KnownChannel, asked_at: datetime) -> bool:
    """Whether an answer to what was asked then may not know what an event has told meanwhile."""
    return kept.told_at is not None and kept.told_at > asked_at


def ends_of(steps: Mapping[str, str]) -> dict[str, str]:
    """Where each way ends, of steps that may follow each other; one in a circle ends nowhere."""
    ends = {}
    for first in steps:
        at, seen = first, {first}
        while at in steps and steps[at] not in seen:
            at = steps[at]
            seen.add(at)
        if at not in steps:
            ends[first] = at
    return ends
