"""Where the app is installed: in a workspace, or in an organisation with many."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from jupiter_core.domain.frozen import Frozen


class Installation(Frozen):
    """`place` is the workspace's id, or the organisation's where it `is_organisation`.

    `sealed_token` and `sealed_refresh` are secrets that only the app's keys open; there are none
    any more once it `ended_at`, which `why_ended` says in the chat's own word.
    """

    place: str
    is_organisation: bool = False
    organisation: str = ""
    name: str = ""
    app_id: str = ""
    bot_id: str = ""
    bot_user_id: str = ""
    scopes: tuple[str, ...] = ()
    installed_by: str = ""
    installed_at: datetime
    sealed_token: str = ""
    sealed_refresh: str = ""
    expires_at: datetime | None = None
    ended_at: datetime | None = None
    why_ended: str = ""

    @property
    def is_live(self) -> bool:
        return self.ended_at is None


class Tokens(Frozen):
    """What a refresh gave, sealed."""

    sealed_token: str
    sealed_refresh: str
    expires_at: datetime


class Installations(Protocol):
    """Of all workspaces. Where an installation ends, all that its workspaces would send is parked
    and their timers rest, until there is a new one. Each raises StoreTrouble."""

    def save(self, installation: Installation) -> None:
        """In the place of the one before; what was parked for want of it goes on."""

    def find(self, place: str) -> Installation | None:
        """The last one there, also when it has ended."""

    def of_workspace(self, workspace_id: str, organisation: str = "") -> Installation | None:
        """That by which the app is in a workspace: its own, or that of its organisation, which
        counts where it is live and the workspace's own is not; else the last that ended."""

    def live(self) -> list[Installation]:
        """Sorted by their places."""

    def belongs(self, workspace_id: str, organisation: str) -> None:
        """Notes that a workspace is in an organisation; what was parked there goes on, if the
        organisation's installation is live."""

    def left(self, workspace_id: str, organisation: str) -> None:
        """The organisation's installation is for this workspace no more."""

    def end(self, place: str, *, why: str, now: datetime, sealed_token: str = "") -> bool:
        """Forgets its secrets. Whether it was live, and still the one with that `sealed_token`
        where one is named: else nothing is done."""

    def park(self, workspace_id: str) -> None:
        """What it would send waits, unless the app is installed there."""

    def expiring(self, before: datetime) -> list[Installation]:
        """Live ones whose token is good until then at most, the soonest first."""

    def claim_refresh(self, installation: Installation, *, now: datetime, until: datetime) -> bool:
        """Of all who ask, one at a time may refresh its token: the others not `until` then."""

    def refreshed(self, installation: Installation, tokens: Tokens) -> bool:
        """Takes the new ones, if it is still as it was."""

    def renew_seals(self, renewed: Callable[[str], str]) -> int:
        """Seals anew what an older key has sealed; how many."""

    def workspaces_ended_before(self, moment: datetime) -> Sequence[str]:
        """Those where the app was, and is no more since before then."""

    def forget(self, workspace_id: str) -> None:
        """That the app was ever there; one that is live stays."""


class InstallStates(Protocol):
    """Who began to install, so that the end belongs to a beginning. Each raises StoreTrouble."""

    def issue(self, state_hash: str, *, now: datetime, expires_at: datetime) -> None:
        """What has expired is forgotten."""

    def consume(self, state_hash: str, *, now: datetime) -> bool:
        """Once, and before it expires."""
